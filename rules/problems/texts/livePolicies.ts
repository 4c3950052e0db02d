import type { PolicySize } from "../../policies/limits";
import { policyTooLargeProblem } from "../../texts/policies";
import { listed, statementName } from "../../texts/words";
import { shown } from "../values";

/** Whose policy it is. */
export type PolicyHolder = "bucket" | "key" | "queue" | "topic" | "bus";

export interface Of {
  of: PolicyHolder;
}

/** A call of the deployment that a statement denies. */
export interface OwnCall {
  statement: { index: number; sid?: string };
  action: string;
  resource: string;
  arn: string;
}

/** Why statements cannot be added to a policy that exists. */
export const LIVE_POLICY_TEXTS = {
  policyNotJson: ({ of, got }: Of & { got: unknown }) =>
    `the ${of} policy is not JSON; got ${shown(got)}`,
  policyNotObject: ({ of, got }: Of & { got: unknown }) =>
    `the ${of} policy is not a JSON object; got ${shown(got)}`,
  policyWithoutStatement: ({ of }: Of) => `the ${of} policy has no Statement`,
  policyStatementType: ({ of, got }: Of & { got: unknown }) =>
    `the Statement of the ${of} policy must be an object or a list of objects; got ${shown(got)}`,
  policyPropertyTwice: ({ of }: Of) =>
    `the ${of} policy has a property twice in one object, and only one of them would be kept`,
  policyNumberInexact: ({ of, number }: Of & { number: string }) =>
    `the ${of} policy has the number ${number}, which would not be kept exactly; expected a string`,
  reservedSids: ({ of, sids, sidPrefix }: Of & { sids: readonly string[]; sidPrefix: string }) =>
    `the ${of} policy has the ${sids.length === 1 ? "Sid" : "Sids"} ${sids.map((sid) => JSON.stringify(sid)).join(", ")}, which this version does not write: Sids that start with ${sidPrefix} are reserved for this export`,
  sameName: ({ of, sidPrefix, arns }: Of & { sidPrefix: string; arns: readonly string[] }) =>
    `the ${of} policy has statements under ${sidPrefix} that name ${listed(arns)}, which this export does not have: another stack of the same project, stack and component name wrote them, and each would replace the statements of the other`,
  ownCallDenied: ({ of, statement, action, resource, arn }: Of & OwnCall) =>
    `${statementName(statement)} of the ${of} policy denies ${arn}, which deploys this stack, ${action} on ${resource}`,
  policyTooLarge: ({ size }: { size: PolicySize }) => policyTooLargeProblem(size),
  keyPolicyEmpty: () => "the key policy could not be read: it is empty, and every key has a policy",
  keyPolicyWithoutOwner: () =>
    "the key policy has no statement of the key's owner: with the export's statements alone, the owner could no longer manage the key",
} as const;
