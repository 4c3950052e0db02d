import { type Organization, type OrganizationalUnit, ROOT_ID } from "../../world";
import type { Operations } from "../aws";
import { AwsError } from "../contract";
import { constraintViolation } from "./errors";
import { newNodeId } from "./ids";
import { accountsIn, nodeType, parentOf, pathOf, unitsIn } from "./nodes";
import { rootWithTypes, unitMembers } from "./nodeMembers";
import { accountMembers, requireAccount } from "./organization";
import { setTags } from "./tags";
import { within } from "./within";

/** The root, its organizational units, and which account is where. */
export const treeOperations: Operations = {
  ListRoots: within("delegated", (_world, organization) => ({
    Roots: [rootWithTypes(organization)],
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

  CreateOrganizationalUnit: within("management", (_world, organization, input) => {
    const { ParentId, Name, Tags } = input;
    requireParent(organization, ParentId);
    requireFreeName(organization, ParentId, Name);
    // A path has the root in it.
    if (pathOf(organization, ParentId).length > MAXIMUM_DEPTH) {
      throw constraintViolation("OU_DEPTH_LIMIT_EXCEEDED");
    }
    if (Object.keys(organization.organizationalUnits).length >= MAXIMUM_UNITS) {
      throw constraintViolation("OU_NUMBER_LIMIT_EXCEEDED");
    }
    const id = newNodeId(`ou-${ROOT_ID.slice(2)}`);
    setTags(organization, id, Tags);
    organization.organizationalUnits[id] = { name: Name, parent: ParentId };
    return { OrganizationalUnit: unitMembers(organization, id) };
  }),

  UpdateOrganizationalUnit: within("management", (_world, organization, input) => {
    const { OrganizationalUnitId: id, Name } = input;
    const unit = requireUnit(organization, id);
    if (Name !== undefined && Name !== unit.name) {
      requireFreeName(organization, unit.parent, Name);
      unit.name = Name;
    }
    return { OrganizationalUnit: unitMembers(organization, id) };
  }),

  DeleteOrganizationalUnit: within("management", (_world, organization, input) => {
    const { OrganizationalUnitId: id } = input;
    requireUnit(organization, id);
    if ([...unitsIn(organization, id), ...accountsIn(organization, id)].length > 0) {
      throw new AwsError(
        "OrganizationalUnitNotEmptyException",
        "The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.",
      );
    }
    delete organization.organizationalUnits[id];
    delete organization.attachments[id];
    delete organization.tags[id];
    organization.withoutFullAccess = organization.withoutFullAccess.filter((one) => one !== id);
  }),

  MoveAccount: within("management", (_world, organization, input) => {
    const { AccountId, SourceParentId, DestinationParentId } = input;
    requireAccount(organization, AccountId);
    if (parentOf(organization, AccountId) !== SourceParentId) {
      throw new AwsError(
        "SourceParentNotFoundException",
        "We can't find a source root or OU with the ParentId that you specified.",
      );
    }
    if (!isParent(organization, DestinationParentId)) {
      throw new AwsError(
        "DestinationParentNotFoundException",
        "We can't find the destination container (a root or OU) with the ParentId that you specified.",
      );
    }
    if (SourceParentId === DestinationParentId) {
      throw new AwsError(
        "DuplicateAccountException",
        "That account is already present in the specified destination.",
      );
    }
    if (DestinationParentId === ROOT_ID) delete organization.parents[AccountId];
    else organization.parents[AccountId] = DestinationParentId;
  }),
};

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MAXIMUM_DEPTH = 5;
const MAXIMUM_UNITS = 2000;

function requireFreeName(organization: Organization, parent: string, name: string): void {
  const { organizationalUnits } = organization;
  const names = unitsIn(organization, parent).map((id) => organizationalUnits[id]?.name);
  if (!names.includes(name)) return;
  throw new AwsError(
    "DuplicateOrganizationalUnitException",
    "An OU with the same name already exists.",
  );
}

function isParent(organization: Organization, id: string): boolean {
  const type = nodeType(organization, id);
  return type === "ROOT" || type === "ORGANIZATIONAL_UNIT";
}

function requireParent(organization: Organization, id: string): void {
  if (isParent(organization, id)) return;
  throw new AwsError(
    "ParentNotFoundException",
    "We can't find a root or OU with the ParentId that you specified.",
  );
}

function requireUnit(organization: Organization, id: string): OrganizationalUnit {
  const unit = organization.organizationalUnits[id];
  if (unit !== undefined && nodeType(organization, id) === "ORGANIZATIONAL_UNIT") return unit;
  throw new AwsError(
    "OrganizationalUnitNotFoundException",
    "We can't find an OU with the OrganizationalUnitId that you specified.",
  );
}
