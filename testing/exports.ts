import type * as pulumi from "@pulumi/pulumi";

import type { GuardDutyExportArgs } from "../components/export/args";
import type { MemberDetectorsArgs } from "../components/members/args";
import { ChronicleFeed } from "../components/chronicle/chronicleFeed";
import { GuardDutyExport } from "../components/export/guardDutyExport";
import { SentinelConnector } from "../components/sentinel/sentinelConnector";
import { MemberDetectors } from "../components/members/memberDetectors";
import { addOnProgram, FIRST_ADD_ONS } from "./addOnProgram";
import { existingMocks } from "./existing";
import { BUCKET, KEY_ARN } from "./logArchive";
import type { Recording, RecordOptions } from "./recorder";
import { record } from "./recorder";

/** Arguments of the shapes that users have: each has a golden file of identities. */
export const EXPORTS: { [example: string]: GuardDutyExportArgs } = {
  "one-region": { regions: ["us-east-1"] },
  "opt-in-region": {
    regions: ["us-east-1", "eu-west-1", "me-south-1"],
    providerMode: "perAccount",
  },
  organization: {
    regions: ["us-east-1", "me-south-1"],
    organization: {
      administrator: { accountId: "111122223333" },
      management: { accountId: "999900001111", detector: true },
      members: {
        autoEnable: "ALL",
        accounts: [
          {
            accountId: "222233334444",
            email: "member@example.com",
            features: [{ name: "RDS_LOGIN_EVENTS", status: "DISABLED", regions: ["us-east-1"] }],
          },
        ],
        features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }],
      },
    },
    features: [{ name: "S3_DATA_EVENTS" }],
    bucket: { prefix: "guardduty", account: { accountId: "444455556666" } },
    key: { account: { accountId: "555566667777" } },
  },
  "managed-by-policy": {
    regions: ["us-east-1", "eu-west-1"],
    organization: {
      administrator: { accountId: "111122223333" },
      management: { accountId: "999900001111" },
      members: { managedBy: "policy" },
    },
  },
  notified: {
    regions: ["us-east-1"],
    bucket: { prefix: "guardduty" },
    notifications: true,
    readerArns: ["arn:aws:iam::999900001111:role/siem"],
  },
  everything: {
    regions: ["eu-west-1", "me-south-1"],
    homeRegion: "eu-central-1",
    findingPublishingFrequency: "FIFTEEN_MINUTES",
    organization: {
      administrator: {
        accountId: "111122223333",
        assumeRoleArn: "arn:aws:iam::111122223333:role/deploy",
        externalId: "ab-12",
        profile: "security",
      },
    },
    bucket: {
      name: "acme-findings",
      prefix: "security/guardduty",
      retentionDays: 400,
      objectLock: { mode: "GOVERNANCE", days: 60 },
      accessLogs: { bucketName: "acme-access-logs" },
      tags: { data: "findings", team: "forensics" },
    },
    key: { alias: "alias/acme-findings", rotationPeriodInDays: 180, tags: { data: "key" } },
    onDestroy: "delete",
    tags: { team: "security" },
  },
  adopted: {
    regions: ["us-east-1", "me-south-1"],
    bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
    key: { existing: { arn: KEY_ARN } },
    onDestroy: "delete",
  },
};

/** The same of member accounts' detectors. */
export const MEMBERS: { [example: string]: MemberDetectorsArgs } = {
  member: {
    regions: ["us-east-1", "me-south-1"],
    account: {
      accountId: "222233334444",
      assumeRoleArn: "arn:aws:iam::222233334444:role/deploy",
      externalId: "ab-12",
    },
    administratorAccountId: "111122223333",
    acceptInvitation: true,
    features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
    existing: { "me-south-1": { detectorId: "0123456789abcdef0123456789abcdef" } },
    tags: { team: "forensics" },
  },
};

/** Records a program with one export named `findings`; what is said to exist is there. */
export function recordExport(
  args: GuardDutyExportArgs,
  options: RecordOptions = {},
  resourceOptions?: () => pulumi.ComponentResourceOptions,
): Promise<Recording> {
  const program = () => new GuardDutyExport("findings", args, resourceOptions?.());
  return record(program, { mocks: existingMocks({ detectorIds: idsOf(args) }), ...options });
}

/** Records a program with the detectors of one member account, named `member`; those said to exist are there. */
export function recordMember(
  args: MemberDetectorsArgs,
  options: RecordOptions = {},
  resourceOptions?: () => pulumi.ComponentResourceOptions,
): Promise<Recording> {
  const program = () => new MemberDetectors("member", args, resourceOptions?.());
  return record(program, { mocks: existingMocks({ detectorIds: idsOf(args) }), ...options });
}

/** The detectors that are said to exist; the arguments may be bad ones. */
function idsOf(args: { existing?: { [region: string]: { detectorId: string } } } | undefined) {
  return Object.fromEntries(
    Object.entries(args?.existing ?? {}).map(([region, { detectorId }]) => [region, detectorId]),
  );
}

/** Records a program with every add-on. */
function recordAddOns(options: RecordOptions = {}): Promise<Recording> {
  const program = async () => {
    await addOnProgram(FIRST_ADD_ONS)();
    new ChronicleFeed("findings-chronicle", {
      instance: "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
      ...{ project: "acme-siem", location: "us" },
      findingsUri: "s3://acme-findings/AWSLogs/",
      queueArn: "arn:aws:sqs:us-east-1:111122223333:findings-siem",
      accessKey: { id: "AKIAEXAMPLE", secret: "very-secret" },
    });
    new SentinelConnector("findings-sentinel", {
      roleArn: "arn:aws:iam::111122223333:role/OIDC_siem",
      queueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/siem-queue",
    });
  };
  return record(program, { mocks: existingMocks({ detectorIds: {} }), ...options });
}

/** Records each example: of exports, of members and of add-ons. */
export const EXAMPLES: { [example: string]: (options?: RecordOptions) => Promise<Recording> } = {
  ...Object.fromEntries(
    Object.entries(EXPORTS).map(([example, args]) => [
      example,
      (options?: RecordOptions) => recordExport(args, options),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(MEMBERS).map(([example, args]) => [
      example,
      (options?: RecordOptions) => recordMember(args, options),
    ]),
  ),
  "add-ons": recordAddOns,
};

/** What a state knows the resources by: a change of a line replaces a resource of every user. */
export function identities({ components, resources }: Recording): string[] {
  return [...components, ...resources]
    .map(({ parent, type, name }) => `${parent?.name ?? "(stack)"} | ${type} | ${name}`)
    .sort();
}
