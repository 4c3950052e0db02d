import { keyCommand } from "./awsCommands";
import type { PolicyNotChecked } from "../health/expectedPolicies";
import type { TextsOf } from "../health/findings";
import type { PolicyDifference, PolicyFinding, PolicyValues } from "../health/policyValues";
import type { HealthFinding } from "../health/types";
import { fixText as problemFixText, problemText } from "../problems";
import { fixText } from "./edits";
import { findingText, problemText as findingProblemText } from "./findings";
import type { FindingText } from "./health";
import { HEALTH_TEXTS, textOf } from "./health";
import { policyTooLargeFix, policyTooLargeProblem } from "./policies";
import { policyChangeLines } from "./policyChanges";
import { listed, sentence } from "./words";

/** What is printed of the findings of bucket, key and their policies. */
export const POLICY_TEXTS: TextsOf<PolicyValues> = {
  holderMissing: {
    problem: ({ holder, name }) => `${holder} ${name} does not exist: it was deleted`,
    fix: ({ holder, adopted }) =>
      adopted
        ? `Set ${holder}.existing in the config to a ${holder} that exists, then run pulumi refresh, then pulumi up.`
        : "Run pulumi refresh, then pulumi up: the stack creates a new one.",
  },
  holderUnsuitable: {
    problem: ({ holder, problem }) => `the ${holder} ${problemText(problem)}`,
    fix: ({ problem }) => sentence(problemFixText(problem.fix)),
  },
  keyGrant: {
    problem: ({ keyArn, grantee, operations }) =>
      `a grant of the key ${keyArn} lets ${grantee} call ${listed(operations)}: the key policy does not show it, and the export needs no grant`,
    fix: ({ keyArn, grantId }) =>
      `Find who created it (CloudTrail: CreateGrant). If it is not intended, run ${keyCommand(keyArn, "revoke-grant")} --grant-id ${grantId}.`,
  },
  policyUnreadable: {
    problem: ({ problem }) => problemText(problem),
    fix: ({ problem }) => sentence(problemFixText(problem.fix)),
  },
  policyFinding: {
    problem: ({ finding }) => findingText({ ...finding, fix: [] }),
    fix: ({ finding }) => fixText(finding.fix),
  },
  policyDrift: {
    problem: ({ holder, changes, results }) =>
      [
        `the ${holder} policy differs from the stack's:`,
        ...changes.map(differenceText),
        ...results.map(findingProblemText),
      ].join("\n  "),
    fix: () => "Find who changed it (CloudTrail), then run pulumi refresh, then pulumi up.",
  },
  policyTooLarge: {
    problem: ({ size }) => policyTooLargeProblem(size),
    fix: ({ size }) => sentence(policyTooLargeFix(size)),
  },
};

export function differenceText(difference: PolicyDifference): string {
  switch (difference.change) {
    case "statementMissing":
      return `+ ${statementText(difference)}: missing`;
    case "statementUnknown":
      return `- ${statementText(difference)}: not a statement of the stack`;
    case "statementChanged":
      return `~ ${statementText(difference)}: ${listed(difference.elements)} changed`;
    default:
      return policyChangeLines([difference]).join();
  }
}

function statementText(id: { sid: string } | { index: number }): string {
  return "sid" in id ? id.sid : `statement ${id.index} without a Sid`;
}

const REPORTED_TEXTS = { ...HEALTH_TEXTS, ...POLICY_TEXTS };

/** The text of a finding of the health check. */
export function reportedText(finding: HealthFinding | PolicyFinding): FindingText {
  return textOf(REPORTED_TEXTS, finding);
}

/** Why a policy is not checked. */
export function policyNotCheckedText(one: PolicyNotChecked): string {
  return one.reason === "notGiven"
    ? `the ${one.policy} policy: ${one.policy}PolicyStatements is not set`
    : `the ${one.policy} policy: the ${one.policy} belongs to account ${one.accountId}`;
}
