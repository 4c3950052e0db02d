import { parseArn, resourceId } from "../../../rules/arn";
import { arnOf } from "../arn";
import type { Aws, Operations } from "../aws";
import { addTags } from "../tagRules";
import type { Caller } from "../contract";
import { requireDestination } from "./destinations";
import { requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { requireFilter } from "./filters";
import { kindOfArn } from "./listKinds";
import { requireList } from "./lists";
import { requirePlan } from "./malwarePlans";

export const tagOperations: Operations = {
  TagResource: (aws, caller, { ResourceArn, Tags }) => {
    addTags("guardduty", requireTagged(aws, caller, ResourceArn).tags, Tags);
  },

  UntagResource: (aws, caller, { ResourceArn, TagKeys }) => {
    const { tags } = requireTagged(aws, caller, ResourceArn);
    for (const key of TagKeys) delete tags[key];
  },

  ListTagsForResource: (aws, caller, { ResourceArn }) => ({
    Tags: requireTagged(aws, caller, ResourceArn).tags,
  }),
};

/** The detector of an ARN, or what it has. */
function requireTagged(
  aws: Aws,
  caller: Caller,
  arn: unknown,
): { tags: { [key: string]: string } } {
  const parts = parseArn(String(arn));
  if (parts?.resource.startsWith("malware-protection-plan/")) {
    return requirePlan(aws, caller, resourceId(String(arn))).plan;
  }
  const [, detectorId, kind, id] =
    /^detector\/([^/]+)(?:\/([a-z]+)\/([^/]+))?$/.exec(parts?.resource ?? "") ?? [];
  if (parts === undefined || detectorId === undefined) throw badRequest("resourceArn");
  const own = arnOf("guardduty", caller, parts.resource);
  if (arn !== own) throw badRequest("notYourDetector");
  const detector = requireDetector(aws.world, caller, detectorId);
  if (kind === undefined) return detector;
  if (kind === "publishingdestination") return requireDestination(aws, caller, detectorId, id);
  if (kind === "filter") return requireFilter(detector, id);
  const listKind = kindOfArn(kind);
  if (listKind !== undefined) return requireList(detector, listKind, id);
  throw badRequest("resourceArn");
}
