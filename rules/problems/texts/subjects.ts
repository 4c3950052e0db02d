import type { AccountRole } from "../../accountRole";
import type { ExistingEntry } from "./entries";
import { entrySubject } from "./entries";

/** What a check of AWS is about. */
export type CheckSubject =
  | { check: "credentials"; account: AccountRole }
  | { check: "delegatedAdministrator" }
  | { check: "trustedAccess" }
  | { check: "policyType" }
  | { check: "guardDutyPolicy"; of: "administrator" | "members" }
  | { check: "enabledRegions"; account: AccountRole }
  | { check: "sameAccount"; account: AccountRole }
  | { check: "marker"; bucket: string; key: string }
  | { check: "detector"; region: string; detectorId: string }
  | { check: "undeclaredDetector"; region: string }
  | { check: "destination"; region: string; destinationId: string }
  | { check: "undeclaredDestination"; region: string; detectorId: string }
  | { check: "delegation"; region: string }
  | { check: "members"; region: string }
  | { check: "acceptance"; region: string }
  | { check: "existing"; of: "bucket" | "key" }
  | { check: "newName"; of: "bucket" | "key" }
  | { check: "scannedBucket"; bucket: string }
  | { check: "entry"; entry: ExistingEntry }
  | { check: "deletingKeys" }
  | { check: "destinationKeys" }
  | { check: "notifiedTopic" }
  | { check: "lostPart"; name: string; actions: string[] };

/** Whether what, in a sentence about a check. */
export function subjectText(subject: CheckSubject): string {
  switch (subject.check) {
    case "credentials":
      return `which account the credentials of the ${subject.account} account belong to`;
    case "delegatedAdministrator":
      return "whether another account is GuardDuty's delegated administrator";
    case "trustedAccess":
      return "whether GuardDuty may scan volumes of members: trusted access in the organization";
    case "policyType":
      return "whether policies of the organization manage GuardDuty (GUARDDUTY_POLICY)";
    case "guardDutyPolicy":
      return subject.of === "administrator"
        ? "what the GuardDuty policies of the organization set for the administrator account"
        : "in which Regions a GuardDuty policy of the organization enables members";
    case "enabledRegions":
      return `whether the ${subject.account} account has enabled its Regions`;
    case "sameAccount":
      return `whether the ${subject.account} account is the one that this stack was deployed with`;
    case "marker":
      return `whether the object ${subject.key} of bucket ${subject.bucket} is empty`;
    case "detector":
      return `whether ${subject.detectorId} is the account's detector in ${subject.region}`;
    case "undeclaredDetector":
      return `whether the account already has a detector in ${subject.region}`;
    case "destination":
      return `whether ${subject.destinationId} is the detector's destination in ${subject.region}`;
    case "undeclaredDestination":
      return `whether detector ${subject.detectorId} in ${subject.region} already has a destination`;
    case "delegation":
      return `whether the administrator account is delegated in ${subject.region}`;
    case "members":
      return `whether the existing members are members in ${subject.region}`;
    case "acceptance":
      return `whether the account already is a member in ${subject.region}`;
    case "existing":
      return `whether the existing ${subject.of} can be used`;
    case "scannedBucket":
      return `whether the policy of bucket ${subject.bucket} lets GuardDuty scan it`;
    case "entry":
      return entrySubject(subject.entry);
    case "deletingKeys":
      return "whether a key of this export is pending deletion";
    case "destinationKeys":
      return "whether a destination already exports under a key of this export";
    case "notifiedTopic":
      return "whether the bucket already notifies a topic of this export";
    case "lostPart":
      return `whether a ${subject.name} that this stack created earlier already exists`;
    case "newName":
      return `whether the name of the new ${subject.of} is already in use`;
  }
}
