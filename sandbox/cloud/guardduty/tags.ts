import { parseArn } from "../../../rules/arn";
import { arnOf } from "../arn";
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
  const parts = parseArn(String(arn));
  const [, detectorId, destinationId] =
    /^detector\/([^/]+)(?:\/publishingdestination\/([^/]+))?$/.exec(parts?.resource ?? "") ?? [];
  if (parts === undefined || detectorId === undefined) throw badRequest("resourceArn");
  const own = arnOf("guardduty", caller, parts.resource);
  if (arn !== own) throw badRequest("notYourDetector");
  return destinationId === undefined
    ? requireDetector(aws.world, caller, detectorId)
    : requireDestination(aws, caller, detectorId, destinationId);
}
