import type { CallDecider, CallFault, IdentityDrift } from "../identities";
import { resourceId } from "../arn";
import { differenceText } from "./policyHealth";
import { reasonText } from "./reasons";
import { listed, statementName } from "./words";

/** A fault of an identity of an add-on. */
export interface IdentityFaultOf {
  addOn: string;
  identityArn: string;
  fault: CallFault;
}

/** How an identity of an add-on differs from what the stack writes. */
export interface IdentityDriftOf {
  addOn: string;
  identityArn: string;
  differences: IdentityDrift[];
}

const DECIDERS: { [decider in CallDecider]: string } = {
  trust: "its trust policy",
  rights: "its policies",
  boundary: "its permissions boundary",
  bucket: "the bucket policy",
  key: "the key policy",
  queue: "the policy of the queue",
};

/** What an identity cannot do, and the statements at fault. */
export function identityFaultText({ addOn, identityArn, fault }: IdentityFaultOf): string {
  const { result, decidedBy, actions, resource, reasons } = fault;
  const isDenied = result === "denied";
  const decides = reasons.some(({ effect }) => effect === "Deny")
    ? `${isDenied ? "denies" : "may deny"}`
    : `${isDenied ? "does not allow" : "may not allow"}`;
  const plural = decidedBy === "rights" ? PLURAL[decides] : decides;
  const who = decidedBy === "trust" ? "the callers that the stack declares" : "it";
  return [
    `${addOn}: ${identityArn}: ${DECIDERS[decidedBy]} ${plural} ${who} ${listed(actions)} (${resource}), so the reader gets no data`,
    ...new Set(reasons.map((one) => `  ${reasonText(one)}`)),
  ].join("\n");
}

const PLURAL: { [verb: string]: string } = {
  denies: "deny",
  "may deny": "may deny",
  "does not allow": "do not allow",
  "may not allow": "may not allow",
};

const REDEPLOY = "Find who changed it (CloudTrail), then run pulumi refresh, then pulumi up.";

/** What makes it allowed. */
export function identityFaultFix({ identityArn, fault }: IdentityFaultOf): string {
  const { decidedBy, actions, reasons } = fault;
  const denials = reasons.filter(({ effect }) => effect === "Deny");
  if (decidedBy === "boundary") return boundaryFix(identityArn, actions);
  if (decidedBy === "bucket" || decidedBy === "queue") {
    return `Exclude ${identityArn} from ${listed(denials.map(statementName))} of ${DECIDERS[decidedBy]}.`;
  }
  const denying = decidedBy === "rights" ? denyingText(identityArn, fault) : undefined;
  return denying ?? REDEPLOY;
}

export const boundaryFix = (identity: string, actions: readonly string[]): string =>
  `Allow ${listed(actions)} in the permissions boundary of ${identity}, or remove the boundary.`;

/** How to end what denies among the policies of an identity; undefined: none of them does. */
export function denyingText(
  identity: string,
  { reasons, policies = [] }: Pick<CallFault, "reasons" | "policies">,
): string | undefined {
  const denials = reasons.flatMap((one, at) =>
    one.effect === "Deny" ? [`${statementName(one)} from the policy ${policies[at] ?? ""}`] : [],
  );
  return denials.length === 0
    ? undefined
    : `Remove ${listed([...new Set(denials)])} of ${identity}.`;
}

export function identityDriftText({ addOn, identityArn, differences }: IdentityDriftOf): string {
  return [
    `${addOn}: ${identityArn} differs from the stack's:`,
    ...differences.flatMap(driftLines),
  ].join("\n  ");
}

function driftLines(difference: IdentityDrift): string[] {
  switch (difference.of) {
    case "trust":
    case "rights": {
      const policy = difference.of === "trust" ? "trust policy" : "policy";
      return difference.statements.map((one) => `${differenceText(one)} (${policy})`);
    }
    case "policy":
      return [`- policy ${difference.name}: not a policy of the stack`];
    case "group":
      return [`- group ${difference.name}: the stack adds the user to no group`];
  }
}

/** `pulumi up` writes its own policies again, and leaves those of others. */
export function identityDriftFix({ identityArn, differences }: IdentityDriftOf): string {
  const name = resourceId(identityArn);
  const others = differences.flatMap((one) =>
    one.of === "policy" ? [`policy ${one.name}`] : one.of === "group" ? [`group ${one.name}`] : [],
  );
  if (others.length === 0) return REDEPLOY;
  const removed = `remove ${listed(others)} from ${name}`;
  const isChanged = others.length < differences.length;
  return isChanged
    ? `Find who changed it (CloudTrail), ${removed}, then run pulumi refresh, then pulumi up.`
    : `Find who changed it (CloudTrail), and ${removed}.`;
}
