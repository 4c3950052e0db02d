import { randomBytes } from "node:crypto";
import { iamArn, knownArn } from "../../../rules/arn";
import type { Role, User, World } from "../../world";
import { accountOfArn, partitionOf } from "../arn";
import { AwsError, type Caller } from "../contract";

const KINDS = { role: "roles", user: "users" } as const;
type Kind = keyof typeof KINDS;
interface Entities {
  role: Role;
  user: User;
}

export interface Found<T> {
  arn: string;
  entity: T;
}

/** The role or user of a name in the caller's account; names are unique whatever the path and the case. */
export function findEntity<K extends Kind>(
  world: World,
  kind: K,
  { accountId }: Caller,
  name: unknown,
): Found<Entities[K]> | undefined {
  const entities = world[KINDS[kind]] as { [arn: string]: Entities[K] };
  const wanted = String(name).toLowerCase();
  const arn = Object.keys(entities).find(
    (one) => accountOfArn(one) === accountId && entityName(one).toLowerCase() === wanted,
  );
  const entity = arn === undefined ? undefined : entities[arn];
  return arn === undefined || entity === undefined ? undefined : { arn, entity };
}

export function requireEntity<K extends Kind>(
  world: World,
  kind: K,
  caller: Caller,
  name: unknown,
): Found<Entities[K]> {
  const found = findEntity(world, kind, caller, name);
  if (found !== undefined) return found;
  throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
}

export const boundaryMembers = ({ permissionsBoundary: arn }: Role | User) =>
  arn && { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn };

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", message, 404);
}

export function newArn(
  kind: string,
  { accountId, region }: Caller,
  path: string,
  name: string,
): string {
  return iamArn(partitionOf(region), accountId, `${kind}${path}${name}`);
}

export function entityName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** The path that an ARN holds between kind and name: `/` or `/some/path/`. */
export function entityPath(arn: string): string {
  const { resource } = knownArn(arn);
  return resource.slice(resource.indexOf("/"), resource.lastIndexOf("/") + 1);
}

/** A unique id as IAM makes them, behind four letters that identify the kind. */
export function newUniqueId(prefix: string): string {
  return prefix + [...randomBytes(17)].map((byte) => BASE32[byte % 32]).join("");
}

/** The id of a role or user, which lasts as long as it does. One of the world's file gets it when it is first read. */
export function uniqueIdOf(kind: Kind, entity: Role | User): string {
  entity.id ??= newUniqueId(kind === "role" ? "AROA" : "AIDA");
  return entity.id;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function requireFreeName(world: World, kind: Kind, caller: Caller, name: unknown): void {
  if (typeof name !== "string" || !/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw new AwsError(
      "ValidationError",
      `The specified value for ${kind}Name is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  const title = kind === "role" ? "Role" : "User";
  const isListed =
    kind === "role" &&
    world.accounts[caller.accountId]?.roles.some((arn) => entityName(arn) === name);
  if (isListed || findEntity(world, kind, caller, name) !== undefined) {
    throw new AwsError("EntityAlreadyExists", `${title} with name ${name} already exists.`, 409);
  }
}
