import { type Detector, type ListKind, newId, type ThreatList } from "../../world";
import { identityRefusal } from "../access";
import type { Aws, Operation, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { requireOwnDetector } from "./filters";
import { locationOf, readList, serviceLinkedRole } from "./listFile";
import { KINDS } from "./listKinds";
import { page } from "./paging";

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-create-activate.html */
const NAME = /^[A-Za-z0-9_-]+$/;

export const listOperations: Operations = {
  CreateIPSet: withServiceRole("iam:PutRolePolicy", createList("IPSet")),
  GetIPSet: getIpList("IPSet"),
  UpdateIPSet: withServiceRole("iam:PutRolePolicy", updateList("IPSet")),
  DeleteIPSet: withServiceRole("iam:DeleteRolePolicy", deleteList("IPSet")),
  ListIPSets: (aws, caller, input) => {
    const { ids, NextToken } = listIds(aws, caller, input, "IPSet");
    return { IpSetIds: ids, NextToken };
  },

  CreateThreatIntelSet: withServiceRole("iam:PutRolePolicy", createList("ThreatIntelSet")),
  GetThreatIntelSet: getIpList("ThreatIntelSet"),
  UpdateThreatIntelSet: withServiceRole("iam:PutRolePolicy", updateList("ThreatIntelSet")),
  DeleteThreatIntelSet: withServiceRole("iam:DeleteRolePolicy", deleteList("ThreatIntelSet")),
  ListThreatIntelSets: (aws, caller, input) => {
    const { ids, NextToken } = listIds(aws, caller, input, "ThreatIntelSet");
    return { ThreatIntelSetIds: ids, NextToken };
  },

  CreateThreatEntitySet: createList("ThreatEntitySet"),
  GetThreatEntitySet: getEntityList("ThreatEntitySet"),
  UpdateThreatEntitySet: updateList("ThreatEntitySet"),
  DeleteThreatEntitySet: deleteList("ThreatEntitySet"),
  ListThreatEntitySets: (aws, caller, input) => {
    const { ids, NextToken } = listIds(aws, caller, input, "ThreatEntitySet");
    return { ThreatEntitySetIds: ids, NextToken };
  },

  CreateTrustedEntitySet: createList("TrustedEntitySet"),
  GetTrustedEntitySet: getEntityList("TrustedEntitySet"),
  UpdateTrustedEntitySet: updateList("TrustedEntitySet"),
  DeleteTrustedEntitySet: deleteList("TrustedEntitySet"),
  ListTrustedEntitySets: (aws, caller, input) => {
    const { ids, NextToken } = listIds(aws, caller, input, "TrustedEntitySet");
    return { TrustedEntitySetIds: ids, NextToken };
  },
};

/** A list that there is, or was until it was deleted. */
export function requireList(detector: Detector, kind: ListKind, id: unknown): ThreatList {
  const list = Object.hasOwn(detector.lists, String(id)) ? detector.lists[String(id)] : undefined;
  if (list?.kind !== kind) throw badRequest(KINDS[kind].unknown);
  return list;
}

/** The lists of a detector that were not deleted. */
export function listsOf(
  { lists }: Detector,
  isWanted: (list: ThreatList) => boolean,
): [id: string, list: ThreatList][] {
  return Object.entries(lists).filter(([, list]) => list.status !== "DELETED" && isWanted(list));
}

function createList(kind: ListKind): Operation {
  return (aws, caller, input) => {
    const { Name, Format, Location, Activate, ExpectedBucketOwner, ClientToken, Tags } = input;
    const detector = requireOwnDetector(aws.world, caller, input["DetectorId"]);
    const { id: idMember, quota } = KINDS[kind];
    requireSettings(Name, Location);
    const existing = listsOf(detector, (list) => list.kind === kind);
    const replayed = existing.find(
      ([, { clientToken }]) => ClientToken !== undefined && clientToken === ClientToken,
    );
    if (replayed !== undefined) return { [idMember]: replayed[0] };
    requireOtherName(detector, kind, Name);
    if (existing.length >= quota) throw badRequest("listLimit");
    const at = aws.now().toISOString();
    const list: ThreatList = {
      ...{ kind, name: Name, format: Format, location: Location, status: "INACTIVE", entries: [] },
      ...(ExpectedBucketOwner !== undefined && { expectedBucketOwner: ExpectedBucketOwner }),
      ...{ createdAt: at, updatedAt: at, tags: Tags ?? {} },
      ...(ClientToken !== undefined && { clientToken: ClientToken }),
    };
    if (Activate) activate(aws, caller, list);
    const id = newId();
    detector.lists[id] = list;
    return { [idMember]: id };
  };
}

function updateList(kind: ListKind): Operation {
  return (aws, caller, input) => {
    const { Name, Location, Activate, ExpectedBucketOwner } = input;
    const detector = requireOwnDetector(aws.world, caller, input["DetectorId"]);
    const id: string = input[KINDS[kind].id];
    const list = requireLiving(detector, kind, id);
    requireSettings(Name ?? list.name, Location ?? list.location);
    if (Name !== undefined) requireOtherName(detector, kind, Name, id);
    const isElsewhere = Location !== undefined || ExpectedBucketOwner !== undefined;
    list.name = Name ?? list.name;
    list.location = Location ?? list.location;
    if (ExpectedBucketOwner !== undefined) list.expectedBucketOwner = ExpectedBucketOwner;
    list.updatedAt = aws.now().toISOString();
    const isActive = Activate ?? list.status !== "INACTIVE";
    if (!isActive) deactivate(list);
    else if (Activate || isElsewhere) activate(aws, caller, list);
  };
}

function deleteList(kind: ListKind): Operation {
  return ({ world }, caller, input) => {
    const detector = requireOwnDetector(world, caller, input["DetectorId"]);
    const list = requireLiving(detector, kind, input[KINDS[kind].id]);
    deactivate(list);
    list.status = "DELETED";
  };
}

function getIpList(kind: ListKind): Operation {
  return ({ world }, caller, input) => {
    const detector = requireDetector(world, caller, input["DetectorId"]);
    return listMembers(requireList(detector, kind, input[KINDS[kind].id]));
  };
}

function getEntityList(kind: ListKind): Operation {
  return ({ world }, caller, input) => {
    const detector = requireDetector(world, caller, input["DetectorId"]);
    const list = requireList(detector, kind, input[KINDS[kind].id]);
    return {
      ...listMembers(list),
      CreatedAt: new Date(list.createdAt),
      UpdatedAt: new Date(list.updatedAt),
      ErrorDetails: list.errorDetails,
    };
  };
}

function listMembers(list: ThreatList): Members {
  return {
    Name: list.name,
    Format: list.format,
    Location: list.location,
    Status: list.status,
    ExpectedBucketOwner: list.expectedBucketOwner,
    Tags: list.tags,
  };
}

function listIds(
  { world }: Aws,
  caller: Caller,
  input: Members,
  kind: ListKind,
): { ids: string[]; NextToken: string | undefined } {
  const detector = requireDetector(world, caller, input["DetectorId"]);
  const all = listsOf(detector, (list) => list.kind === kind).map(([id]) => id);
  const { items: ids, NextToken } = page(all, input, (id) => id);
  return { ids, NextToken };
}

/**
 * Adding, activating, moving and deleting an IP address list changes what the service-linked role may read, with the rights of the
 * caller; renaming and deactivating does not.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-prerequisites.html
 */
function withServiceRole(action: string, operation: Operation): Operation {
  return (aws, caller, input) => {
    const changesRole =
      action === "iam:DeleteRolePolicy" ||
      input["Activate"] === true ||
      input["Location"] !== undefined;
    const resource = serviceLinkedRole(caller);
    const refusal = changesRole
      ? identityRefusal(aws.world, caller, { action, resource })
      : undefined;
    if (refusal !== undefined) throw new AwsError("AccessDeniedException", refusal, 403);
    return operation(aws, caller, input);
  };
}

/** Reads the file; a list that cannot be read is kept and takes no part. */
function activate(aws: Aws, caller: Caller, list: ThreatList): void {
  const read = readList(aws, caller, list);
  deactivate(list);
  if ("error" in read) Object.assign(list, { status: "ERROR", errorDetails: read.error });
  else Object.assign(list, { status: "ACTIVE", entries: read.entries });
}

function deactivate(list: ThreatList): void {
  Object.assign(list, { status: "INACTIVE", entries: [] });
  delete list.errorDetails;
}

function requireLiving(detector: Detector, kind: ListKind, id: unknown): ThreatList {
  const list = requireList(detector, kind, id);
  if (list.status === "DELETED") throw badRequest(KINDS[kind].unknown);
  return list;
}

function requireSettings(name: string, location: string): void {
  if (!NAME.test(name)) throw badRequest("outOfRange");
  if (locationOf(location) === undefined) throw badRequest("listLocation");
}

/** Names of IP address lists are unique in an account and Region; those of entity sets are not said to be. */
function requireOtherName(detector: Detector, kind: ListKind, name: string, id?: string): void {
  if (KINDS[kind].readBy === "caller") return;
  const same = listsOf(detector, (list) => list.kind === kind && list.name === name);
  if (same.some(([other]) => other !== id)) throw badRequest("listExists");
}
