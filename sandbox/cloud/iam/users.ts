import { randomBytes } from "node:crypto";
import type { User } from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";
import { renameInPolicies } from "../validation/principals";
import {
  boundaryMembers,
  entityName,
  entityPath,
  type Found,
  newArn,
  newUniqueId,
  noSuchEntity,
  requireEntity,
  requireFreeName,
  uniqueIdOf,
} from "./entities";

/** Ids of keys that IAM made here begin with this, so that one that is gone is known to be none. */
export const ACCESS_KEY_PREFIX = "AKIAUSER";
const MAXIMUM_KEYS = 2;

export const userOperations: Operations = {
  CreateUser: ({ world, now }, caller, { UserName, Path = "/", Tags }) => {
    requireFreeName(world, "user", caller, UserName);
    const arn = newArn("user", caller, Path, UserName);
    const entity: User = {
      id: newUniqueId("AIDA"),
      policies: {},
      accessKeys: {},
      createdAt: now().toISOString(),
      tags: tagsOf(Tags),
    };
    world.users[arn] = entity;
    return { User: userMembers({ arn, entity }) };
  },

  GetUser: ({ world }, caller, { UserName }) => ({
    User: userMembers(requireEntity(world, "user", caller, UserName)),
  }),

  ListUsers: ({ world }, { accountId }) => ({
    Users: Object.entries(world.users)
      .filter(([arn]) => arn.includes(`::${accountId}:`))
      .map(([arn, entity]) => ({
        ...userMembers({ arn, entity }),
        ...{ PermissionsBoundary: undefined, Tags: undefined },
      })),
  }),

  UpdateUser: ({ world }, caller, { UserName, NewUserName, NewPath }) => {
    const { arn, entity } = requireEntity(world, "user", caller, UserName);
    if (NewUserName !== undefined && NewUserName !== UserName) {
      requireFreeName(world, "user", caller, NewUserName);
    }
    delete world.users[arn];
    const path = NewPath ?? entityPath(arn);
    const renamed = newArn("user", caller, path, NewUserName ?? UserName);
    world.users[renamed] = entity;
    renameInPolicies(world, arn, renamed);
  },

  DeleteUser: ({ world }, caller, { UserName }) => {
    const { arn, entity } = requireEntity(world, "user", caller, UserName);
    if (Object.keys(entity.accessKeys).length > 0) {
      throw conflict("Cannot delete entity, must delete access keys first.");
    }
    if (Object.keys(entity.policies).length > 0) {
      throw conflict("Cannot delete entity, must delete policies first.");
    }
    if ((entity.attached ?? []).length > 0) {
      throw conflict("Cannot delete entity, must detach all policies first.");
    }
    delete world.users[arn];
    renameInPolicies(world, arn, uniqueIdOf("user", entity));
  },

  TagUser: ({ world }, caller, { UserName, Tags }) => {
    addTags("iam", requireEntity(world, "user", caller, UserName).entity.tags, tagsOf(Tags));
  },

  UntagUser: ({ world }, caller, { UserName, TagKeys }) => {
    const { tags } = requireEntity(world, "user", caller, UserName).entity;
    for (const key of TagKeys) delete tags[key];
  },

  CreateAccessKey: ({ world, now }, caller, { UserName }) => {
    const { entity } = requireEntity(world, "user", caller, UserName);
    if (Object.keys(entity.accessKeys).length >= MAXIMUM_KEYS) {
      throw new AwsError(
        "LimitExceeded",
        `Cannot exceed quota for AccessKeysPerUser: ${MAXIMUM_KEYS}`,
        409,
      );
    }
    const id = newUniqueId(ACCESS_KEY_PREFIX).slice(0, 20);
    const secret = randomBytes(30).toString("base64");
    const createdAt = now().toISOString();
    entity.accessKeys[id] = { secret, status: "Active", createdAt };
    return {
      AccessKey: {
        UserName,
        AccessKeyId: id,
        Status: "Active",
        SecretAccessKey: secret,
        CreateDate: new Date(createdAt),
      },
    };
  },

  ListAccessKeys: ({ world }, caller, { UserName }) => ({
    AccessKeyMetadata: Object.entries(
      requireEntity(world, "user", caller, UserName).entity.accessKeys,
    ).map(([AccessKeyId, { status, createdAt }]) => ({
      UserName,
      AccessKeyId,
      Status: status,
      CreateDate: new Date(createdAt ?? 0),
    })),
    IsTruncated: false,
  }),

  UpdateAccessKey: ({ world }, caller, { UserName, AccessKeyId, Status }) => {
    const { entity } = requireEntity(world, "user", caller, UserName);
    requireAccessKey(entity, AccessKeyId).status = Status;
  },

  DeleteAccessKey: ({ world }, caller, { UserName, AccessKeyId }) => {
    const { entity } = requireEntity(world, "user", caller, UserName);
    requireAccessKey(entity, AccessKeyId);
    delete entity.accessKeys[AccessKeyId];
  },

  /** Neither groups nor what people sign in with are the sandbox's. */
  ListGroupsForUser: ({ world }, caller, { UserName }) => {
    requireEntity(world, "user", caller, UserName);
    return { Groups: [], IsTruncated: false };
  },
};

function requireAccessKey({ accessKeys }: User, id: unknown): User["accessKeys"][string] {
  const key = accessKeys[String(id)];
  if (key !== undefined) return key;
  throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}

function conflict(message: string): AwsError {
  return new AwsError("DeleteConflict", message, 409);
}

function userMembers({ arn, entity }: Found<User>): Members {
  return {
    Arn: arn,
    Path: entityPath(arn),
    UserName: entityName(arn),
    UserId: uniqueIdOf("user", entity),
    CreateDate: new Date(entity.createdAt ?? 0),
    PermissionsBoundary: boundaryMembers(entity),
    Tags: tagListOf(entity.tags),
  };
}
