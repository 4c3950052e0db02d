import { bucketArn, keyArn, parseArn } from "../../rules/arn";
import type { ExpectedRegion, ObservedDestination } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import type { LiveStack } from "../config/liveStack";
import type { Created, Finding, Holder } from "../findings";
import { error, unchecked } from "../findings";

/** How a value is known. */
export type Source =
  | { kind: "option"; option: string }
  | { kind: "config" }
  | { kind: "state" }
  /** The config creates it under a generated name; `agreeing` of `all` destinations name this one. */
  | { kind: "destinations"; created: Created; agreeing: number; all: number }
  | { kind: "unknown" };

export interface Comparison {
  property: "bucket" | "prefix" | "key" | "findingPublishingFrequency";
  /** Undefined: not known. */
  value?: string;
  source: Source;
}

/** The bucket and key that the findings have to go to, and how they are known. */
export interface ExportTarget {
  /** Undefined: not known. */
  bucketName?: string;
  keyArn?: string;
  /** What every destination has to name. */
  expected: Pick<ExpectedRegion, "destinationArn" | "kmsKeyArn">;
  comparisons: Comparison[];
  /** What keeps it from being known. */
  findings: Finding[];
}

interface Known {
  value?: string;
  source: Source;
  findings: Finding[];
}

/**
 * Which bucket and key the destinations have to name. Those that a stack created have generated names, which no file has:
 * then it is what most destinations name, if the stack can have created it.
 */
export function targetOf(
  plan: ExportPlan,
  keyAccountId: string,
  destinations: readonly ObservedDestination[],
  given: Pick<LiveStack, "deployed" | "nameAssumed"> & { bucket?: string },
): ExportTarget {
  const { settings, home, shown } = plan;
  const { prefix } = settings.bucket;
  const { nameAssumed = false } = given;
  const declared: Source = { kind: given.deployed === undefined ? "config" : "state" };
  const bucket =
    known(given.bucket, { kind: "option", option: "--bucket" }) ??
    known(settings.bucket.existing?.name ?? settings.bucket.name, declared) ??
    known(given.deployed?.bucketName, { kind: "state" }) ??
    named("bucket", {
      values: destinations.map(bucketNameOf),
      own: new RegExp(`^${settings.bucket.namePrefix}-[0-9a-f]{8}$`),
      created: { bucketName: shown.bucketName },
      nameAssumed,
    });
  const keys = keyArn({ region: home.name, accountId: keyAccountId }, "");
  const key =
    known(settings.key.existing?.arn, declared) ??
    known(given.deployed?.keyArn, { kind: "state" }) ??
    named("key", {
      values: destinations.map(({ kmsKeyArn = "" }) => kmsKeyArn),
      own: new RegExp(`^${keys}`),
      created: { keyAccountId },
      nameAssumed,
    });
  const destinationArn =
    bucket.value && `${bucketArn(home.partition, bucket.value)}${prefix && `/${prefix}`}`;
  return {
    bucketName: bucket.value,
    keyArn: key.value,
    expected: { destinationArn, kmsKeyArn: key.value },
    comparisons: [
      { property: "bucket", value: bucket.value, source: bucket.source },
      { property: "prefix", value: prefix, source: declared },
      { property: "key", value: key.value, source: key.source },
      {
        property: "findingPublishingFrequency",
        value: settings.findingPublishingFrequency,
        source: declared,
      },
    ],
    findings: [...bucket.findings, ...key.findings],
  };
}

function known(value: string | undefined, source: Source): Known | undefined {
  return value === undefined ? undefined : { value, source, findings: [] };
}

function bucketNameOf({ destinationArn }: ObservedDestination): string {
  return parseArn(destinationArn ?? "")?.resource.split("/")[0] ?? "";
}

interface Generated {
  /** What each destination names. */
  values: readonly string[];
  /** What a generated one looks like. */
  own: RegExp;
  created: Created;
  nameAssumed: boolean;
}

function named(holder: Holder, { values, own, created, nameAssumed }: Generated): Known {
  const counts = new Map<string, number>();
  for (const one of values.filter((value) => own.test(value))) {
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const agreeing = Math.max(...counts.values());
  const candidates = [...counts].filter(([, count]) => count === agreeing).map(([value]) => value);
  const all = values.length;
  if (candidates.length === 1) {
    return {
      value: candidates[0],
      source: { kind: "destinations", created, agreeing, all },
      findings: [],
    };
  }
  // Destinations that disagree, or name none that the stack created, are wrong whichever is right; under another name they may be right.
  const make = all > 0 && !nameAssumed ? error : unchecked;
  const finding = make("targetUnknown", { holder, created, destinations: all, candidates });
  return { source: { kind: "unknown" }, findings: [finding] };
}
