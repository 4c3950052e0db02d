import type { PolicyResource } from "@pulumi/policy";

import { bucketArn, parseArn } from "../rules/arn";
import type { ExportSource } from "../rules/policies";
import { namesGuardDuty, statementsOf } from "../rules/proof/statements";
import { policiesIn, policyOf } from "./documents";
import type { SetPolicy } from "./documents";
import { refersTo, valueOf } from "./references";
import type { Resources } from "./types";
import { BUCKETS, DESTINATION, KEYS } from "./types";

/** The GuardDuty publishing destinations of a stack. */
export function destinationsIn(resources: Resources): Resources {
  return resources.filter(({ type }) => type === DESTINATION);
}

/** The buckets of a stack that its destinations export to, and those whose policy names GuardDuty. */
export function findingsBucketsIn(resources: Resources): Resources {
  const buckets = [
    ...destinationsIn(resources).map((one) => bucketOf(one, resources)),
    ...standalonePolicies(resources)
      .filter(({ document }) => document.known !== undefined)
      .map(({ of, holder }) => (of === "bucket" ? holder : undefined)),
  ];
  return [...new Set(buckets)].filter((bucket) => bucket !== undefined);
}

export function bucketOf(destination: PolicyResource, resources: Resources) {
  const target = valueOf(() => targetOf(destination).bucketArn);
  return resources.find(
    (other) =>
      BUCKETS.includes(other.type) &&
      (target.known === undefined
        ? refersTo(destination, "destinationArn", other, [])
        : arnsOf(other).includes(target.known)),
  );
}

/** The ARN of a bucket, as far as it or the name is known. */
function arnsOf({ props }: PolicyResource): string[] {
  const arn = valueOf(() => props["arn"] as string | undefined).known;
  const name = valueOf(() => props["bucket"] as string | undefined).known;
  const byName = ["aws", "aws-us-gov", "aws-cn"].map((one) => bucketArn(one, name ?? ""));
  return [...(arn === undefined ? [] : [arn]), ...(name === undefined ? [] : byName)];
}

export function keyOf(destination: PolicyResource, resources: Resources) {
  return resources.find(
    (other) =>
      KEYS.includes(other.type) &&
      refersTo(destination, "kmsKeyArn", other, [({ arn }) => arn as unknown]),
  );
}

/**
 * The policies of the stack that are of no destination in it: those that name GuardDuty, and those that are not known yet, which
 * may.
 */
export function standalonePolicies(resources: Resources): SetPolicy[] {
  const destinations = destinationsIn(resources);
  const exported = new Set(
    destinations.flatMap((one) => [bucketOf(one, resources), keyOf(one, resources)]),
  );
  return policiesIn(resources).filter(
    ({ holder, document }) =>
      !(holder && exported.has(holder)) &&
      (document.known === undefined ||
        statementsOf(document.known).some(([, statement]) => namesGuardDuty(statement))),
  );
}

/** The detector that a destination exports the findings of. */
export function sourceOf({ props }: PolicyResource): ExportSource {
  const { region = "", accountId = "", resource = "" } = { ...parseArn(String(props["arn"])) };
  return { region, accountId, detectorId: resource.split("/")[1] ?? "" };
}

export function targetOf({ props }: PolicyResource): { bucketArn: string; prefix: string } {
  const [bucketArn = "", ...prefix] = String(props["destinationArn"]).split("/");
  return { bucketArn, prefix: prefix.filter((part) => part !== "").join("/") };
}

/** Whether the stack has the bucket and the key of a destination, with their policies. */
export function hasPolicies(destination: PolicyResource, resources: Resources): boolean {
  return [bucketOf(destination, resources), keyOf(destination, resources)].every(
    (holder) => holder !== undefined && policyOf(holder, resources) !== undefined,
  );
}
