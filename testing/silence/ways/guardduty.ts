import type { Way } from "./way";
import { admin, by, OF_HERE, onDetector, unhealthy, warned } from "./way";
import { ADMINISTRATOR, MANAGEMENT } from "../../live/world";
import { INVITED, PREFIX, THERE } from "../world";

const filter = (Name: string, Criterion: object) => ({
  ...{ Name, Action: "ARCHIVE", FindingCriteria: { Criterion } },
});
const EVERYTHING = { severity: { GreaterThanOrEqual: 0 } };
/** New findings are updated later. */
const SINCE_YESTERDAY = { updatedAt: { GreaterThan: Date.now() - 86_400_000 } };
const HIGH = { severity: { GreaterThanOrEqual: 7 } };

/** Of GuardDuty in the account of the administrator. */
export const GUARDDUTY: readonly Way[] = [
  {
    call: "guardduty:CreateFilter",
    with: "severity of 0 or more",
    silence: onDetector("guardduty:CreateFilter", filter("quiet", EVERYTHING)),
    lost: OF_HERE,
    status: unhealthy("allFindingsSuppressed"),
    health: unhealthy("allFindingsSuppressed"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:CreateFilter",
    with: "updated since yesterday",
    silence: onDetector("guardduty:CreateFilter", filter("quiet", SINCE_YESTERDAY)),
    lost: OF_HERE,
    status: unhealthy("allFindingsSuppressed"),
    health: unhealthy("allFindingsSuppressed"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:CreateFilter",
    with: "level HIGH",
    silence: onDetector("guardduty:CreateFilter", filter("quiet", HIGH)),
    lost: ["high"],
    status: warned("suppressionFilter"),
    health: warned("suppressionFilter"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:UpdateFilter",
    silence: async (target) => {
      const noop = { ...filter("quiet", EVERYTHING), Action: "NOOP" };
      await onDetector("guardduty:CreateFilter", noop)(target);
      await onDetector("guardduty:UpdateFilter", { FilterName: "quiet", Action: "ARCHIVE" })(
        target,
      );
    },
    lost: OF_HERE,
    status: unhealthy("allFindingsSuppressed"),
    health: unhealthy("allFindingsSuppressed"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:ArchiveFindings",
    silence: (target) =>
      onDetector("guardduty:ArchiveFindings", { FindingIds: [target.findingId] })(target),
    lost: ["update"],
    status: warned("findingsArchived"),
    health: warned("findingsArchived"),
    message: by("suppression-changes"),
  },
  ...(
    ["CreateIPSet", "UpdateIPSet", "CreateTrustedEntitySet", "UpdateTrustedEntitySet"] as const
  ).map((name): Way => ({
    call: `guardduty:${name}`,
    silence: async (target) => {
      const kind = name.replace(/^(Create|Update)/, "");
      const updates = name.startsWith("Update");
      const created = await onDetector(`guardduty:Create${kind}`, {
        ...{ Name: "trusted", Format: "TXT", Location: target.listLocation },
        Activate: !updates,
      })(target);
      const member = kind === "IPSet" ? "IpSetId" : "TrustedEntitySetId";
      if (!updates) return;
      await onDetector(`guardduty:${name}`, { [member]: created[member], Activate: true })(target);
    },
    lost: ["address"],
    status: warned("trustedListActive"),
    health: warned("trustedListActive"),
    message: by("suppression-changes"),
  })),
  {
    call: "guardduty:UpdateDetector",
    with: "suspend",
    silence: onDetector("guardduty:UpdateDetector", { Enable: false }),
    lost: OF_HERE,
    status: unhealthy("detectorStatus"),
    health: unhealthy("detectorStatus"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:UpdateDetector",
    with: "frequency",
    silence: onDetector("guardduty:UpdateDetector", { FindingPublishingFrequency: "ONE_HOUR" }),
    lost: { because: "updates of findings arrive at another frequency; new findings arrive" },
    status: unhealthy("valueDiffers"),
    health: unhealthy("valueDiffers"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:DeleteDetector",
    with: "after its members",
    silence: async (target) => {
      await target.as(MANAGEMENT, THERE).call("guardduty:DisableOrganizationAdminAccount", {
        AdminAccountId: ADMINISTRATOR,
      });
      const { detectors } = target.sandbox.world();
      const DetectorId = detectors[`${ADMINISTRATOR}/${THERE}`]?.id;
      const administrator = admin(target, THERE);
      for (const call of ["DisassociateMembers", "DeleteMembers"]) {
        await administrator.call(`guardduty:${call}`, { DetectorId, AccountIds: [INVITED] });
      }
      await administrator.call("guardduty:DeleteDetector", { DetectorId });
    },
    lost: ["elsewhere"],
    status: unhealthy("delegationDiffers", "destinationMissing", "detectorMissing"),
    health: unhealthy("detectorDeleted"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:UpdatePublishingDestination",
    silence: async (target) => {
      const { bucketName, keyArn, detectorId, destinationId } = target;
      const administrator = admin(target);
      await administrator.call("s3:CreateBucket", { Bucket: "elsewhere" });
      const { Policy } = await administrator.call("s3:GetBucketPolicy", { Bucket: bucketName });
      const Bucket = "elsewhere";
      await administrator.call("s3:PutBucketPolicy", {
        ...{ Bucket, Policy: Policy.replaceAll(bucketName, Bucket) },
      });
      await administrator.call("s3:PutObject", { Bucket, Key: `${PREFIX}/` });
      await administrator.call("guardduty:UpdatePublishingDestination", {
        ...{ DetectorId: detectorId, DestinationId: destinationId },
        DestinationProperties: {
          DestinationArn: `arn:aws:s3:::${Bucket}/${PREFIX}`,
          KmsKeyArn: keyArn,
        },
      });
    },
    lost: OF_HERE,
    status: unhealthy("valueDiffers"),
    health: unhealthy("valueDiffers"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:DeletePublishingDestination",
    silence: (target) =>
      onDetector("guardduty:DeletePublishingDestination", { DestinationId: target.destinationId })(
        target,
      ),
    lost: OF_HERE,
    status: unhealthy("destinationMissing"),
    health: unhealthy("destinationDeleted"),
    message: by("detector-changes"),
  },
];
