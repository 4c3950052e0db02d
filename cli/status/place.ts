import { bucketArn, keyArn, parseS3Arn, resourceId } from "../../rules/arn";
import type { Fault, SeenDestination } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import { nameStandIns } from "../../rules/plan";

/** Where the findings have to go, and how that is known. */
export interface Place {
  /** Undefined: not known. */
  bucketName?: string;
  keyArn?: string;
  /** What a destination has to name: with stand-ins for what is not known. */
  expected(seen: SeenDestination | undefined): { destinationArn: string; kmsKeyArn: string };
  /** What the destinations are compared with, a line each. */
  comparedWith: string[];
  /** What keeps it from being known. */
  faults: Fault[];
}

/** What one thing has to be: from the config or an option, or else what the destinations agree upon. */
interface Known {
  /** One; none: not known; several: as many destinations name each of them. */
  values: string[];
  /** How it is known. */
  by: string;
  faults: Fault[];
}

/**
 * Which bucket and key the destinations have to name. Those that a stack made have generated names, which no file
 * tells: then it is what most destinations name, if it can be the stack's.
 */
export function placeOf(
  plan: ExportPlan,
  keyAccountId: string,
  destinations: readonly SeenDestination[],
  given: { bucket?: string },
): Place {
  const { settings, home, standIns } = plan;
  const { prefix } = settings.bucket;
  const bucket = known(
    said(given.bucket, "--bucket names it") ??
      said(settings.bucket.existing?.name ?? settings.bucket.name, "the config names it"),
    {
      what: "bucket",
      named: destinations.map(bucketNameOf),
      own: new RegExp(`^${settings.bucket.namePrefix}-[0-9a-f]{8}$`),
      config: `the config has it named ${nameStandIns(standIns.bucketName)}`,
      mend: "Name the stack's bucket as --bucket (pulumi stack output bucketName)",
    },
  );
  const keys = keyArn({ region: home.name, accountId: keyAccountId }, "");
  const key = known(said(settings.key.existing?.arn, "the config names it"), {
    what: "key",
    named: destinations.map(({ kmsKeyArn = "" }) => kmsKeyArn),
    own: new RegExp(`^${keys}`),
    config: `the config has it made in account ${keyAccountId}`,
    mend: "Mend the destinations (pulumi refresh and then pulumi up), and ask again",
  });
  const standInKey = `${keys}${resourceId(standIns.keyArn)}`;
  return {
    bucketName: only(bucket.values),
    keyArn: only(key.values),
    expected: (seen) => {
      const bucketName = likely(bucket.values, seen && bucketNameOf(seen)) ?? standIns.bucketName;
      return {
        destinationArn: bucketArn(home.partition, `${bucketName}${prefix && `/${prefix}`}`),
        kmsKeyArn: likely(key.values, seen?.kmsKeyArn) ?? standInKey,
      };
    },
    comparedWith: [
      line("bucket", bucket),
      prefix === "" ? "prefix: none, as the config says" : `prefix: ${prefix}, as the config says`,
      line("key", key),
      `findingPublishingFrequency: ${settings.findingPublishingFrequency}, as the config says`,
    ],
    faults: [...bucket.faults, ...key.faults],
  };
}

function line(what: string, { values, by }: Known): string {
  return `${what}: ${only(values) ?? "not known"}; ${by}`;
}

function only(values: string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** Among several that it may be, the one that was found. */
function likely(values: string[], found: string | undefined): string | undefined {
  return values.find((value) => value === found) ?? values[0];
}

function said(value: string | undefined, by: string): Known | undefined {
  return value === undefined ? undefined : { values: [value], by, faults: [] };
}

function bucketNameOf({ destinationArn = "" }: SeenDestination): string {
  return parseS3Arn(destinationArn)?.bucket ?? "";
}

interface Generated {
  what: string;
  /** What each destination names. */
  named: readonly string[];
  /** What a generated one looks like. */
  own: RegExp;
  config: string;
  mend: string;
}

function known(given: Known | undefined, { what, named, own, config, mend }: Generated): Known {
  if (given !== undefined) return given;
  const counts = new Map<string, number>();
  for (const one of named.filter((name) => own.test(name))) {
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const values = [...counts].filter(([, count]) => count === most).map(([value]) => value);
  const all = `${named.length} ${named.length === 1 ? "destination" : "destinations"}`;
  if (values.length === 1) {
    return { values, by: `${config}, and ${most} of ${all} name this one`, faults: [] };
  }
  const found =
    values.length === 0
      ? `none of ${all} names such a one`
      : `of ${all} as many name ${values.join(" as ")}`;
  const reason = `which ${what} is the stack's is not known: ${config}, and ${found}`;
  return {
    values,
    by: `${config}, and ${found}`,
    // That destinations disagree was seen, and is wrong whichever is right.
    faults: [{ seen: values.length > 1, reason, nextStep: mend }],
  };
}
