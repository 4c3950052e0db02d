import { type Organization, ROOT_ID } from "../../world";
import { accountsOf, belongsTo } from "./within";

/** The tree of an organization: its root, the units in it, and the accounts. */

export type NodeType = "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT";

/** What a node is; undefined where the organization has no node of this id. */
export function nodeType(organization: Organization, id: string): NodeType | undefined {
  if (id === ROOT_ID) return "ROOT";
  if (Object.hasOwn(organization.organizationalUnits, id)) return "ORGANIZATIONAL_UNIT";
  return belongsTo(organization, id) ? "ACCOUNT" : undefined;
}

/** The node that holds another one; undefined for the root. */
export function parentOf(organization: Organization, id: string): string | undefined {
  if (id === ROOT_ID) return undefined;
  const { organizationalUnits, parents } = organization;
  return organizationalUnits[id]?.parent ?? parents[id] ?? ROOT_ID;
}

/** A node and all that hold it, up to the root. */
export function pathOf(organization: Organization, id: string): string[] {
  const parent = parentOf(organization, id);
  return parent === undefined ? [id] : [id, ...pathOf(organization, parent)];
}

/** The organization, the root, and what is between it and the node, as `Paths` of accounts and units have it. */
export function pathText(organization: Organization, id: string): string {
  return `${[organization.id, ...pathOf(organization, id).reverse()].join("/")}/`;
}

export function unitsIn(organization: Organization, parent: string): string[] {
  const units = Object.entries(organization.organizationalUnits);
  return units.filter(([, unit]) => unit.parent === parent).map(([id]) => id);
}

export function accountsIn(organization: Organization, parent: string): string[] {
  return accountsOf(organization).filter((id) => parentOf(organization, id) === parent);
}
