import type { World } from "../../world";
import { iamArn } from "../../../rules/arn";
import { partitionOf } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { notGiven } from "./notGiven";
import { entityName, noSuchEntity, requireEntity } from "./entities";
import { escapedDocument, parseIdentityPolicy } from "./policies";

/** Managed policies have one version. */
const VERSION = "v1";
/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_ATTACHED = 10;
const MOST_CHARACTERS = 6144;

export const managedPolicyOperations: Operations = {
  ...operationsOf("role", "Role"),
  ...operationsOf("user", "User"),

  CreatePolicy: ({ world }, { accountId, region }, { PolicyName, Path = "/", PolicyDocument }) => {
    const arn = iamArn(partitionOf(region), accountId, `policy${Path}${PolicyName}`);
    if (world.managedPolicies[arn] !== undefined) {
      throw new AwsError(
        "EntityAlreadyExists",
        `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
        409,
      );
    }
    const document = parseIdentityPolicy(PolicyDocument);
    if (JSON.stringify(document).length > MOST_CHARACTERS) {
      throw new AwsError(
        "LimitExceeded",
        `Cannot exceed quota for PolicySize: ${MOST_CHARACTERS}`,
        409,
      );
    }
    world.managedPolicies[arn] = document;
    return { Policy: policyMembers(arn) };
  },

  GetPolicy: ({ world }, _caller, { PolicyArn }) => {
    requirePolicy(world, PolicyArn);
    return { Policy: policyMembers(PolicyArn) };
  },

  GetPolicyVersion: ({ world }, _caller, { PolicyArn, VersionId }) => {
    const document = requirePolicy(world, PolicyArn);
    if (VersionId !== VERSION) {
      throw noSuchEntity(
        `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`,
      );
    }
    const Document = escapedDocument(document);
    return { PolicyVersion: { Document, VersionId, IsDefaultVersion: true } };
  },

  DeletePolicy: ({ world }, _caller, { PolicyArn }) => {
    requirePolicy(world, PolicyArn);
    const holders = [...Object.values(world.roles), ...Object.values(world.users)];
    const isUsed = holders.some(
      ({ attached = [], permissionsBoundary }) =>
        attached.includes(PolicyArn) || permissionsBoundary === PolicyArn,
    );
    if (isUsed) {
      throw new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.", 409);
    }
    delete world.managedPolicies[PolicyArn];
  },
};

/** The operations are the same for roles and users. */
function operationsOf(kind: "role" | "user", title: "Role" | "User"): Operations {
  const member = `${title}Name`;
  return {
    [`Attach${title}Policy`]: ({ world }, caller, input) => {
      const { entity } = requireEntity(world, kind, caller, input[member]);
      requirePolicy(world, input["PolicyArn"]);
      const attached = [...new Set([...(entity.attached ?? []), String(input["PolicyArn"])])];
      if (attached.length > MOST_ATTACHED) {
        throw new AwsError(
          "LimitExceeded",
          `Cannot exceed quota for PoliciesPer${title}: ${MOST_ATTACHED}`,
          409,
        );
      }
      entity.attached = attached;
    },

    [`Detach${title}Policy`]: ({ world }, caller, input) => {
      const { entity } = requireEntity(world, kind, caller, input[member]);
      const { attached = [] } = entity;
      if (!attached.includes(input["PolicyArn"])) {
        throw noSuchEntity(`Policy ${input["PolicyArn"]} was not found.`);
      }
      entity.attached = attached.filter((arn) => arn !== input["PolicyArn"]);
    },

    [`ListAttached${title}Policies`]: ({ world }, caller, input) => {
      const { attached = [] } = requireEntity(world, kind, caller, input[member]).entity;
      return {
        AttachedPolicies: attached.map((arn) => ({
          PolicyName: entityName(arn),
          PolicyArn: arn,
        })),
      };
    },

    [`Put${title}PermissionsBoundary`]: ({ world }, caller, input) => {
      const { entity } = requireEntity(world, kind, caller, input[member]);
      requirePolicy(world, input["PermissionsBoundary"]);
      entity.permissionsBoundary = input["PermissionsBoundary"];
    },

    [`Delete${title}PermissionsBoundary`]: ({ world }, caller, input) => {
      delete requireEntity(world, kind, caller, input[member]).entity.permissionsBoundary;
    },
  };
}

/** The document of a managed policy that the world has; of those of AWS it has what its file gives. */
function requirePolicy({ managedPolicies }: World, arn: unknown): Members {
  const document = managedPolicies[String(arn)];
  if (document !== undefined) return document;
  if (/:iam::aws:/.test(String(arn))) throw notGiven(String(arn));
  throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
}

const policyMembers = (arn: string): Members => ({
  PolicyName: entityName(arn),
  Arn: arn,
  Path: arn.slice(arn.indexOf("/"), arn.lastIndexOf("/") + 1),
  DefaultVersionId: VERSION,
  IsAttachable: true,
});
