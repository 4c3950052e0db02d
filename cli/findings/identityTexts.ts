import type { TextsOf } from "../../rules/health/findings";
import type { FindingText } from "../../rules/texts/health";
import {
  identityDriftFix,
  identityDriftText,
  identityFaultFix,
  identityFaultText,
} from "../../rules/texts/identities";
import { listed, listedValues, valueName } from "../../rules/texts/words";
import type { CommandValues, Finding } from ".";

type TextOf = (finding: Finding) => FindingText;

const REDEPLOY = "run pulumi refresh, then pulumi up";

/** The texts about roles and users of add-ons. */
export const identityTexts = (
  textOf: TextOf,
): Pick<
  TextsOf<CommandValues>,
  | "trustNotBound"
  | "subjectWildcard"
  | "externalIdMissing"
  | "identityMissing"
  | "identityNotRead"
  | "identityDenied"
  | "identityDrift"
> => ({
  trustNotBound: {
    problem: ({ addOn, principals, keys, roleArn }) =>
      `${addOn}${ofRole(roleArn)}: ${principals.includes("*") ? "every caller" : `any caller with a token of ${listedValues(principals)}`} may take the role: ${keys.length === 0 ? "the trust policy has no condition" : `the caller chooses ${listed(keys)}`}`,
    fix: ({ addOn, roleArn }) =>
      roleArn === undefined
        ? `Set ${addOn}.webIdentity.subjects to the subjects that may take the role.`
        : trustFix(roleArn),
  },
  subjectWildcard: {
    problem: ({ addOn, issuer, subjects, roleArn }) =>
      `${roleArn === undefined ? `${addOn}.webIdentity.subjects` : `${addOn}: the trust policy of ${roleArn}`} has ${listed(subjects.map((one) => JSON.stringify(one)))}: the trust policy compares subjects literally, and no token of ${valueName(issuer)} matches; as a pattern it could admit others who use the same issuer`,
    fix: ({ addOn, roleArn }) =>
      roleArn === undefined
        ? `Set ${addOn}.webIdentity.subjects to complete subjects, without * and ?.`
        : trustFix(roleArn),
  },
  externalIdMissing: {
    problem: ({ addOn, principals, accountId, roleArn }) =>
      `${addOn}${ofRole(roleArn)}: ${listedValues(principals)} may take the role without an external id: account ${accountId} could be made to read for another of its customers`,
    fix: ({ addOn, roleArn }) =>
      roleArn === undefined
        ? `Set ${addOn}.preset to generic and ${addOn}.role.externalId to an id that the reader sends, or name principals of the bucket's account alone.`
        : trustFix(roleArn),
  },
  identityMissing: {
    problem: ({ addOn, kind, name }) =>
      `${addOn}: the ${kind} ${name} does not exist: it was deleted`,
    fix: () => `Find who deleted it (CloudTrail), then ${REDEPLOY}: the stack creates it again.`,
  },
  identityNotRead: {
    problem: ({ addOn, kind, name, why }) =>
      `${addOn}: could not check the ${kind} ${name}: ${notReadText(why, textOf)}`,
    fix: ({ kind, name, why }) => {
      switch (why.is) {
        case "notRead":
          return textOf(why.cause).fix;
        case "ambiguous":
          return `Remove the ${kind}s that the stack does not have, or pass the stack's state as --state.`;
        case "elsewhere":
          return `Run pulumi preview --refresh with credentials of account ${why.accountId}: it shows changes of ${name}.`;
        case "encrypted":
          return "Run guardduty-export status without --state where the configuration has the reader, or pulumi preview --refresh.";
      }
    },
  },
  identityDenied: { problem: identityFaultText, fix: identityFaultFix },
  identityDrift: { problem: identityDriftText, fix: identityDriftFix },
});

const ofRole = (roleArn: string | undefined) => (roleArn === undefined ? "" : `: ${roleArn}`);

const trustFix = (roleArn: string) =>
  `Find who changed the trust policy of ${roleArn} (CloudTrail: UpdateAssumeRolePolicy), then ${REDEPLOY}.`;

function notReadText(why: CommandValues["identityNotRead"]["why"], textOf: TextOf): string {
  switch (why.is) {
    case "notRead":
      return textOf(why.cause).problem;
    case "ambiguous":
      return `the name may be that of ${listed(why.candidates)}`;
    case "elsewhere":
      return `it is in account ${why.accountId}, whose credentials the stack does not have`;
    case "encrypted":
      return "its trust policy is encrypted in the state, and was not compared";
  }
}
