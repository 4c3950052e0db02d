import type { ExportSettings } from "../../rules/args";
import type { Candidate } from "./candidates";
import { bucketName } from "./candidates";
import type { Draft, Found } from "./entries";
import { entry } from "./entries";
import type { Decision } from "./notes";

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
    return { entries: [{ key, comments: [{ id: "holderCreated", holder: key }] }], open: [] };
  }
  const unknownOwner: Decision[] =
    key === "bucket" && only.accountId === undefined && found.given?.bucket.account === undefined
      ? [{ id: "bucketAccountUnknown", bucketName: bucketName(only) }]
      : [];
  if (others.length === 0) {
    return { entries: [entry(key, value(only), ...only.from)], open: unknownOwner };
  }
  return {
    entries: [
      {
        key,
        comments: [{ id: "holderToChoose", count: candidates.length }],
        choices: candidates.map((one) => ({ value: value(one), from: one.from })),
      },
    ],
    open: [{ id: "holderDiffers", holder: key, candidates: candidates.map((one) => one.value) }],
  };
}
