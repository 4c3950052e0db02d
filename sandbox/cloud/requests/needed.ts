import { arnOf } from "../../../rules/arn";
import type { World } from "../../world";
import type { Caller, Members } from "../contract";

/** A call as those who decide on it see it. */
export interface Call {
  world: World;
  caller: Caller;
  /** The operation without its service. */
  name: string;
  input: Members;
}

/** What IAM asks of a caller: an action on each of the resources. An action without a service is of the service that is called. */
export interface NeededAction {
  action: string;
  resources: string[];
}

/** What an action is asked on that names no resource. */
export const EVERY = "*";

/** The ARN of something in the caller's account and Region; every resource without a name. */
export function named(caller: Caller, service: string, prefix: string, name: unknown): string {
  return name === undefined ? EVERY : arnOf(service, caller, `${prefix}${String(name)}`);
}

/** Tags of a resource that is created need a permission of their own. */
export function tagging(
  tags: unknown,
  resources: string[],
  action = "TagResource",
): NeededAction[] {
  const some = typeof tags === "object" && tags !== null && Object.keys(tags).length > 0;
  return some && resources.length > 0 ? [{ action, resources }] : [];
}

/** Roles that are handed to a service. IAM asks for it as an action of its own service, whichever service is called. */
export function passedRoles(...roles: unknown[]): NeededAction[] {
  const resources = roles.filter((role) => typeof role === "string");
  return resources.length === 0 ? [] : [{ action: "iam:PassRole", resources }];
}
