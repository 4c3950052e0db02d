import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../../components/export/args";
import type { MemberDetectorsArgs } from "../../../components/members/args";
import type { ExistingPolicy, Feature } from "../../../rules/args";
import { readArgs, readMemberArgs } from "../../../rules/args";
import type { Change } from "../../../rules/changes";
import { CHANGES, exportChanges, memberChanges } from "../../../rules/changes";
import { planExport, planMemberDetectors } from "../../../rules/plan";
import { changeText } from "../../../rules/texts/changes";

const ADMINISTRATOR = { accountId: "111122223333" };
const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";
const DESTINATION = "0123456789abcdef0123456789abcdef";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const base: GuardDutyExportArgs = {
  regions: ["us-east-1", "eu-west-1"],
  organization: { administrator: ADMINISTRATOR },
  bucket: { name: "acme", retentionDays: 100 },
};

const MANAGED = { administrator: ADMINISTRATOR, management: { accountId: "999900001111" } };
const adopted = (region: string) => ({
  ...base,
  homeRegion: region,
  bucket: { existing: { name: "acme-archive" } },
  key: {
    account: ADMINISTRATOR,
    existing: { arn: KEY.replace("us-east-1", region) },
  },
});

const membersWith = (
  feature: NonNullable<
    NonNullable<NonNullable<GuardDutyExportArgs["organization"]>["members"]>["features"]
  >[number],
): GuardDutyExportArgs => ({
  ...base,
  organization: { ...MANAGED, members: { features: [feature] } },
});

const memberWith = (features: { name: Feature; excludeRegions?: string[] }[]) => ({
  ...base,
  organization: {
    ...MANAGED,
    members: { accounts: [{ accountId: "777788889999", email: "a@example.com", features }] },
  },
});

const byOwners = (policy: ExistingPolicy): Pick<GuardDutyExportArgs, "bucket" | "key"> => ({
  bucket: { existing: { name: "acme-archive", policy } },
  key: { existing: { arn: KEY, policy } },
});

const locked = (...breakGlassRoleArns: string[]): GuardDutyExportArgs => ({
  ...base,
  bucket: {
    name: "acme",
    protection: "locked",
    objectLock: { mode: "GOVERNANCE", days: 365 },
    breakGlassRoleArns,
  },
});

function named(args: GuardDutyExportArgs, name = "findings") {
  const { settings, problems } = readArgs(name, args);
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return {
    name,
    args,
    plan: planExport({ owner: { project: "p", stack: "s", component: name }, settings }),
  };
}

const printed = (changes: Change[]) =>
  changes.map((one) => `${one.risk ? "! " : ""}${changeText(one)}`);
const statementsChanged = [
  "bucket policy: statements PutObject, DenyOtherKeys are changed",
  "key policy: statement GenerateDataKey is changed",
];

/** From the base to this, or between these two: what is said. */
const cases: [
  what: string,
  to: GuardDutyExportArgs,
  expected: string[],
  from?: GuardDutyExportArgs,
][] = [
  ["nothing", base, []],
  [
    "the order of Regions",
    { ...base, homeRegion: "us-east-1", regions: ["eu-west-1", "us-east-1"] },
    [],
  ],
  [
    "a Region more, of another principal",
    { ...base, regions: [...base.regions, "me-south-1"] },
    [
      "me-south-1 is added: a detector is created, a destination is created",
      "service principal guardduty.me-south-1.amazonaws.com gets write access to the bucket and use of the key",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statement GenerateDataKey is changed",
    ],
  ],
  [
    "a Region more, whose detector and destination are there already",
    {
      ...base,
      regions: [...base.regions, "eu-west-2"],
      existing: { "eu-west-2": { detectorId: DETECTOR, destinationId: DESTINATION } },
    },
    [
      `eu-west-2 is added: detector ${DETECTOR} is adopted, destination ${DESTINATION} is adopted and redirected`,
      ...statementsChanged,
    ],
  ],
  [
    "a Region less",
    { ...base, regions: ["us-east-1"] },
    [
      "! eu-west-1 is removed: its findings are no longer exported, its destination is deleted, its detector is deleted with the findings in it",
      ...statementsChanged,
    ],
  ],
  [
    "a Region less, of what was there before",
    { ...base, regions: ["us-east-1"] },
    [
      "! eu-west-1 is removed: its findings are no longer exported, its destination stays, its detector stays",
      ...statementsChanged,
    ],
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR, destinationId: DESTINATION } } },
  ],
  [
    "the frequency",
    { ...base, findingPublishingFrequency: "ONE_HOUR" },
    [
      'findingPublishingFrequency changes from "SIX_HOURS" to "ONE_HOUR": updates of findings are exported every hour',
    ],
  ],
  [
    "a prefix",
    { ...base, bucket: { ...base.bucket, prefix: "gd" } },
    [
      "every destination is redirected from s3://acme/AWSLogs/ to s3://acme/gd/AWSLogs/; earlier findings are not moved",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys, DenyOtherWriters are changed",
    ],
  ],
  [
    "the bucket's name",
    { ...base, bucket: { ...base.bucket, name: "acme2" } },
    [
      '! the bucket is replaced because its name changes from "acme" to "acme2": destinations are redirected to the new bucket, and the old bucket stays with its findings, outside the stack',
      "every destination is redirected from s3://acme/AWSLogs/ to s3://acme2/AWSLogs/; earlier findings are not moved",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys, DenyOtherWriters, DenyInsecureTransport are changed",
    ],
  ],
  [
    "the home Region of what is deleted with its stack",
    { ...base, homeRegion: "eu-west-1", onDestroy: "delete" },
    [
      "! the bucket is replaced because its Region changes from us-east-1 to eu-west-1: destinations are redirected to the new bucket, and the old bucket is emptied and DELETED with every finding in it",
      "! the key is replaced because its Region changes from us-east-1 to eu-west-1: the old key is DELETED after 30 days, and nothing decrypts what is encrypted under it",
      "bucket policy: statement DenyOtherKeys is changed",
    ],
    { ...base, onDestroy: "delete" },
  ],
  [
    "Object Lock on a bucket without",
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "GOVERNANCE", days: 9 } } },
    [
      "! the bucket is replaced because Object Lock is added: destinations are redirected to the new bucket, and the old bucket stays with its findings, outside the stack",
    ],
  ],
  [
    "a weaker Object Lock",
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "GOVERNANCE", days: 9 } } },
    ["! new findings are locked for 9 days (GOVERNANCE) instead of 9 (COMPLIANCE)"],
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "COMPLIANCE", days: 9 } } },
  ],
  [
    "a longer Object Lock",
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "COMPLIANCE", days: 10 } } },
    ["new findings are locked for 10 days (COMPLIANCE) instead of 9 (GOVERNANCE)"],
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "GOVERNANCE", days: 9 } } },
  ],
  [
    "an administrator that was that of the credentials",
    base,
    [
      "! the bucket is replaced because its account changes from that of the credentials to 111122223333 (unless they are the same): destinations are redirected to the new bucket, and the old bucket stays with its findings, outside the stack",
      "! the key is replaced because its account changes from that of the credentials to 111122223333 (unless they are the same): the old key stays, and still decrypts earlier findings",
      "the administrator account is 111122223333 instead of the account of the credentials",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statements AccountAdministration, GenerateDataKey are changed",
    ],
    { ...base, organization: {} },
  ],
  [
    "an administrator that is no longer set",
    { regions: base.regions, bucket: base.bucket! },
    [
      "! the bucket is replaced because its account changes from 111122223333 to that of the credentials (unless they are the same): destinations are redirected to the new bucket, and the old bucket stays with its findings, outside the stack",
      "! the key is replaced because its account changes from 111122223333 to that of the credentials (unless they are the same): the old key stays, and still decrypts earlier findings",
      "the administrator account is the account of the credentials instead of 111122223333",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statements AccountAdministration, GenerateDataKey are changed",
    ],
  ],
  [
    "auto-enable of all members",
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, members: { autoEnable: "ALL" } },
    },
    ["auto-enable of members changes from NEW to ALL"],
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, members: { autoEnable: "NEW" } },
    },
  ],
  [
    "a shorter retention",
    { ...base, bucket: { ...base.bucket, retentionDays: 90, noncurrentVersionDays: 40 } },
    [
      "! findings expire after 90 days instead of after 100 days: S3 deletes the older ones",
      "noncurrent versions expire after 40 days instead of after 30 days",
    ],
  ],
  [
    "no retention",
    { ...base, bucket: { name: "acme" } },
    ["findings never expire instead of after 100 days"],
  ],
  [
    "deletion with the stack",
    { ...base, onDestroy: "delete" },
    [
      "! pulumi destroy, and a replacement of the bucket or the key, will DELETE all findings and the key",
    ],
  ],
  [
    "another administrator",
    { ...base, organization: { administrator: { accountId: "999900001111" } } },
    [
      "! the bucket is replaced because its account changes from 111122223333 to 999900001111: destinations are redirected to the new bucket, and the old bucket stays with its findings, outside the stack",
      "! the key is replaced because its account changes from 111122223333 to 999900001111: the old key stays, and still decrypts earlier findings",
      "! the administrator account changes from 111122223333 to 999900001111: detectors do not move between accounts, and Pulumi refuses the deployment; deploy another stack for 999900001111",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statements AccountAdministration, GenerateDataKey are changed",
    ],
  ],
  [
    "an adopted key instead of a made one",
    { ...base, key: { existing: { arn: KEY } } },
    [
      `! the key is replaced because ${KEY} is adopted: the old key stays, and still decrypts earlier findings`,
      `the stack adds its statements to the policy of key ${KEY}, and preserves those of others`,
      "bucket policy: statement DenyOtherKeys is changed",
      "key policy: statement AccountAdministration is removed",
    ],
  ],
  [
    "an adopted bucket whose owner writes the policy instead of a made one",
    { ...base, bucket: { existing: { name: "acme-archive", policy: "external" } } },
    [
      '! the bucket is replaced because its name changes from "acme" to acme-archive and an existing one is adopted: destinations are redirected to the new bucket, and the old bucket stays with its findings, outside the stack',
      "! the owner of bucket acme-archive decides when findings expire: the stack sets no lifecycle of an adopted bucket",
      "! the stack does not write the policy of bucket acme-archive: the owner has to add its statements (output bucketPolicyStatements) before GuardDuty can export",
      "every destination is redirected from s3://acme/AWSLogs/ to s3://acme-archive/AWSLogs/; earlier findings are not moved",
      "bucket policy: statements DenyOtherWriters, DenyInsecureTransport are removed",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
    ],
  ],
  [
    "policies that the owners of bucket and key write from now on",
    { ...base, ...byOwners("external") },
    [
      "! the stack no longer writes the policy of bucket acme-archive: its statements stay as they are, and the owner has to write them from now on (output bucketPolicyStatements), or GuardDuty can no longer export",
      `! the stack no longer writes the policy of key ${KEY}: its statements stay as they are, and the owner has to write them from now on (output keyPolicyStatements), or GuardDuty can no longer export`,
    ],
    { ...base, ...byOwners("merge") },
  ],
  [
    "policies that the stack writes from now on",
    { ...base, ...byOwners("merge") },
    [
      "! the stack writes its statements into the policy of bucket acme-archive from now on, and preserves those of others: a tool that writes the whole policy removes them again, and GuardDuty can no longer export",
      `! the stack writes its statements into the policy of key ${KEY} from now on, and preserves those of others: a tool that writes the whole policy removes them again, and GuardDuty can no longer export`,
    ],
    { ...base, ...byOwners("external") },
  ],
  [
    "members",
    {
      ...base,
      organization: {
        administrator: ADMINISTRATOR,
        members: {
          autoEnable: "NONE",
          accounts: [{ accountId: "444455556666", email: "b@x.com" }],
        },
      },
    },
    [
      "! account 222233334444 is removed from organization.members.accounts: GuardDuty keeps a membership that is enabled, and the stack no longer manages it",
      "! auto-enable of members changes from ALL to NONE: not every account of the organization exports findings",
      "account 444455556666 becomes a member: its findings are exported",
    ],
    {
      ...base,
      organization: {
        administrator: ADMINISTRATOR,
        members: { autoEnable: "ALL", accounts: [{ accountId: "222233334444", email: "a@x.com" }] },
      },
    },
  ],
  [
    "the end of the delegation",
    base,
    [
      "! the delegation ends in each Region: the accounts of the organization leave the administrator, and their findings are no longer exported",
    ],
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, management: { accountId: "999900001111" } },
    },
  ],
  [
    "the end of a stack's part in a delegation that existed before",
    base,
    [
      "! organization.management is removed: the delegation stays, and the stack no longer manages it",
    ],
    {
      ...base,
      organization: {
        administrator: ADMINISTRATOR,
        management: { accountId: "999900001111", delegated: true },
      },
    },
  ],
  [
    "another management account",
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, management: { accountId: "555566667777" } },
    },
    [
      "! the management account changes from 999900001111 to 555566667777: delegation and members do not move between organizations, and Pulumi refuses the deployment; remove organization.management first, after which the findings of the organization of 999900001111 are no longer exported",
    ],
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, management: { accountId: "999900001111" } },
    },
  ],
  [
    "a detector that is no longer said to have been there",
    base,
    [
      `! eu-west-1: detector ${DETECTOR} is removed from existing: pulumi destroy deletes it`,
      ...statementsChanged,
    ],
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR } } },
  ],
  [
    "a detachment",
    { ...base, key: { existing: { arn: KEY, detach: true } } },
    [
      "! the export is detached: its destinations are deleted, and findings are no longer exported",
      "key policy: statement GenerateDataKey is removed",
      "key.existing.detach changes from false to true",
    ],
    { ...base, key: { existing: { arn: KEY } } },
  ],
  [
    "the end of a detachment",
    { ...base, key: { existing: { arn: KEY } } },
    [
      "the export is no longer detached: each Region gets a destination",
      "key policy: statement GenerateDataKey is added",
      "key.existing.detach changes from true to false",
    ],
    { ...base, key: { existing: { arn: KEY, detach: true } } },
  ],
  [
    "another bucket and key in place of adopted ones",
    base,
    [
      "! findings are no longer exported to bucket acme-archive: the former bucket keeps its findings, and its policy keeps the statements of the export",
      `! key ${KEY} is no longer used: earlier findings stay encrypted under the former key, and its policy keeps the statements of the export`,
      "! findings in the new bucket expire after 100 days",
      "every destination is redirected from s3://acme-archive/AWSLogs/ to s3://acme/AWSLogs/; earlier findings are not moved",
      "noncurrent versions in the new bucket expire after 30 days",
      "bucket policy: statements DenyOtherWriters, DenyInsecureTransport are added",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statement AccountAdministration is added",
    ],
    {
      ...base,
      bucket: { existing: { name: "acme-archive" } },
      key: { existing: { arn: KEY } },
    },
  ],
  [
    "evidence that is kept",
    base,
    ["pulumi destroy will keep the bucket, the key and the findings"],
    { ...base, onDestroy: "delete" },
  ],
  [
    "a Region less, of another principal",
    base,
    [
      "! me-south-1 is removed: its findings are no longer exported, its destination is deleted, its detector is deleted with the findings in it",
      "service principal guardduty.me-south-1.amazonaws.com loses write access to the bucket and use of the key",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statement GenerateDataKey is changed",
    ],
    { ...base, regions: [...base.regions, "me-south-1"] },
  ],
  [
    "a detector that is adopted",
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR } } },
    [`eu-west-1: detector ${DETECTOR} is adopted`, ...statementsChanged],
  ],
  [
    "a detector that is no longer adopted, and is kept as those of an organization are",
    { ...base, organization: MANAGED },
    [
      `eu-west-1: detector ${DETECTOR} is removed from existing: pulumi destroy still keeps it`,
      ...statementsChanged,
    ],
    { ...base, organization: MANAGED, existing: { "eu-west-1": { detectorId: DETECTOR } } },
  ],
  [
    "an adopted detector that is no longer enabled",
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR } } },
    [
      "! existing.eu-west-1.enable changes from true to false: a detector that is suspended stays suspended",
    ],
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR, enable: true } } },
  ],
  [
    "another home Region and account of what is adopted",
    adopted("eu-west-1"),
    [
      `! key ${KEY} is no longer used, and ${KEY.replace("us-east-1", "eu-west-1")} is adopted instead: earlier findings stay encrypted under the former key, and its policy keeps the statements of the export`,
      `the stack adds its statements to the policy of key ${KEY.replace("us-east-1", "eu-west-1")}, and preserves those of others`,
      "bucket policy: statement DenyOtherKeys is changed",
      'homeRegion changes from "us-east-1" to "eu-west-1"',
      'bucket.account.accountId was "444455556666" and is no longer set',
    ],
    {
      ...adopted("us-east-1"),
      bucket: { existing: { name: "acme-archive" }, account: { accountId: "444455556666" } },
    },
  ],
  [
    "tags with other changes",
    { ...base, proof: "warn", tags: { team: "b", new: "2" } },
    [
      '! proof changes from "require" to "warn": deployments go on, with a warning, when GuardDuty cannot export',
      'tags.team changes from "a" to "b"',
      'tags.old was "1" and is no longer set',
      'tags.new is set to "2"',
    ],
    { ...base, tags: { team: "a", old: "1" } },
  ],
  [
    "a stricter proof",
    { ...base, proof: "warn" },
    [
      'proof changes from "off" to "warn": deployments go on, with a warning, when GuardDuty cannot export',
    ],
    { ...base, proof: "off" },
  ],
  [
    "a delegation",
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, management: { accountId: "999900001111" } },
    },
    ["the management account 999900001111 registers the administrator in each Region"],
  ],
  [
    "a role of another account that may change a locked bucket",
    locked("arn:aws:iam::111122223333:role/one", "arn:aws:iam::999900001111:role/two"),
    [
      '! bucket.breakGlassRoleArns gains "arn:aws:iam::999900001111:role/two": it can change and delete the bucket and the key',
      "bucket policy: statement DenyChanges is changed",
      "key policy: statement DenyChanges is changed",
    ],
    locked("arn:aws:iam::111122223333:role/one"),
  ],
  [
    "a topic of another account",
    { ...base, notificationTopicArn: "arn:aws:sns:us-east-1:999900001111:findings" },
    [
      '! notificationTopicArn changes from "arn:aws:sns:us-east-1:111122223333:findings" to "arn:aws:sns:us-east-1:999900001111:findings": readers get notifications of new findings from that topic',
    ],
    { ...base, notificationTopicArn: "arn:aws:sns:us-east-1:111122223333:findings" },
  ],
  [
    "a topic where there was none",
    { ...base, notificationTopicArn: "arn:aws:sns:us-east-1:111122223333:findings" },
    [
      'notificationTopicArn is set to "arn:aws:sns:us-east-1:111122223333:findings": readers get notifications of new findings from that topic',
    ],
  ],
  [
    "protection plans and providers",
    {
      ...base,
      features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
      providerMode: "perAccount",
    },
    [
      "! protection plan S3_DATA_EVENTS of the administrator account changes from ENABLED to DISABLED: GuardDuty generates no findings of it",
      'providerMode changes from "auto" to "perAccount"',
    ],
    { ...base, features: [{ name: "S3_DATA_EVENTS" }] },
  ],
  [
    "a protection plan that is no longer listed",
    base,
    [
      "protection plan S3_DATA_EVENTS of the administrator account is removed: AWS keeps it ENABLED, and the stack no longer sets it",
    ],
    { ...base, features: [{ name: "S3_DATA_EVENTS" }] },
  ],
  [
    "the detector of the management account, which is no longer set up",
    { ...base, organization: MANAGED },
    [
      "! organization.management.detector changes from true to false: the detectors of the management account stay, and the stack no longer manages them",
    ],
    {
      ...base,
      organization: { ...MANAGED, management: { ...MANAGED.management, detector: true } },
    },
  ],
  [
    "another bucket of access logs",
    { ...base, bucket: { ...base.bucket, accessLogs: { bucketName: "new-logs" } } },
    [
      '! bucket.accessLogs.bucketName changes from "old-logs" to "new-logs": S3 writes the access logs of the bucket there',
    ],
    { ...base, bucket: { ...base.bucket, accessLogs: { bucketName: "old-logs" } } },
  ],
  [
    "a protection plan of new members alone",
    membersWith({ name: "S3_DATA_EVENTS", autoEnable: "NEW" }),
    [
      "! protection plan S3_DATA_EVENTS of the members changes from ALL to NEW: GuardDuty enables it in accounts that join from now on",
    ],
    membersWith({ name: "S3_DATA_EVENTS", autoEnable: "ALL" }),
  ],
  [
    "a protection plan of all members",
    membersWith({ name: "S3_DATA_EVENTS", autoEnable: "ALL" }),
    [
      "protection plan S3_DATA_EVENTS of the members changes from NEW to ALL: GuardDuty enables it in every account",
    ],
    membersWith({ name: "S3_DATA_EVENTS", autoEnable: "NEW" }),
  ],
  [
    "a protection plan that is listed from now on, and one that is disabled",
    {
      ...base,
      features: [
        { name: "LAMBDA_NETWORK_LOGS", regions: ["us-east-1"] },
        { name: "S3_DATA_EVENTS", status: "DISABLED" },
      ],
    },
    [
      "! protection plan S3_DATA_EVENTS of the administrator account is set to DISABLED: GuardDuty generates no findings of it",
      "protection plan LAMBDA_NETWORK_LOGS of the administrator account is set to ENABLED in us-east-1: GuardDuty adds its findings",
    ],
  ],
  [
    "a protection plan of one member",
    memberWith([{ name: "S3_DATA_EVENTS", excludeRegions: ["eu-west-1"] }]),
    [
      "protection plan S3_DATA_EVENTS of member 777788889999 is set to ENABLED outside eu-west-1: GuardDuty adds its findings",
    ],
    memberWith([]),
  ],
  [
    "a protection plan in fewer Regions",
    { ...base, features: [{ name: "S3_DATA_EVENTS", excludeRegions: ["eu-west-1"] }] },
    [
      '! features.S3_DATA_EVENTS.excludeRegions was not set; now it has "eu-west-1": AWS keeps the plan there as it is',
    ],
    { ...base, features: [{ name: "S3_DATA_EVENTS" }] },
  ],
  [
    "a shorter deletion window of the key",
    { ...base, key: { deletionWindowInDays: 7 } },
    ["! key.deletionWindowInDays changes from 30 to 7"],
  ],
];

/** What the command finds by comparing stack files: test/cli/against.test.ts, and ./filters.test.ts. */
const OF_STACKS = [
  ...["stackAdded", "projectRenamed", "roleChanged"],
  ...["adoptedPolicyChanged", "adoptedPolicyNotCompared", "surroundingsChanged", "programChanged"],
  ...["givenPolicyChanged", "givenPolicyNotCompared"],
  ...["addOnAdded", "addOnMoved", "addOnRemoved", "addOnPolicyChanged", "listEntriesChanged"],
  ...["scannedBucketAdded", "scannedBucketRemoved"],
  ...["readerIdentityChanged", "queuePolicyWriterChanged", "addOnEncryptionChanged"],
  ...["resourcesAdded", "resourcesRemoved"],
  ...["filterAdded", "filterRemoved", "suppressionWidened"],
];

function memberChange(): Change[] {
  const member = (args: MemberDetectorsArgs) => {
    const { settings } = readMemberArgs(args);
    return { name: "member", args, plan: planMemberDetectors("member", settings!) };
  };
  return memberChanges(
    member({ regions: ["us-east-1", "eu-west-1"] }),
    member({
      regions: ["eu-west-1", "eu-west-2", "eu-west-3"],
      existing: { "eu-west-3": { detectorId: DETECTOR } },
      account: { accountId: "222233334444" },
    }),
  );
}

/** To another account, with its detector adopted no longer. */
function movedMember(): Change[] {
  const member = (args: MemberDetectorsArgs) => {
    const { settings } = readMemberArgs(args);
    return { name: "member", args, plan: planMemberDetectors("member", settings!) };
  };
  return memberChanges(
    member({
      regions: ["us-east-1"],
      existing: { "us-east-1": { detectorId: DETECTOR } },
      account: { accountId: "222233334444" },
    }),
    member({ regions: ["us-east-1"], account: { accountId: "333344445555" } }),
  );
}

describe("What a change of an export does", () => {
  for (const [what, to, expected, from = base] of cases) {
    it(`includes ${what}`, () => {
      expect(printed(exportChanges(named(from), named(to)))).to.deep.equal(expected);
    });
  }

  it("has every change, and risk only where it is registered", () => {
    const found = [
      ...cases.flatMap(([, to, , from = base]) => exportChanges(named(from), named(to))),
      ...exportChanges(named(base), named(base, "acme")),
      ...memberChange(),
      ...movedMember(),
    ];
    const risks = (id: keyof typeof CHANGES) => [
      ...new Set(found.filter((one) => one.id === id).map(({ risk }) => risk)),
    ];
    const expected = { always: [true], sometimes: [false, true], never: [false] };
    for (const [id, level] of Object.entries(CHANGES)) {
      if (OF_STACKS.includes(id)) continue;
      expect(risks(id as keyof typeof CHANGES).sort(), id).to.deep.equal(expected[level]);
    }
  });

  it("includes another name of the component", () => {
    expect(printed(exportChanges(named(base), named(base, "acme")))).to.deep.equal([
      '! the component is renamed from "findings" to "acme": Pulumi creates every resource again, and deletes or retains the old ones as pulumi destroy does',
    ]);
  });
});

describe("What a change of a member's detectors does", () => {
  it("puts findings at risk where the administrator changes, or no longer gets the findings", () => {
    const member = (args: object) => {
      const { settings } = readMemberArgs(args);
      return { name: "member", args, plan: planMemberDetectors("member", settings!) };
    };
    const from = { regions: ["us-east-1"], administratorAccountId: "111122223333" };
    const changes = memberChanges(
      member({ ...from, acceptInvitation: true }),
      member({ ...from, administratorAccountId: "999900001111" }),
    );
    expect(printed(changes)).to.deep.equal([
      '! administratorAccountId changes from "111122223333" to "999900001111": with acceptInvitation, the account leaves its former administrator, which no longer exports its findings',
      "! acceptInvitation changes from true to false: the account leaves the administrator, which no longer exports its findings",
    ]);
  });

  it("includes another account as refused, and a detector that is adopted no longer as kept", () => {
    expect(printed(movedMember())).to.deep.equal([
      "! the account of the stack changes from 222233334444 to 333344445555: detectors do not move between accounts, and Pulumi refuses the deployment; deploy another stack for 333344445555",
      `us-east-1: detector ${DETECTOR} is removed from existing: pulumi destroy still keeps it`,
    ]);
  });

  it("includes Regions and everything else", () => {
    expect(printed(memberChange())).to.deep.equal([
      "! us-east-1 is removed: its detector stays, and the stack no longer manages it",
      "eu-west-2 is added: a detector is created",
      `eu-west-3 is added: detector ${DETECTOR} is adopted`,
      'account.accountId is set to "222233334444"',
    ]);
  });
});
