import { arnPattern, keyArn } from "../../../rules/arn";
import { type Destination, newId } from "../../world";
import { bucketPolicyAllows } from "../access";
import { bucketArn } from "../arn";
import type { Aws, Operations } from "../aws";
import type { Caller, Members } from "../contract";
import {
  type Export,
  exportObject,
  exportRefusal,
  folder,
  markerKey,
  type Target,
  targetOf,
} from "../exporting";
import { findBucket } from "../s3/bucket";
import { requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { page } from "./paging";

const EMPTY = new Uint8Array();

/**
 * The order of the checks is GuardDuty's own, where recordings show it: form of the request, bucket, the caller's
 * rights and the folder of a prefix, client token, the service's test write, one destination per type.
 */
export const destinationOperations: Operations = {
  CreatePublishingDestination: (aws, caller, input) => {
    const { DetectorId, DestinationType, DestinationProperties: properties } = input;
    const { ClientToken } = input;
    const tags = { ...input["Tags"] };
    if (DestinationType !== undefined && DestinationType !== "S3") throw badRequest("notJson");
    if (DestinationType === undefined) throw badRequest("noDestinationType");
    if (properties === undefined) throw badRequest("noDestinationProperties");
    const {
      DestinationArn: destinationArn,
      KmsKeyArn: kmsKeyArn,
      ExpectedBucketOwner: expectedBucketOwner,
    } = properties;
    requireArns(destinationArn, kmsKeyArn);
    const detector = requireDetector(aws.world, caller, DetectorId);
    const { accountId, region } = caller;
    const from = {
      accountId,
      region,
      detectorId: detector.id,
      destinationArn,
      kmsKeyArn,
      expectedBucketOwner,
    };
    const target = requireTarget(aws, caller, from);
    const replayed = Object.entries(detector.destinations).find(
      ([, { clientToken }]) => ClientToken !== undefined && clientToken === ClientToken,
    );
    if (replayed !== undefined) return { DestinationId: replayed[0] };
    writeMarker(aws, from, target);
    if (Object.keys(detector.destinations).length > 0) throw badRequest("destinationExists");
    const id = newId();
    detector.destinations[id] = {
      destinationArn,
      kmsKeyArn,
      ...(expectedBucketOwner !== undefined && { expectedBucketOwner }),
      status: "PUBLISHING",
      ...(ClientToken !== undefined && { clientToken: ClientToken }),
      tags,
    };
    return { DestinationId: id };
  },

  UpdatePublishingDestination: (aws, caller, input) => {
    const properties: Members = input["DestinationProperties"] ?? {};
    const { DestinationArn, KmsKeyArn, ExpectedBucketOwner } = properties;
    if ([DestinationArn, KmsKeyArn, ExpectedBucketOwner].every((one) => one === undefined)) {
      throw badRequest("outOfRange");
    }
    requireArns(DestinationArn ?? bucketArn("unchanged", "us-east-1"), KmsKeyArn ?? UNCHANGED_KEY);
    const destination = requireDestination(
      aws,
      caller,
      input["DetectorId"],
      input["DestinationId"],
    );
    const destinationArn = DestinationArn ?? destination.destinationArn;
    const kmsKeyArn = KmsKeyArn ?? destination.kmsKeyArn;
    // An update that leaves it out leaves what there is.
    const expectedBucketOwner = ExpectedBucketOwner ?? destination.expectedBucketOwner;
    const { accountId, region } = caller;
    const detectorId: string = input["DetectorId"];
    const from = { accountId, region, detectorId, destinationArn, kmsKeyArn, expectedBucketOwner };
    writeMarker(aws, from, requireTarget(aws, caller, from));
    Object.assign(destination, { destinationArn, kmsKeyArn, status: "PUBLISHING" });
    if (expectedBucketOwner !== undefined) destination.expectedBucketOwner = expectedBucketOwner;
    delete destination.publishingFailureStartTimestamp;
  },

  DescribePublishingDestination: (aws, caller, { DetectorId, DestinationId }) => {
    const destination = requireDestination(aws, caller, DetectorId, DestinationId);
    return {
      DestinationId,
      DestinationType: "S3",
      Status: destination.status,
      PublishingFailureStartTimestamp: destination.publishingFailureStartTimestamp,
      DestinationProperties: {
        DestinationArn: destination.destinationArn,
        KmsKeyArn: destination.kmsKeyArn,
        ExpectedBucketOwner: destination.expectedBucketOwner,
      },
      Tags: destination.tags,
    };
  },

  ListPublishingDestinations: ({ world }, caller, input) => {
    const { destinations } = requireDetector(world, caller, input["DetectorId"]);
    const { items, NextToken } = page(Object.entries(destinations), input, ([id]) => `${id}/S3`);
    return {
      Destinations: items.map(([DestinationId, { status }]) => ({
        DestinationId,
        DestinationType: "S3",
        Status: status,
      })),
      NextToken,
    };
  },

  DeletePublishingDestination: (aws, caller, { DetectorId, DestinationId }) => {
    requireDestination(aws, caller, DetectorId, DestinationId);
    delete requireDetector(aws.world, caller, DetectorId).destinations[DestinationId];
  },
};

export function requireDestination(
  { world }: Aws,
  caller: Caller,
  detectorId: unknown,
  destinationId: unknown,
): Destination {
  const { destinations } = requireDetector(world, caller, detectorId);
  const destination = destinations[String(destinationId)];
  if (destination === undefined) throw badRequest("invalidValues");
  return destination;
}

const UNCHANGED_KEY = keyArn({ region: "us-east-1", accountId: "111122223333" }, "unchanged");
const KEY_ARN = arnPattern("kms", "(key|alias)/.+");

function requireArns(destinationArn: unknown, kmsKeyArn: unknown): void {
  if (targetOf(destinationArn, "") === undefined) throw badRequest("destinationArn");
  if (!KEY_ARN.test(String(kmsKeyArn))) throw badRequest("kmsKeyArn");
}

/** The bucket, and for a prefix its folder, which is looked up with the caller's rights and not the service's. */
function requireTarget({ world }: Aws, caller: Caller, { destinationArn }: Export): Target {
  const target = targetOf(destinationArn, caller.region);
  const bucket = target && findBucket(world, target.bucket, caller.region);
  if (target === undefined || bucket === undefined) throw badRequest("noBucket");
  if (target.prefix === "") return target;
  const arn = bucketArn(target.bucket, bucket.region);
  const key = folder(target);
  const lookups = [
    { action: "s3:ListBucket", resource: arn, context: { "s3:prefix": key } },
    { action: "s3:GetObject", resource: `${arn}/${key}` },
  ];
  for (const access of lookups) {
    if (!bucketPolicyAllows(world, caller, bucket.account, bucket.policy, access)) {
      throw badRequest("callerPermissions");
    }
  }
  // UNVERIFIED which objects make a folder; the marker of that very name always does.
  if (bucket.objects[key] === undefined) throw badRequest("noFolder");
  return target;
}

function writeMarker(aws: Aws, from: Export, target: Target): void {
  const key = markerKey(target);
  const refusal = exportRefusal(aws, from, key, "test");
  if (refusal !== undefined) {
    const { reason, statements = [] } = refusal;
    const why = [reason, ...statements.map(({ text }) => text)].join(" ");
    throw badRequest("servicePermissions").because(why);
  }
  exportObject(aws, from, key, EMPTY);
}
