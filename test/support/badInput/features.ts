import { at } from "./case";
import type { BadInput } from "./case";
import { administrator, regions, withMembers } from "./organizationArgs";

const withFeatures = (...features: object[]) => ({ regions, features });

const withMemberFeatures = (...features: object[]) => withMembers({ features });

/** Protection plans that users may get wrong. */
export const badFeatures: BadInput[] = [
  [
    "features as a map",
    { regions, features: { S3_DATA_EVENTS: "ENABLED" } },
    [
      at(
        "features",
        'must be a list; got {"S3_DATA_EVENTS":"ENABLED"}. Fix: set features to a value such as [{"name":"S3_DATA_EVENTS"}]',
      ),
    ],
  ],
  [
    "a feature's bare name",
    { regions, features: ["S3_DATA_EVENTS"] },
    [
      at(
        "features[0]",
        'must be an object with the properties name, status, additionalConfigurations, regions, excludeRegions; got "S3_DATA_EVENTS". Fix: set features[0] to a value such as {"name":"S3_DATA_EVENTS"}',
      ),
    ],
  ],
  [
    "a feature that cannot be set",
    withFeatures({ name: "CLOUD_TRAIL" }),
    [
      at(
        "features[0].name",
        'must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION, AI_ANALYST; got "CLOUD_TRAIL". Fix: set features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a feature without a name",
    withFeatures({ status: "ENABLED" }),
    [
      at(
        "features[0].name",
        'required property is missing; expected one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION, AI_ANALYST. Fix: set features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a feature's status as a switch",
    withFeatures({ name: "S3_DATA_EVENTS", status: true }),
    [
      at(
        "features[0].status",
        'must be one of ENABLED, DISABLED; got true. Fix: set features[0].status to a value such as "ENABLED"',
      ),
    ],
  ],
  [
    "a feature named twice",
    withFeatures({ name: "S3_DATA_EVENTS" }, { name: "S3_DATA_EVENTS", status: "DISABLED" }),
    [at("features[1].name", '"S3_DATA_EVENTS" is already in features[0]. Fix: remove features[1]')],
  ],
  [
    "a feature named twice for Regions that both have",
    {
      regions: ["us-east-1", "eu-west-1"],
      features: [
        { name: "S3_DATA_EVENTS", excludeRegions: ["eu-west-1"] },
        { name: "S3_DATA_EVENTS", status: "DISABLED", regions: ["us-east-1"] },
      ],
    },
    [at("features[1].name", '"S3_DATA_EVENTS" is already in features[0]. Fix: remove features[1]')],
  ],
  [
    "a feature with both kinds of Regions",
    withFeatures({ name: "S3_DATA_EVENTS", regions, excludeRegions: ["us-east-1"] }),
    [
      at(
        "features[0].excludeRegions",
        "has no effect together with regions. Fix: remove features[0].excludeRegions",
      ),
    ],
  ],
  [
    "a feature in no Region",
    withFeatures({ name: "S3_DATA_EVENTS", excludeRegions: ["us-east-1"] }),
    [
      at(
        "features[0].excludeRegions",
        "excludes every Region: the plan is set in none. Fix: remove features[0]",
      ),
    ],
  ],
  [
    "a feature in a Region that is not exported",
    withFeatures({ name: "S3_DATA_EVENTS", regions: ["us-east-1", "eu-west-1"] }),
    [
      at(
        "features[0].regions[1]",
        "eu-west-1 is not in regions. Fix: remove features[0].regions[1]",
      ),
    ],
  ],
  [
    "a feature in a Region that is not exported alone",
    withFeatures({ name: "S3_DATA_EVENTS", regions: ["eu-west-1"] }),
    [at("features[0].regions[0]", "eu-west-1 is not in regions. Fix: remove features[0]")],
  ],
  [
    "a feature without a Region that is not exported",
    withFeatures({ name: "S3_DATA_EVENTS", excludeRegions: ["eu-west-1"] }),
    [
      at(
        "features[0].excludeRegions[0]",
        "eu-west-1 is not in regions. Fix: remove features[0].excludeRegions",
      ),
    ],
  ],
  [
    "RDS Protection in a Region that does not have it",
    {
      regions: ["us-east-1", "ap-east-2"],
      homeRegion: "us-east-1",
      features: [{ name: "RDS_LOGIN_EVENTS", status: "DISABLED" }],
    },
    [
      at(
        "features[0]",
        'RDS_LOGIN_EVENTS is not available in ap-east-2, and AWS rejects it there (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html). Fix: set features[0].excludeRegions to ["ap-east-2"]',
      ),
    ],
  ],
  [
    "RDS Protection of members in Regions of which one does not have it",
    {
      regions: ["us-east-1", "ap-east-2"],
      organization: {
        administrator,
        members: {
          features: [
            { name: "RDS_LOGIN_EVENTS", autoEnable: "ALL", regions: ["us-east-1", "ap-east-2"] },
          ],
        },
      },
    },
    [
      at(
        "organization.members.features[0]",
        'RDS_LOGIN_EVENTS is not available in ap-east-2, and AWS rejects it there (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html). Fix: set organization.members.features[0].regions to ["us-east-1"]',
      ),
    ],
  ],
  [
    "Runtime Monitoring where it is in no Region",
    { regions: ["cn-north-1"], features: [{ name: "RUNTIME_MONITORING" }] },
    [
      at(
        "features[0]",
        "RUNTIME_MONITORING is not available in cn-north-1, and AWS rejects it there (https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html). Fix: remove features[0]",
      ),
    ],
  ],
  [
    "a plan that is off for the administrator and on for all",
    {
      regions: ["us-east-1", "eu-west-1"],
      features: [{ name: "S3_DATA_EVENTS", status: "DISABLED", regions: ["eu-west-1"] }],
      organization: {
        administrator,
        members: { features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
      },
    },
    [
      at(
        "features[0].status",
        'is DISABLED, and organization.members.features[0].autoEnable is ALL, which enables S3_DATA_EVENTS for the administrator account too, in eu-west-1. Fix: set features[0].status to "ENABLED"',
      ),
    ],
  ],
  [
    "an agent that is off for the administrator and on for all",
    {
      regions,
      features: [
        {
          name: "EKS_RUNTIME_MONITORING",
          additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" }],
        },
      ],
      organization: {
        administrator,
        members: {
          features: [
            {
              name: "EKS_RUNTIME_MONITORING",
              autoEnable: "ALL",
              additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", autoEnable: "ALL" }],
            },
          ],
        },
      },
    },
    [
      at(
        "features[0].additionalConfigurations[0].status",
        'is DISABLED, and organization.members.features[0].additionalConfigurations[0].autoEnable is ALL, which enables EKS_ADDON_MANAGEMENT for the administrator account too, in us-east-1. Fix: set features[0].additionalConfigurations[0].status to "ENABLED"',
      ),
    ],
  ],
  [
    "both kinds of runtime monitoring",
    withFeatures({ name: "RUNTIME_MONITORING" }, { name: "EKS_RUNTIME_MONITORING" }),
    [
      at(
        "features[1].name",
        "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS rejects both together. Fix: remove features[1]",
      ),
    ],
  ],
  [
    "a configuration of a feature that has none",
    withFeatures({
      name: "S3_DATA_EVENTS",
      additionalConfigurations: [{ name: "EC2_AGENT_MANAGEMENT" }],
    }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        "EC2_AGENT_MANAGEMENT is not an additional configuration of S3_DATA_EVENTS; it has none. Fix: remove features[0].additionalConfigurations[0]",
      ),
    ],
  ],
  [
    "a configuration of the other runtime monitoring",
    withFeatures({
      name: "EKS_RUNTIME_MONITORING",
      additionalConfigurations: [{ name: "EC2_AGENT_MANAGEMENT" }],
    }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        "EC2_AGENT_MANAGEMENT is not an additional configuration of EKS_RUNTIME_MONITORING; expected one of EKS_ADDON_MANAGEMENT. Fix: remove features[0].additionalConfigurations[0]",
      ),
    ],
  ],
  [
    "a configuration that does not exist",
    withFeatures({ name: "RUNTIME_MONITORING", additionalConfigurations: [{ name: "GKE" }] }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        'must be one of EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EC2_AGENT_MANAGEMENT; got "GKE". Fix: set features[0].additionalConfigurations[0].name to a value such as "EKS_ADDON_MANAGEMENT"',
      ),
    ],
  ],
  [
    "a configuration named twice",
    withFeatures({
      name: "RUNTIME_MONITORING",
      additionalConfigurations: [
        { name: "EC2_AGENT_MANAGEMENT" },
        { name: "EC2_AGENT_MANAGEMENT" },
      ],
    }),
    [
      at(
        "features[0].additionalConfigurations[1].name",
        '"EC2_AGENT_MANAGEMENT" is already in features[0].additionalConfigurations[0]. Fix: remove features[0].additionalConfigurations[1]',
      ),
    ],
  ],
  [
    "some configurations of runtime monitoring",
    withFeatures({
      name: "RUNTIME_MONITORING",
      additionalConfigurations: [{ name: "EC2_AGENT_MANAGEMENT" }],
    }),
    [
      at(
        "features[0].additionalConfigurations",
        "must have every additional configuration of the plan or be left out; missing EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT. Fix: remove features[0].additionalConfigurations",
      ),
    ],
  ],
  [
    "a members' feature with a status",
    withMemberFeatures({ name: "S3_DATA_EVENTS", autoEnable: "ALL", status: "ENABLED" }),
    [
      at(
        "organization.members.features[0].status",
        "unknown property status; expected one of name, autoEnable, additionalConfigurations, regions, excludeRegions. Fix: remove organization.members.features[0].status",
      ),
    ],
  ],
  [
    "a members' feature that only a detector has",
    withMemberFeatures({ name: "AI_ANALYST", autoEnable: "ALL" }),
    [
      at(
        "organization.members.features[0].name",
        'must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION; got "AI_ANALYST". Fix: set organization.members.features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a members' feature without autoEnable",
    withMemberFeatures({ name: "S3_DATA_EVENTS" }),
    [
      at(
        "organization.members.features[0].autoEnable",
        'required property is missing; expected one of ALL, NEW, NONE. Fix: set organization.members.features[0].autoEnable to a value such as "ALL"',
      ),
    ],
  ],
  [
    "a members' feature named twice",
    withMemberFeatures(
      { name: "S3_DATA_EVENTS", autoEnable: "ALL" },
      { name: "S3_DATA_EVENTS", autoEnable: "NEW" },
    ),
    [
      at(
        "organization.members.features[1].name",
        '"S3_DATA_EVENTS" is already in organization.members.features[0]. Fix: remove organization.members.features[1]',
      ),
    ],
  ],
];
