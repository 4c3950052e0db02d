import { ROOT_ID, type World } from "../../world";
import { parentOf, pathText } from "./nodes";
import { belongsTo } from "./within";

/** What requests say of accounts: condition keys and their values. */
interface Keys {
  [key: string]: string | string[];
}

export function resourceKeys(world: World, owner: string): Keys {
  return { "aws:ResourceAccount": owner, ...organizationKeys(world, "aws:Resource", owner) };
}

/** Where an account is in the organization; nothing for one outside of it. */
export function organizationKeys(
  { organization }: World,
  of: "aws:Principal" | "aws:Resource" | "aws:Source",
  accountId: string,
): Keys {
  if (organization === undefined || !belongsTo(organization, accountId)) return {};
  const path = pathText(organization, parentOf(organization, accountId) ?? ROOT_ID);
  return { [`${of}OrgID`]: organization.id, [`${of}OrgPaths`]: [path] };
}
