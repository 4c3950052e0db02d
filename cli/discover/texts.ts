import { singleLine } from "../output/printable";
import { counted, listed } from "../../rules/texts/words";
import { findingLine, findingText } from "../findings/texts";
import { regionsText } from "../output/findings";
import type { Comment, Decision, RegionGroup, SharedProperty } from "./notes";

const PROPERTIES: { [property in SharedProperty]: string } = {
  findingPublishingFrequency: "the finding publishing frequency of the detectors",
  autoEnable: "auto-enable of members",
};

const KEYS: { [property in SharedProperty]: string } = {
  findingPublishingFrequency: "findingPublishingFrequency",
  autoEnable: "organization.members.autoEnable",
};

const LEFT_OUT = {
  notEnabled: "not enabled for the account",
  notChecked: "not checked",
  noDetector: "without a detector; to enable GuardDuty there too, add them here",
  notMember: "not a member there",
  notDelegated: "not delegated, or not checked",
};

export function commentText(comment: Comment): string {
  switch (comment.id) {
    case "namedByDestinations":
      return `the destinations of ${comment.regions.join(", ")} use it`;
    case "policyNamesGuardDuty":
      return "its policy allows GuardDuty";
    case "setInConfig":
      return "set in the config";
    case "detectorsExist":
      return `account ${comment.accountId} has a detector in each of these Regions`;
    case "detectorsCreated":
      return `account ${comment.accountId} has no detector yet: the stack creates one in each of these Regions`;
    case "regionsLeftOut":
      return `${LEFT_OUT[comment.why]}: ${comment.regions.join(", ")}`;
    case "homeRegionOf":
      return `the Region of the ${comment.holder}`;
    case "sameValue":
      return `${PROPERTIES[comment.property]} is ${comment.value} in ${groupText(comment)}`;
    case "valueToChoose":
      return `${PROPERTIES[comment.property]} differs, and the export has one value for all Regions: choose one`;
    case "existingKept":
      return "existing detectors and destinations: imported, and retained by pulumi destroy";
    case "detectorsSuspended":
      return `suspended, and not enabled by the stack unless enable is true: ${comment.regions.join(", ")}`;
    case "holderCreated":
      return `no ${comment.holder} found whose policy allows GuardDuty: the stack creates one`;
    case "holderToChoose":
      return `choose one of these ${comment.count}`;
    case "credentialsOf":
      return `account ${comment.accountId} is the account of the credentials`;
    case "delegated":
      return `management account ${comment.managementId} delegates GuardDuty to ${comment.administratorId ?? "it"} in ${comment.regions.join(", ")}`;
    case "managementOf":
      return `account ${comment.accountId}, that of the credentials, is the management account`;
    case "notDelegated":
      return `management account ${comment.managementId} delegates GuardDuty to it in none of these Regions: the stack delegates when organization.management is set`;
    case "memberOf":
      return `account ${comment.accountId} is a member of administrator ${comment.administratorId} in ${comment.regions.join(", ")}: its findings are exported by the administrator's export`;
    case "notDelegatedByItself":
      return `account ${comment.accountId} is the organization's management account, and delegates GuardDuty to no account in these Regions`;
    case "delegationNotChecked":
      return `management account ${comment.managementId}: not checked whether it delegates GuardDuty; to check, set its role as organization.management in a config and pass that as --config`;
    case "membersEnabled":
      return `${counted(comment.count, "member is", "members are")} enabled already and need no entry`;
  }
}

export function decisionText(of: Decision): string {
  const decision = singleLine(of);
  switch (decision.id) {
    case "noRegionChecked":
      return "no Region could be checked. Fix: Set regions.";
    case "destinationToChoose":
      return `${decision.regions.join(", ")}: several destinations. Fix: Set existing.<Region>.destinationId to the one to redirect.`;
    case "valueDiffers": {
      const values = decision.values.map((one) => `${one.value} in ${groupText(one)}`);
      return `${PROPERTIES[decision.property]} differs: ${listed(values)}. Fix: Set ${KEYS[decision.property]} to one of them.`;
    }
    case "holderDiffers":
      return `several ${decision.holder}s: ${listed(decision.candidates)}. Fix: Keep one of the commented ${decision.holder} entries.`;
    case "bucketAccountUnknown":
      return `bucket ${decision.bucketName} is in an account that was not checked. Fix: Set bucket.account.`;
    case "delegatedInPart":
      return `management account ${decision.managementId} ${delegationText(decision)}. Fix: Delegate there too or remove them from regions, then set organization.management with delegated: true.`;
    case "administratorNotSearched":
      return `account ${decision.managementId} is the organization's management account and delegates GuardDuty to ${decision.administratorId}: detectors, bucket and key of the export are not known. Fix: Run discover --org with the credentials of account ${decision.administratorId}.`;
    case "administratorDiffers": {
      const values = decision.values.map((one) => `${one.value} in ${groupText(one)}`);
      if (decision.of === "management") {
        return `the management account delegates GuardDuty to several accounts: ${listed(values)}. Fix: Run discover --org with the credentials of each, with its Regions as --regions, and write a stack for each.`;
      }
      return `the account is a member of several administrators: ${listed(values)}. Fix: Keep the Regions of one of them in regions, and write a stack for each of the others.`;
    }
    case "configInvalid":
      return decision.written
        ? findingLine(decision.finding)
        : `${findingText(decision.finding).problem}. Fix: Run discover with other --regions, or write the file with --write and correct it.`;
  }
}

function delegationText({
  regions,
  others,
  notChecked,
}: Extract<Decision, { id: "delegatedInPart" }>): string {
  const not = others.length > 0 ? `, not in ${listed(others)}` : "";
  const unknown =
    notChecked.length > 0 ? `, and could not be checked in ${listed(notChecked)}` : "";
  return `delegates GuardDuty in ${listed(regions)}${not}${unknown}`;
}

/** The Regions of a choice in a config. */
export function groupText({ regions, all }: RegionGroup): string {
  return regionsText(regions, all);
}
