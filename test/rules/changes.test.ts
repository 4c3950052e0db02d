import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { MemberDetectorsArgs } from "../../components/members/args";
import { readArgs, readMemberArgs } from "../../rules/args";
import type { Change } from "../../rules/changes";
import { exportChanges, memberChanges } from "../../rules/changes";
import { planExport, planMemberDetectors } from "../../rules/plan";

const ADMINISTRATOR = { accountId: "111122223333" };
const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";
const DESTINATION = "0123456789abcdef0123456789abcdef";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const base: GuardDutyExportArgs = {
  regions: ["us-east-1", "eu-west-1"],
  organization: { administrator: ADMINISTRATOR },
  bucket: { name: "acme", retentionDays: 100 },
};

function named(args: GuardDutyExportArgs, name = "findings") {
  const { settings, problems } = readArgs(name, args);
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return {
    name,
    plan: planExport({ owner: { project: "p", stack: "s", component: name }, settings }),
  };
}

const printed = (changes: Change[]) =>
  changes.map(({ risk, text }) => `${risk ? "! " : ""}${text}`);
const statementsChanged = [
  "bucket policy: statements GetBucketLocation, PutObject, DenyOtherKeys are changed",
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
      "me-south-1 is added: a detector is made, a destination is made",
      "principal guardduty.me-south-1.amazonaws.com may write to the bucket and use the key",
      "bucket policy: statements GetBucketLocation, PutObject, DenyUnencrypted, DenyOtherKeys are changed",
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
      "! eu-west-1 is removed, and its findings are no longer exported: its destination is deleted, its detector is deleted with the findings it holds",
      ...statementsChanged,
    ],
  ],
  [
    "a Region less, of what was there before",
    { ...base, regions: ["us-east-1"] },
    [
      "! eu-west-1 is removed, and its findings are no longer exported: its destination stays, its detector stays",
      ...statementsChanged,
    ],
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR, destinationId: DESTINATION } } },
  ],
  [
    "the frequency",
    { ...base, findingPublishingFrequency: "ONE_HOUR" },
    ["findingPublishingFrequency changes from SIX_HOURS to ONE_HOUR"],
  ],
  [
    "a prefix",
    { ...base, bucket: { ...base.bucket, prefix: "gd" } },
    [
      "every destination is redirected from s3://acme/AWSLogs/ to s3://acme/gd/AWSLogs/; earlier findings are not moved",
      "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
    ],
  ],
  [
    "the bucket's name",
    { ...base, bucket: { ...base.bucket, name: "acme2" } },
    [
      "! the bucket is replaced, as its name changes from acme to acme2: destinations are redirected to the new one, and the old one stays with its findings, outside of the stack",
      "every destination is redirected from s3://acme/AWSLogs/ to s3://acme2/AWSLogs/; earlier findings are not moved",
      "bucket policy: statements GetBucketLocation, PutObject, DenyUnencrypted, DenyOtherKeys, DenyInsecureTransport are changed",
    ],
  ],
  [
    "the home Region of what is deleted with its stack",
    { ...base, homeRegion: "eu-west-1", onDestroy: "delete" },
    [
      "! the bucket is replaced, as its Region changes from us-east-1 to eu-west-1: destinations are redirected to the new one, and the old one is emptied and DELETED, with every finding in it",
      "! the key is replaced, as its Region changes from us-east-1 to eu-west-1: the old key is DELETED after 30 days, and what is encrypted under it can never be read again",
      "bucket policy: statement DenyOtherKeys is changed",
    ],
    { ...base, onDestroy: "delete" },
  ],
  [
    "Object Lock on a bucket without",
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "GOVERNANCE", days: 9 } } },
    [
      "! the bucket is replaced, as Object Lock is added, which only a new bucket can have: destinations are redirected to the new one, and the old one stays with its findings, outside of the stack",
    ],
  ],
  [
    "a weaker Object Lock",
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "GOVERNANCE", days: 9 } } },
    ["! new findings are locked for 9 days (GOVERNANCE) instead of 9 (COMPLIANCE)"],
    { ...base, bucket: { ...base.bucket, objectLock: { mode: "COMPLIANCE", days: 9 } } },
  ],
  [
    "a shorter retention",
    { ...base, bucket: { ...base.bucket, retentionDays: 90, noncurrentVersionDays: 40 } },
    [
      "! findings expire after 90 days instead of after 100 days: S3 deletes the older ones, which were to stay",
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
      "! pulumi destroy, and what replaces the bucket or the key, will DELETE every finding and the key",
    ],
  ],
  [
    "another administrator",
    { ...base, organization: { administrator: { accountId: "999900001111" } } },
    [
      "! the bucket is replaced, as its account changes from 111122223333 to 999900001111: destinations are redirected to the new one, and the old one stays with its findings, outside of the stack",
      "! the key is replaced, as its account changes from 111122223333 to 999900001111: the old key stays, and with it earlier findings can be read",
      "! the administrator account changes from 111122223333 to 999900001111: no detector moves between accounts, so the deployment is refused; give 999900001111 a stack of its own",
      "bucket policy: statements GetBucketLocation, PutObject, DenyUnencrypted, DenyOtherKeys are changed",
      "key policy: statements AccountAdministration, GenerateDataKey are changed",
    ],
  ],
  [
    "an adopted key instead of a made one",
    { ...base, key: { existing: { arn: KEY } } },
    [
      `! the key is replaced, as ${KEY} is adopted instead: the old key stays, and with it earlier findings can be read`,
      "bucket policy: statement DenyOtherKeys is changed",
      "key policy: statement AccountAdministration is removed",
      "key.existing.policy is set to merge",
      "key.existing.detach is set to false",
    ],
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
      "! account 222233334444 is removed from the members: its findings are no longer exported",
      "! auto-enable of members changes to NONE from ALL: not every account of the organization exports",
      "account 444455556666 becomes a member: its findings are exported too",
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
      "! the delegation ends in each Region: the organization's accounts leave the administrator, and their findings are no longer exported",
      "management.accountId was 999900001111 and is no longer set",
      "management.detector was false and is no longer set",
      "management.delegated was false and is no longer set",
    ],
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, management: { accountId: "999900001111" } },
    },
  ],
  [
    "another management account",
    {
      ...base,
      organization: { administrator: ADMINISTRATOR, management: { accountId: "555566667777" } },
    },
    [
      "! the management account changes from 999900001111 to 555566667777: delegation and members do not move between organizations, so the deployment is refused; remove organization.management first, and the findings of the accounts of the organization of 999900001111 are no longer exported",
      "management.accountId changes from 999900001111 to 555566667777",
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
      `! eu-west-1: detector ${DETECTOR} is no longer said to have been there before: it is deleted with the stack`,
      ...statementsChanged,
    ],
    { ...base, existing: { "eu-west-1": { detectorId: DETECTOR } } },
  ],
  [
    "a detachment",
    { ...base, key: { existing: { arn: KEY, detach: true } } },
    [
      "! the export is detached: its destinations are deleted, and no finding is exported",
      "key policy: statement GenerateDataKey is removed",
      "key.existing.detach changes from false to true",
    ],
    { ...base, key: { existing: { arn: KEY } } },
  ],
  [
    "protection plans and providers",
    {
      ...base,
      features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
      providerMode: "perAccount",
    },
    [
      "features.S3_DATA_EVENTS.status changes from ENABLED to DISABLED",
      "providerMode changes from perRegion to perAccount",
    ],
    { ...base, features: [{ name: "S3_DATA_EVENTS" }] },
  ],
];

describe("What a change of an export does", () => {
  for (const [what, to, expected, from = base] of cases) {
    it(`includes ${what}`, () => {
      expect(printed(exportChanges(named(from), named(to)))).to.deep.equal(expected);
    });
  }

  it("includes another name of the component", () => {
    expect(printed(exportChanges(named(base), named(base, "acme")))).to.deep.equal([
      "! the component is renamed from findings to acme: every resource is made anew under its new name, and the old ones go as the stack's destroy would have them go",
    ]);
  });
});

describe("What a change of a member's detectors does", () => {
  const member = (args: MemberDetectorsArgs) => {
    const { settings } = readMemberArgs(args);
    return { name: "member", plan: planMemberDetectors("member", settings!) };
  };

  it("includes Regions and everything else", () => {
    const changes = memberChanges(
      member({ regions: ["us-east-1", "eu-west-1"] }),
      member({ regions: ["eu-west-1", "eu-west-2"], account: { accountId: "222233334444" } }),
    );
    expect(printed(changes)).to.deep.equal([
      "! us-east-1 is removed: its detector stays, unmanaged",
      "eu-west-2 is added: a detector is made",
      "account.accountId is set to 222233334444",
    ]);
  });
});
