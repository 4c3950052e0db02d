import { anyDetectorArn, iamArn } from "../arn";
import type { OwnFeature } from "../args";
import { GUARDDUTY_SERVICE } from "../preflight";
import type { Partition } from "../regions";
import type { Grant } from "./grants";
import { valuesIf, grantIf } from "./grants";

/** The detectors of one account, and what a stack does with them. */
export interface DetectorsUse {
  partition: Partition;
  /** `*` when the credentials decide. */
  accountId: string;
  regions: readonly string[];
  /** Whether any is made: not all are there already. */
  creates: boolean;
  /** Whether any is there already. */
  adopts: boolean;
  /** Whether any is changed: its frequency, its protection plans. */
  updates: boolean;
  deletes: boolean;
  features: OwnFeature[];
}

const MALWARE_PROTECTION = "EBS_MALWARE_PROTECTION";

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html */
export function detectorGrants(use: DetectorsUse): Grant[] {
  const { partition, accountId, regions } = use;
  return [
    ...grantIf(use.creates || use.adopts, {
      purpose: "DetectorsOfAccount",
      actions: [
        ...valuesIf(use.creates, "guardduty:CreateDetector"),
        // Before one is created or adopted.
        "guardduty:ListDetectors",
      ],
      resources: ["*"],
      regions,
    }),
    {
      purpose: "Detectors",
      actions: [
        "guardduty:GetDetector",
        ...valuesIf(use.updates, "guardduty:UpdateDetector"),
        ...valuesIf(use.deletes, "guardduty:DeleteDetector"),
        // Tags of what was there before stay as they are.
        ...valuesIf(use.creates, "guardduty:TagResource", "guardduty:UntagResource"),
      ],
      beyond: ["guardduty:ListTagsForResource"],
      resources: [anyDetectorArn(partition, accountId)],
      regions,
    },
    ...grantIf(use.creates || use.features.length > 0, serviceLinkedRole(use)),
  ];
}

function serviceLinkedRole({ partition, accountId, features }: DetectorsUse): Grant {
  const scansDisks = features.some(({ name }) => name === MALWARE_PROTECTION);
  const services = [
    GUARDDUTY_SERVICE,
    ...valuesIf(scansDisks, `malware-protection.${GUARDDUTY_SERVICE}`),
  ];
  return {
    purpose: "ServiceLinkedRole",
    actions: [],
    beyond: ["iam:CreateServiceLinkedRole"],
    resources: services.map((service) =>
      iamArn(partition, accountId, `role/aws-service-role/${service}/*`),
    ),
    onlyWhere: { "iam:AWSServiceName": services },
    creates: true,
  };
}
