import type { ExportSettings } from "../../rules/args";
import type { Candidate } from "./candidates";
import { bucketName } from "./candidates";
import type { Draft, Found } from "./entries";
import { entry } from "./entries";

export function bucketEntries(found: Found): Draft {
  const value = (candidate: Candidate) => {
    const [, ...prefix] = candidate.value.split("/");
    const account = accountOf(found, candidate, found.given?.bucket.account);
    return {
      existing: { name: bucketName(candidate), policy: "merge" },
      ...(prefix.length > 0 && { prefix: prefix.join("/") }),
      ...(account && { account }),
    };
  };
  return choice(found, "bucket", found.buckets, value);
}

export function keyEntry(found: Found): Draft {
  return choice(found, "key", found.keys, (candidate) => {
    const account = accountOf(found, candidate, found.given?.key.account);
    return {
      existing: { arn: candidate.value, policy: "merge" },
      ...(account && { account }),
    };
  });
}

/** Said only when it is not the administrator's. */
function accountOf(
  { administratorId }: Found,
  { accountId }: Candidate,
  given: ExportSettings["bucket"]["account"],
) {
  if (given !== undefined) return given;
  return accountId === undefined || accountId === administratorId ? undefined : { accountId };
}

function choice(
  found: Found,
  key: "bucket" | "key",
  candidates: Candidate[],
  value: (candidate: Candidate) => unknown,
): Draft {
  const [only, ...others] = candidates;
  if (only === undefined) {
    const comment = `no ${key} whose policy allows GuardDuty was found: the stack creates one`;
    return { entries: [{ key, comments: [comment] }], open: [] };
  }
  const unknownOwner =
    key === "bucket" && only.accountId === undefined && found.given?.bucket.account === undefined
      ? [`bucket ${bucketName(only)} is in an account that was not checked: set bucket.account`]
      : [];
  if (others.length === 0) {
    return { entries: [entry(key, value(only), ...only.from)], open: unknownOwner };
  }
  return {
    entries: [
      {
        key,
        comments: [`choose one of these ${candidates.length}`],
        choices: candidates.map((one) => ({ value: value(one), comment: one.from.join("; ") })),
      },
    ],
    open: [`which ${key}: ${candidates.map((one) => one.value).join(" or ")}`],
  };
}
