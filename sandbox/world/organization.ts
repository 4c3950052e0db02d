import { z } from "zod";
import { accountId, region, tags } from "./fields";

/** The organization: its accounts, the tree that they are in, and the policies of AWS Organizations. */

/** An organization has one root. */
export const ROOT_ID = "r-sbx0";

export const POLICY_TYPES = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "GUARDDUTY_POLICY",
] as const;

const unitId = z.string().regex(/^ou-sbx0-[a-z0-9]{8}$/, `must be "ou-sbx0-" and 8 characters`);
const parentId = z.union([z.literal(ROOT_ID), unitId]);
const policyId = z.string().regex(/^p-[a-z0-9]{8,128}$/, `must be "p-" and 8 characters or more`);

const organizationalUnit = z.strictObject({
  name: z.string().min(1).max(128),
  parent: parentId.default(ROOT_ID),
});

const organizationPolicy = z.strictObject({
  type: z.enum(POLICY_TYPES),
  name: z.string().min(1).max(128),
  description: z.string().max(512).default(""),
  /** A document, or the text as it was given. */
  content: z.union([z.string(), z.record(z.string(), z.unknown()).transform(text)]),
});

export const organization = z.strictObject({
  id: z.string().default("o-sandbox0000"),
  management: accountId,
  members: z.array(accountId).default([]),
  /** Service principals with trusted access. */
  serviceAccess: z.array(z.string()).default([]),
  /** Account -> service principals it administers. */
  delegatedAdministrators: z.record(accountId, z.array(z.string())).default({}),
  /** Region -> GuardDuty's delegated administrator. */
  guardDutyAdministrators: z.record(region, accountId).default({}),
  /** Whether that account may differ by Region: AWS's pages disagree, and without this GuardDuty refuses it. */
  administratorByRegion: z.boolean().default(false),
  organizationalUnits: z.record(unitId, organizationalUnit).default({}),
  /** Account -> the organizational unit that it is in; the root without one. */
  parents: z.record(accountId, unitId).default({}),
  /** Those enabled in the root. AWS enables service control policies with the organization. */
  policyTypes: z.array(z.enum(POLICY_TYPES)).default(["SERVICE_CONTROL_POLICY"]),
  policies: z.record(policyId, organizationPolicy).default({}),
  /** Root, unit or account -> policies attached to it, in addition to those of AWS. */
  attachments: z.record(z.union([parentId, accountId]), z.array(policyId)).default({}),
  /** Roots, units and accounts that FullAWSAccess was detached from. */
  withoutFullAccess: z.array(z.union([parentId, accountId])).default([]),
  /** Root, unit, account or policy -> its tags. */
  tags: z.record(z.string(), tags).default({}),
});

/** What the tree and the attachments name and the organization does not have, and units that hold themselves. */
export function organizationProblems(organization: Organization): string[] {
  const { management, members, organizationalUnits, parents, policies } = organization;
  const units = new Set([ROOT_ID, ...Object.keys(organizationalUnits)]);
  const accounts = new Set([management, ...members]);
  const isNode = (id: string): boolean => units.has(id) || accounts.has(id);
  const nowhere = [
    ...Object.entries(organizationalUnits).map(([id, { parent }]) => [
      "organizationalUnits",
      id,
      parent,
    ]),
    ...Object.entries(parents).map(([id, parent]) => ["parents", id, parent]),
  ].filter(([, , parent]) => !units.has(parent as string));
  const detached = Object.entries(organization.attachments).flatMap(([id, attached]) => [
    ...(isNode(id) ? [] : [`organization.attachments["${id}"]: not in the organization`]),
    ...attached
      .filter((policy) => !Object.hasOwn(policies, policy))
      .map((policy) => `organization.attachments["${id}"]: no policy ${policy}`),
  ]);
  return [
    ...nowhere.map(([part, id, parent]) => `organization.${part}["${id}"]: no unit ${parent}`),
    ...Object.keys(parents)
      .filter((id) => !accounts.has(id))
      .map((id) => `organization.parents["${id}"]: not in the organization`),
    ...Object.keys(organizationalUnits)
      .filter((id) => isInItself(organization, id))
      .map((id) => `organization.organizationalUnits["${id}"]: is in itself`),
    ...detached,
    ...organization.withoutFullAccess
      .filter((id) => !isNode(id))
      .map((id) => `organization.withoutFullAccess: ${id} is not in the organization`),
  ];
}

function isInItself({ organizationalUnits }: Organization, id: string): boolean {
  const visited = new Set<string>();
  for (let next = organizationalUnits[id]; next !== undefined;) {
    if (next.parent === id) return true;
    if (visited.has(next.parent)) return false;
    visited.add(next.parent);
    next = organizationalUnits[next.parent];
  }
  return false;
}

function text(document: { [member: string]: unknown }): string {
  return JSON.stringify(document);
}

export type Organization = z.output<typeof organization>;
export type OrganizationalUnit = z.output<typeof organizationalUnit>;
export type OrganizationPolicy = z.output<typeof organizationPolicy>;
export type PolicyType = OrganizationPolicy["type"];
