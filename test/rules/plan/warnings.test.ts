import { expect } from "chai";

import { readArgs } from "../../../rules/args";
import type { LivePolicies } from "../../../rules/plan";
import { planExport } from "../../../rules/plan";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";
import { planWarningParts } from "../../../rules/texts/planWarnings";

const owner = { project: "security", stack: "prod", component: "findings" };

function warnings(args: object, live?: LivePolicies) {
  const { settings, problems } = readArgs(owner.component, { regions: ["us-east-1"], ...args });
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return planExport({ owner, settings, live }).warnings;
}

const administrator = { accountId: "111122223333" };
const management = { accountId: "999900001111" };
const archive = { account: { accountId: "444455556666" }, prefix: "guardduty" };
const adopted = { bucket: { existing: { name: "acme-logs" } } };
const everywhere = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const ofOthers = (bytes: number): LivePolicies => ({
  bucket: { Version: "2012-10-17", Id: "x".repeat(bytes), Statement: [] },
});
const detector = { detectorId: "1".repeat(32), destinationId: "2".repeat(32) };
const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const assumeRoleArn = "arn:aws:iam::111122223333:role/deploy";

/** Each warning with the fix that its text proposes, applied. */
const CASES: [
  text: string,
  before: Parameters<typeof warnings>,
  fixed: Parameters<typeof warnings>,
][] = [
  [
    "this version does not know the Region eu-east-1 and treats it as an opt-in Region. Fix: correct the name in regions, or upgrade guardduty-export if AWS has this Region",
    [{ regions: ["us-east-1", "eu-east-1"] }],
    [{ regions: ["us-east-1", "eu-west-1"] }],
  ],
  [
    "this version does not know the Region eu-east-1 and treats it as an opt-in Region; whether it has RDS_LOGIN_EVENTS and S3_DATA_EVENTS is not checked. Fix: correct the name in regions, or upgrade guardduty-export if AWS has this Region",
    [
      {
        regions: ["us-east-1", "eu-east-1"],
        features: [
          { name: "RDS_LOGIN_EVENTS" },
          { name: "AI_ANALYST", excludeRegions: ["eu-east-1"] },
        ],
        organization: {
          administrator,
          members: { features: [{ name: "S3_DATA_EVENTS", autoEnable: "NEW" }] },
        },
      },
    ],
    [{ regions: ["us-east-1", "eu-west-1"] }],
  ],
  [
    "AWS does not document whether GuardDuty exports from cn-northwest-1 to cn-north-1 in partition aws-cn. Fix: deploy an export for each Region, with its own bucket and key",
    [{ regions: ["cn-north-1", "cn-northwest-1"] }],
    [{ regions: ["cn-north-1"] }],
  ],
  [
    "the management account is its own delegated administrator, which AWS advises against. Fix: set organization.administrator to another account",
    [{ organization: { administrator, management: administrator } }],
    [{ organization: { administrator, management } }],
  ],
  [
    "GuardDuty looks up the prefix guardduty with the deploying identity, which needs s3:ListBucket and s3:GetObject in the bucket's account. Fix: set organization.administrator.assumeRoleArn, and the export grants that role both actions",
    [{ organization: { administrator }, bucket: archive }],
    [{ organization: { administrator: { ...administrator, assumeRoleArn } }, bucket: archive }],
  ],
  [
    "the bucket policy allows every detector of the exporting accounts: the ARN of each detector does not fit into 20480 bytes. Fix: remove statements from others",
    [{ ...adopted, regions: everywhere, homeRegion: "us-east-1" }, ofOthers(12_000)],
    [{ ...adopted, regions: everywhere, homeRegion: "us-east-1" }, ofOthers(0)],
  ],
  [
    "detach is set: the export has no destinations, and no findings are exported. Fix: remove key.existing.detach",
    [{ key: { existing: { arn: key, detach: true } } }],
    [{ key: { existing: { arn: key } } }],
  ],
  [
    "the existing destinations in us-east-1 are kept, and can no longer write to the bucket. Fix: delete them, and remove their destinationId from existing",
    [{ key: { existing: { arn: key, detach: true } }, existing: { "us-east-1": detector } }],
    [
      {
        key: { existing: { arn: key, detach: true } },
        existing: { "us-east-1": { detectorId: detector.detectorId } },
      },
    ],
  ],
];

const textsOf = (args: Parameters<typeof warnings>) =>
  warnings(...args).map((one) => planWarningParts(one).join(". Fix: "));

describe("A warning of the plan", () => {
  for (const [text, before, fixed] of CASES) {
    it(`goes away with its fix: ${text}`, () => {
      const found = textsOf(before);
      expect(found).to.include(text);
      expect(textsOf(fixed)).not.to.include(text);
    });
  }

  it("is in this table, each one", () => {
    const ids = new Set(CASES.flatMap(([, before]) => warnings(...before)).map(({ id }) => id));
    expect([...ids].sort()).to.deep.equal([
      "crossRegionNotDocumented",
      "destinationsCannotWrite",
      "detached",
      "detectorsNotNamed",
      "lookupNotGranted",
      "managementIsAdministrator",
      "regionNotListed",
    ]);
  });
});
