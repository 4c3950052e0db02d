/** What a status means and what to do about it; undefined for the one that is as it has to be. */
export type Explanation = { reason: string; nextStep: string } | undefined;

export type Statuses = { readonly [status: string]: Explanation };

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html */
export const DESTINATION_STATUSES: Statuses = {
  PUBLISHING: undefined,
  PENDING_VERIFICATION: {
    reason: "GuardDuty is still verifying the publishing destination, and exports nothing yet",
    nextStep:
      "Wait five minutes and ask again; if it stays so, run pulumi up and see what it says of bucket and key",
  },
  UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY: {
    reason: "GuardDuty can no longer write to the bucket or use the key",
    nextStep:
      "Run pulumi preview --refresh: it shows which policy was changed. See that the bucket exists and the key is enabled, mend them with pulumi up, and ask again. GuardDuty disables the export when this lasts, and keeps findings for 90 days only",
  },
  STOPPED: {
    reason: "GuardDuty has stopped the export, because it could not write for too long",
    nextStep:
      "Mend bucket, key and policies first (pulumi preview --refresh, pulumi up); then have the destination made again: pulumi up --replace with its URN. GuardDuty keeps findings for 90 days only",
  },
};

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html */
export const DETECTOR_STATUSES: Statuses = {
  ENABLED: undefined,
  DISABLED: {
    reason: "the detector is suspended: GuardDuty finds nothing in the Region, and exports nothing",
    nextStep:
      "Find out who suspended it (CloudTrail: UpdateDetector), and run pulumi refresh and pulumi up, which enable it again",
  },
};
