import { setTimeout as wait } from "node:timers/promises";

import type { Result } from "../rules/health/types";
import { nextWait } from "../rules/propagation";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { callError } from "./errors";
import type { GuardDuty } from "./guardDuty";
import { guardDuty } from "./guardDuty";
import { observe } from "./observe";
import { DESTINATION_DELETED, DETECTOR_DELETED } from "./observeRegion";

/** A publishing destination, and the account that its bucket has to belong to. */
export interface OwnedDestination {
  detectorId: string;
  destinationId: string;
  /** 12 digits. */
  bucketOwnerId: string;
  /** Bucket and prefix that it has to export to: one that does not is left as it is. Undefined: not compared. */
  destinationArn?: string;
}

/** A destination, and where it is to export to. */
export interface MovedDestination extends Required<OwnedDestination> {
  kmsKeyArn: string;
}

const ACTIONS = [
  "guardduty:DescribePublishingDestination",
  "guardduty:UpdatePublishingDestination",
];

/** `elsewhere`: it does not export to the bucket. */
export type OwnerResult = "set" | "unchanged" | "elsewhere";

/** Whether GuardDuty has another expected owner, or none, of a destination that exports to the bucket. Never rejects. */
export async function lacksBucketOwner(
  { credentials }: Account,
  region: string,
  { detectorId, destinationId, bucketOwnerId, destinationArn }: Required<OwnedDestination>,
): Promise<Result<boolean>> {
  const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await observe(
      "guardduty:DescribePublishingDestination",
      async () => {
        const found = await client.describeDestination(detectorId, destinationId);
        const isHere = found.destinationArn === destinationArn;
        return isHere && found.expectedBucketOwner !== bucketOwnerId;
      },
      [DETECTOR_DELETED, DESTINATION_DELETED],
    );
  } finally {
    client.close();
  }
}

/** The same as `verifyBucketOwner` in a deployment. Never rejects. */
export async function setBucketOwner(
  { credentials }: Account,
  region: string,
  destination: OwnedDestination,
): Promise<Result<OwnerResult>> {
  const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await verifyBucketOwner(client, destination);
  } finally {
    client.close();
  }
}

/**
 * Has GuardDuty verify that the bucket belongs to the account before it exports, where it does not already. Tries again while
 * GuardDuty does not see the policies yet. Never rejects.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html#guardduty-exportfindings-expected-bucket-owner
 */
export function verifyBucketOwner(
  client: Pick<GuardDuty, "describeDestination" | "setExpectedBucketOwner">,
  { detectorId, destinationId, bucketOwnerId, destinationArn }: OwnedDestination,
): Promise<Result<OwnerResult>> {
  return observe(ACTIONS, async () => {
    const found = await client.describeDestination(detectorId, destinationId);
    const { expectedBucketOwner } = found;
    if (destinationArn !== undefined && found.destinationArn !== destinationArn) return "elsewhere";
    if (expectedBucketOwner === bucketOwnerId) return "unchanged";
    await whenPropagated(() =>
      client.setExpectedBucketOwner(detectorId, destinationId, bucketOwnerId),
    );
    return "set";
  });
}

/**
 * Moves a destination to a bucket of another account, where GuardDuty verifies that the bucket belongs to the former account: an update
 * of the provider leaves that account as it is, and would be refused. Never rejects.
 */
export async function moveToOwner(
  { credentials }: Account,
  region: string,
  { detectorId, destinationId, ...to }: MovedDestination,
): Promise<Result<OwnerResult>> {
  const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await observe(ACTIONS, async () => {
      const { expectedBucketOwner } = await client.describeDestination(detectorId, destinationId);
      const verified =
        expectedBucketOwner !== undefined && expectedBucketOwner !== to.bucketOwnerId;
      if (!verified) return "unchanged";
      await whenPropagated(() => client.redirectDestination(detectorId, destinationId, to));
      return "set";
    });
  } finally {
    client.close();
  }
}

async function whenPropagated(call: () => Promise<unknown>): Promise<void> {
  const errors: string[] = [];
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      errors.unshift(callError(error).message);
      const milliseconds = nextWait(errors);
      if (milliseconds === undefined) throw error;
      await wait(milliseconds);
    }
  }
}
