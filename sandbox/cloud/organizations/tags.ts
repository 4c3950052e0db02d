import type { Organization } from "../../world";
import type { Operations } from "../aws";
import { type TagList, tagListOf, tagsOf } from "../tagList";
import { constraintViolation, invalidInput } from "./errors";
import { nodeType } from "./nodes";
import { requirePolicy, requireTarget } from "./policy";
import { within } from "./within";

const MAXIMUM_TAGS = 50;

/** Tags of the root, of units, accounts and policies. */
export const tagOperations: Operations = {
  ListTagsForResource: within("delegated", (_world, organization, { ResourceId }) => {
    requireTaggable(organization, ResourceId);
    return { Tags: tagListOf(organization.tags[ResourceId]) };
  }),

  TagResource: within("management", (_world, organization, { ResourceId, Tags }) => {
    requireTaggable(organization, ResourceId);
    setTags(organization, ResourceId, Tags);
  }),

  UntagResource: within("management", (_world, organization, { ResourceId, TagKeys }) => {
    requireTaggable(organization, ResourceId);
    const tags = organization.tags[ResourceId] ?? {};
    for (const key of TagKeys) delete tags[key];
  }),
};

export function setTags(organization: Organization, id: string, list: TagList | undefined): void {
  if (list === undefined || list.length === 0) return;
  requireTags(list, organization.tags[id]);
  organization.tags[id] = { ...organization.tags[id], ...tagsOf(list) };
}

/** Refuses a key that is there twice, and more tags than a resource may have. */
export function requireTags(list: TagList, present: { [key: string]: string } = {}): void {
  const keys = new Set(list.map(({ Key }) => Key));
  if (keys.size < list.length) throw invalidInput("DUPLICATE_TAG_KEY");
  const all = new Set([...keys, ...Object.keys(present)]);
  if (all.size > MAXIMUM_TAGS) throw constraintViolation("MAX_TAG_LIMIT_EXCEEDED");
}

function requireTaggable(organization: Organization, id: string): void {
  if (nodeType(organization, id) !== undefined) return;
  if (id.startsWith("p-")) requirePolicy(organization, id);
  else requireTarget(organization, id);
}
