import * as pulumi from "@pulumi/pulumi";

import type { GivenDelivery, HealthPlan } from "../../rules/health";
import type { HealthWarning } from "../../rules/health";
import {
  destinationWarnings,
  exportStatements,
  missingIds,
  readDelivery,
  statementsProblems,
  toPoliciesFile,
} from "../../rules/health";
import type { PolicyOwner } from "../../rules/proof";
import { findingsLocation } from "../../rules/readers";
import type { FindingsLocation } from "../../rules/readers";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { refuse } from "../shared/checks";
import type { ExportHealthArgs } from "./args";
import { logWarning } from "../shared/log";

/** What every part of the health check registers its resources with. */
export interface HealthContext {
  parent: pulumi.Resource;
  plan: HealthPlan;
  args: ExportHealthArgs;
  /** Logical name of the health check. */
  healthName: string;
  /** Identifies this health check among others of the account: in metrics, the dashboard and messages. */
  exportName: string;
  /** Where the findings are. */
  location: pulumi.Output<FindingsLocation>;
  /** Detector ids by Region: each Region has one. */
  detectorIds: pulumi.Output<{ [region: string]: string }>;
  /** The same of the destinations; of a Region without one there is none. */
  destinationIds: pulumi.Output<{ [region: string]: string | undefined }>;
}

export function locationOf({
  findingsUri,
  keyArn,
}: ExportHealthArgs): pulumi.Output<FindingsLocation> {
  return pulumi.all([findingsUri, keyArn]).apply(([uri, arn]) => findingsLocation(uri, arn));
}

/** Logs warnings on the component. */
export function warn(component: pulumi.Resource, warnings: readonly HealthWarning[]): void {
  for (const one of warnings) void logWarning(deploymentWarningText(one), component);
}

/** Detector ids by Region; the component fails when a Region has none. */
export function detectorsOf(
  component: pulumi.Resource,
  { regions, detectorIds }: ExportHealthArgs,
): pulumi.Output<{ [region: string]: string }> {
  return pulumi.output(detectorIds).apply((ids) => {
    refuse(component, missingIds("detectorIds", ids, regions));
    return ids;
  });
}

/** Destination ids by Region. A Region that the export could make none in is watched too, and is not healthy. */
export function destinationsOf(
  component: pulumi.Resource,
  { regions, destinationIds }: ExportHealthArgs,
): pulumi.Output<{ [region: string]: string }> {
  return pulumi.output(destinationIds).apply((ids) => {
    warn(component, destinationWarnings(regions, ids));
    return ids;
  });
}

/** What new findings reach readers by. */
export function deliveryOf({
  notificationTopicArn: topicArn,
  notificationKeyArn: topicKeyArn,
  queueUrls,
  ownQueueArns,
}: ExportHealthArgs): pulumi.Output<GivenDelivery> {
  return pulumi.output({ topicArn, topicKeyArn, queueUrls, ownQueueArns });
}

/** What the function compares the policies with, as its file has it; the component fails with statements that are not an export's. */
export function policiesOf({
  parent,
  args,
  plan: {
    settings: { policyOwners },
  },
}: HealthContext): pulumi.Output<string> {
  const texts = [args.bucketPolicyStatements, args.keyPolicyStatements] as const;
  const accounts = [args.administratorAccountId, args.bucketAccountId, args.keyArn] as const;
  const given = deliveryOf(args);
  return pulumi.all([...texts, ...accounts, given]).apply(([bucket, key, ...others]) => {
    const [administratorAccountId, bucketAccountId, keyArn, delivery] = others;
    refuse(parent, [...statementsProblems("bucket", bucket), ...statementsProblems("key", key)]);
    const of = (owner: PolicyOwner | undefined, text = "") =>
      owner && { owner, statements: exportStatements(text) ?? [] };
    return toPoliciesFile({
      bucket: of(policyOwners.bucket, bucket),
      key: of(policyOwners.key, key),
      delivery: readDelivery({ administratorAccountId, bucketAccountId, keyArn }, delivery),
    });
  });
}
