import type { Role, World } from "../../world";
import { partitionOf } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import {
  boundaryMembers,
  entityName,
  entityPath,
  type Found,
  newArn,
  newUniqueId,
  requireEntity,
  requireFreeName,
  uniqueIdOf,
} from "./entities";
import { escapedDocument, parseTrustPolicy } from "./policies";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";
import { type PolicyScope, renameInPolicies } from "../validation/principals";

export const roleOperations: Operations = {
  CreateRole: ({ world, now }, caller, input) => {
    const { RoleName, Path = "/", AssumeRolePolicyDocument, Description = "" } = input;
    requireFreeName(world, "role", caller, RoleName);
    requirePath(Path);
    const arn = newArn("role", caller, Path, RoleName);
    const entity: Role = {
      id: newUniqueId("AROA"),
      assumeRolePolicy: parseTrustPolicy(scopeOf(world, caller), AssumeRolePolicyDocument),
      policies: {},
      description: Description,
      maxSessionDuration: sessionDuration(input["MaxSessionDuration"] ?? 3600),
      createdAt: now().toISOString(),
      tags: tagsOf(input["Tags"]),
    };
    world.roles[arn] = entity;
    return { Role: roleMembers({ arn, entity }) };
  },

  GetRole: ({ world }, caller, { RoleName }) => ({
    Role: roleMembers(requireEntity(world, "role", caller, RoleName)),
  }),

  ListRoles: ({ world }, caller) => ({
    Roles: Object.entries(world.roles)
      .filter(([arn]) => isOf(caller, arn))
      // A list has no boundaries.
      .map(([arn, entity]) => ({
        ...roleMembers({ arn, entity }),
        PermissionsBoundary: undefined,
      })),
  }),

  UpdateRole: ({ world }, caller, { RoleName, Description, MaxSessionDuration }) => {
    const { entity } = requireEntity(world, "role", caller, RoleName);
    if (MaxSessionDuration !== undefined) {
      entity.maxSessionDuration = sessionDuration(MaxSessionDuration);
    }
    entity.description = Description ?? entity.description;
  },

  UpdateAssumeRolePolicy: ({ world }, caller, { RoleName, PolicyDocument }) => {
    const { entity } = requireEntity(world, "role", caller, RoleName);
    entity.assumeRolePolicy = parseTrustPolicy(scopeOf(world, caller), PolicyDocument);
  },

  DeleteRole: ({ world }, caller, { RoleName }) => {
    const { arn, entity } = requireEntity(world, "role", caller, RoleName);
    if (Object.keys(entity.policies).length > 0) {
      throw new AwsError(
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.",
        409,
      );
    }
    if ((entity.attached ?? []).length > 0) {
      throw new AwsError(
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.",
        409,
      );
    }
    delete world.roles[arn];
    renameInPolicies(world, arn, uniqueIdOf("role", entity));
  },

  TagRole: ({ world }, caller, { RoleName, Tags }) => {
    addTags("iam", requireEntity(world, "role", caller, RoleName).entity.tags, tagsOf(Tags));
  },

  UntagRole: ({ world }, caller, { RoleName, TagKeys }) => {
    const { tags } = requireEntity(world, "role", caller, RoleName).entity;
    for (const key of TagKeys) delete tags[key];
  },
};

function scopeOf(world: World, { region }: Caller): PolicyScope {
  return { service: "iam", world, partition: partitionOf(region) };
}

function isOf({ accountId }: Caller, arn: string): boolean {
  return arn.includes(`::${accountId}:`);
}

/** Roles of services are made by services. */
function requirePath(path: string): void {
  if (!path.startsWith("/aws-service-role/")) return;
  throw new AwsError(
    "ValidationError",
    "The specified value for path is invalid. It must not begin with /aws-service-role/.",
  );
}

function sessionDuration(seconds: number): number {
  if (seconds >= 3600 && seconds <= 43_200) return seconds;
  throw new AwsError(
    "ValidationError",
    `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value between 3600 and 43200`,
  );
}

function roleMembers({ arn, entity }: Found<Role>): Members {
  return {
    Arn: arn,
    Path: entityPath(arn),
    RoleName: entityName(arn),
    RoleId: uniqueIdOf("role", entity),
    CreateDate: new Date(entity.createdAt ?? 0),
    AssumeRolePolicyDocument: escapedDocument(entity.assumeRolePolicy),
    Description: entity.description || undefined,
    MaxSessionDuration: entity.maxSessionDuration,
    PermissionsBoundary: boundaryMembers(entity),
    Tags: tagListOf(entity.tags),
  };
}
