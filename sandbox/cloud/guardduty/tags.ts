import { detectorArn } from "../arn";
import type { Aws, Operations } from "../aws";
import type { Caller } from "../contract";
import { requireDestination } from "./destinations";
import { requireDetector } from "./detectors";
import { badRequest } from "./errors";

export const tagOperations: Operations = {
  TagResource: (aws, caller, { ResourceArn, Tags }) => {
    Object.assign(requireTagged(aws, caller, ResourceArn).tags, Tags);
  },

  UntagResource: (aws, caller, { ResourceArn, TagKeys }) => {
    const { tags } = requireTagged(aws, caller, ResourceArn);
    for (const key of TagKeys) delete tags[key];
  },

  ListTagsForResource: (aws, caller, { ResourceArn }) => ({
    Tags: requireTagged(aws, caller, ResourceArn).tags,
  }),
};

/** The detector or destination of an ARN. */
function requireTagged(
  aws: Aws,
  caller: Caller,
  arn: unknown,
): { tags: { [key: string]: string } } {
  const [, owner, detectorId, destinationId] =
    /^(arn:.*:detector\/)([^/]+)(?:\/publishingdestination\/([^/]+))?$/.exec(String(arn)) ?? [];
  if (owner === undefined) throw badRequest("resourceArn");
  if (owner !== detectorArn(caller.accountId, caller.region, "")) {
    throw badRequest("notYourDetector");
  }
  return destinationId === undefined
    ? requireDetector(aws.world, caller, detectorId)
    : requireDestination(aws, caller, detectorId, destinationId);
}
