import type { KindOfList } from "../lists/choices";
import type { OwnedList } from "../lists/owner";

/** What each kind of list is, and what updates one with the AWS CLI. */
export const LISTS: { [kind in KindOfList]: { what: string; command: string } } = {
  ThreatIntelSet: { what: "threat list", command: "update-threat-intel-set --threat-intel-set-id" },
  IPSet: { what: "trusted IP list", command: "update-ip-set --ip-set-id" },
  ThreatEntitySet: {
    what: "threat entity list",
    command: "update-threat-entity-set --threat-entity-set-id",
  },
  TrustedEntitySet: {
    what: "trusted entity list",
    command: "update-trusted-entity-set --trusted-entity-set-id",
  },
};

/** What has GuardDuty verify the owner of a list's bucket, with the AWS CLI. */
export function listOwnerCommand({
  kind,
  region,
  detectorId,
  listId,
  accountId,
}: OwnedList): string {
  return `aws guardduty ${LISTS[kind].command} ${listId} --detector-id ${detectorId} --region ${region} --expected-bucket-owner ${accountId}`;
}
