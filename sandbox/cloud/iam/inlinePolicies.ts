import type { Operations } from "../aws";
import { AwsError } from "../contract";
import { noSuchEntity, requireEntity } from "./entities";
import { escapedDocument, parseIdentityPolicy } from "./policies";

export const inlinePolicyOperations: Operations = {
  ...operationsOf("role", "Role", 10_240),
  ...operationsOf("user", "User", 2_048),
};

/** The operations are the same for roles and users; `limit` is for all policies together, without their blanks. */
function operationsOf(kind: "role" | "user", title: "Role" | "User", limit: number): Operations {
  const member = `${title}Name`;
  return {
    [`Put${title}Policy`]: ({ world }, caller, input) => {
      const { entity } = requireEntity(world, kind, caller, input[member]);
      const policy = parseIdentityPolicy(input["PolicyDocument"]);
      const policies: typeof entity.policies = {
        ...entity.policies,
        [input["PolicyName"]]: policy,
      };
      const size = Object.values(policies)
        .map((one) => JSON.stringify(one))
        .join("").length;
      if (size > limit) {
        throw new AwsError(
          "LimitExceeded",
          `Maximum policy size of ${limit} bytes exceeded for ${kind} ${input[member]}`,
          409,
        );
      }
      entity.policies = policies;
    },

    [`Get${title}Policy`]: ({ world }, caller, input) => {
      const { entity } = requireEntity(world, kind, caller, input[member]);
      const policy = entity.policies[input["PolicyName"]];
      if (policy === undefined) throw noPolicy(kind, input["PolicyName"]);
      return {
        [member]: input[member],
        PolicyName: input["PolicyName"],
        PolicyDocument: escapedDocument(policy),
      };
    },

    [`Delete${title}Policy`]: ({ world }, caller, input) => {
      const { entity } = requireEntity(world, kind, caller, input[member]);
      if (entity.policies[input["PolicyName"]] === undefined) {
        throw noPolicy(kind, input["PolicyName"]);
      }
      delete entity.policies[input["PolicyName"]];
    },

    [`List${title}Policies`]: ({ world }, caller, input) => ({
      PolicyNames: Object.keys(requireEntity(world, kind, caller, input[member]).entity.policies),
      IsTruncated: false,
    }),
  };
}

function noPolicy(kind: string, name: unknown): AwsError {
  return noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
}
