import { type Organization, ROOT_ID, type World } from "../../world";
import type { Members } from "../contract";
import { nodeType, pathText } from "./nodes";
import { accountMembers } from "./organization";
import { organizationsArn } from "./within";

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

/** The root with the types of policies that are enabled in it. */
export function rootWithTypes(organization: Organization): Members {
  const PolicyTypes = organization.policyTypes.map((Type) => ({ Type, Status: "ENABLED" }));
  return { ...rootMembers(organization), PolicyTypes };
}

export function unitMembers(organization: Organization, unit: string): Members {
  const { id, management, organizationalUnits } = organization;
  return {
    Id: unit,
    Arn: organizationsArn(management, `ou/${id}/${unit}`),
    Name: organizationalUnits[unit]?.name,
    Path: pathText(organization, unit),
  };
}
