import { type Organization, ROOT_ID, type World } from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { accountsIn, nodeType, parentOf, pathText, unitsIn } from "./nodes";
import { accountMembers } from "./organization";
import { organizationsArn, within } from "./within";

/** The root, its organizational units, and which account is where. */
export const treeOperations: Operations = {
  ListRoots: within("delegated", (_world, organization) => ({
    Roots: [
      {
        ...rootMembers(organization),
        PolicyTypes: organization.policyTypes.map((Type) => ({ Type, Status: "ENABLED" })),
      },
    ],
  })),

  ListParents: within("delegated", (_world, organization, { ChildId }) => {
    const parent = parentOf(organization, ChildId);
    const type = nodeType(organization, ChildId);
    if (type === undefined || parent === undefined) {
      throw new AwsError(
        "ChildNotFoundException",
        "We can't find an organizational unit (OU) or AWS account with the ChildId that you specified.",
      );
    }
    return { Parents: [{ Id: parent, Type: nodeType(organization, parent) }] };
  }),

  ListChildren: within("delegated", (_world, organization, { ParentId, ChildType }) => {
    requireParent(organization, ParentId);
    const ids = ChildType === "ACCOUNT" ? accountsIn : unitsIn;
    return { Children: ids(organization, ParentId).map((Id) => ({ Id, Type: ChildType })) };
  }),

  ListAccountsForParent: within("delegated", (world, organization, { ParentId }) => {
    requireParent(organization, ParentId);
    return {
      Accounts: accountsIn(organization, ParentId).map((id) => accountMembers(world, id)),
    };
  }),

  ListOrganizationalUnitsForParent: within("delegated", (_world, organization, { ParentId }) => {
    requireParent(organization, ParentId);
    const ids = unitsIn(organization, ParentId);
    return { OrganizationalUnits: ids.map((id) => unitMembers(organization, id)) };
  }),

  DescribeOrganizationalUnit: within("delegated", (_world, organization, input) => {
    const { OrganizationalUnitId } = input;
    requireUnit(organization, OrganizationalUnitId);
    return { OrganizationalUnit: unitMembers(organization, OrganizationalUnitId) };
  }),
};

function requireParent(organization: Organization, id: string): void {
  const type = nodeType(organization, id);
  if (type === "ROOT" || type === "ORGANIZATIONAL_UNIT") return;
  throw new AwsError(
    "ParentNotFoundException",
    "We can't find a root or OU with the ParentId that you specified.",
  );
}

function requireUnit(organization: Organization, id: string): void {
  if (nodeType(organization, id) === "ORGANIZATIONAL_UNIT") return;
  throw new AwsError(
    "OrganizationalUnitNotFoundException",
    "We can't find an OU with the OrganizationalUnitId that you specified.",
  );
}

/** Id, ARN and name of a node. */
export function nodeMembers(world: World, organization: Organization, id: string): Members {
  if (id === ROOT_ID) return rootMembers(organization);
  const isUnit = nodeType(organization, id) === "ORGANIZATIONAL_UNIT";
  return isUnit ? unitMembers(organization, id) : accountMembers(world, id);
}

function rootMembers({ id, management }: Organization): Members {
  const Arn = organizationsArn(management, `root/${id}/${ROOT_ID}`);
  return { Id: ROOT_ID, Arn, Name: "Root" };
}

function unitMembers(organization: Organization, unit: string): Members {
  const { id, management, organizationalUnits } = organization;
  return {
    Id: unit,
    Arn: organizationsArn(management, `ou/${id}/${unit}`),
    Name: organizationalUnits[unit]?.name,
    Path: pathText(organization, unit),
  };
}
