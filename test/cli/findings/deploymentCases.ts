import type { WrittenPolicy } from "../../../rules/adoption";
import { changeSinceRead } from "../../../rules/adoption";
import type { BucketOwnerNotVerified } from "../../../rules/bucketOwner";
import { formerEvidence } from "../../../rules/formerEvidence";
import {
  destinationWarnings,
  ownerEventWarnings,
  regionEventWarnings,
} from "../../../rules/health";
import { callFailed } from "../../../rules/health/callErrors";
import type { PolicyDocument } from "../../../rules/policyDocument";
import type { DeploymentWarning } from "../../../rules/texts/deploymentWarnings";
import { deploymentWarningText } from "../../../rules/texts/deploymentWarnings";
import type { FixCase } from "./fixCase";

const ACCOUNT = "111122223333";
const REGIONS = ["us-east-1", "me-south-1"];
const keyOf = (accountId: string) => `arn:aws:kms:us-east-1:${accountId}:key/1`;
const inputs = (bucket: string) => ({
  destinationArn: `arn:aws:s3:::${bucket}/guardduty`,
  kmsKeyArn: keyOf(ACCOUNT),
});

const ownerOf = (cause?: BucketOwnerNotVerified["cause"]): BucketOwnerNotVerified => ({
  id: "bucketOwnerNotVerified",
  severity: cause === undefined ? "warning" : "error",
  ...{ region: "us-east-1", detectorId: "1".repeat(32), destinationId: "2".repeat(32) },
  ...{ bucketOwnerId: ACCOUNT, ...(cause && { cause }) },
});

const listOwnerOf = (severity: "error" | "warning"): DeploymentWarning => ({
  ...{ id: "listOwnerNotVerified", severity, kind: "IPSet", region: "us-east-1" },
  ...{ detectorId: "1".repeat(32), listId: "2".repeat(32), accountId: ACCOUNT },
  cause: callFailed({ name: "AccessDenied", message: "no" }, ["guardduty:UpdateIPSet"]),
});

const ownerNotChecked = (kind: "destination" | "IPSet"): DeploymentWarning => ({
  ...{ id: "ownerNotChecked", severity: "warning" },
  of: { kind, id: "2".repeat(32), region: "us-east-1" },
  cause: callFailed({ name: "AccessDenied", message: "no" }, [
    kind === "IPSet" ? "guardduty:GetIPSet" : "guardduty:DescribePublishingDestination",
  ]),
});

const POLICY: WrittenPolicy = { holder: "bucket", name: "acme-logs" };
const statement = (Sid: string) => ({ Sid, Effect: "Deny" as const, Principal: "*" as const });
const [theirs, added] = [{ Statement: [statement("A")] }, { Statement: [statement("B")] }];
const changed = (read: PolicyDocument, now: PolicyDocument): DeploymentWarning[] => {
  const change = changeSinceRead(read, now);
  return change === undefined
    ? []
    : [{ id: "policyChangedSinceRead", severity: "error", ...POLICY, ...change }];
};
const denied = callFailed({ name: "AccessDenied", message: "no" }, ["s3:GetBucketPolicy"]);

/** What is warned of, and once its fix was made. */
const CASES: {
  what: string;
  before: DeploymentWarning[];
  after: DeploymentWarning[];
  says: string;
}[] = [
  {
    what: "a Region without a destination",
    before: destinationWarnings(REGIONS, { "us-east-1": "1" }),
    says: "then run pulumi up",
    after: destinationWarnings(REGIONS, { "us-east-1": "1", "me-south-1": "2" }),
  },
  {
    what: "a bucket and key in another account",
    before: ownerEventWarnings(keyOf("444455556666"), ACCOUNT),
    says: `move the bucket and the key to account ${ACCOUNT}`,
    after: ownerEventWarnings(keyOf(ACCOUNT), ACCOUNT),
  },
  {
    what: "two Regions of GovCloud",
    before: regionEventWarnings("us-gov-west-1", ["us-gov-west-1", "us-gov-east-1"]),
    says: "for each Region",
    after: [
      ...regionEventWarnings("us-gov-west-1", ["us-gov-west-1"]),
      ...regionEventWarnings("us-gov-east-1", ["us-gov-east-1"]),
    ],
  },
  {
    what: "destinations that move to another bucket",
    before: formerEvidence("Prefix", inputs("old"), inputs("new")),
    says: "run guardduty-export detach --former-bucket old",
    after: formerEvidence("Prefix", inputs("new"), inputs("new")),
  },
  {
    what: "the provider of a program",
    before: [ownerOf()],
    says: `run aws guardduty update-publishing-destination --region us-east-1 --detector-id ${"1".repeat(32)} --destination-id ${"2".repeat(32)} --destination-properties ExpectedBucketOwner=${ACCOUNT}`,
    after: [],
  },
  {
    what: "a role that may not set it",
    before: [
      ownerOf(
        callFailed({ name: "AccessDenied", message: "no" }, [
          "guardduty:UpdatePublishingDestination",
        ]),
      ),
    ],
    says: "Allow guardduty:UpdatePublishingDestination for this identity",
    after: [],
  },
  {
    what: "a list of a program that gives no credentials",
    before: [listOwnerOf("warning")],
    says: `run aws guardduty update-ip-set --ip-set-id ${"2".repeat(32)} --detector-id ${"1".repeat(32)} --region us-east-1 --expected-bucket-owner ${ACCOUNT}`,
    after: [],
  },
  {
    what: "a role that may not set the owner of a list",
    before: [listOwnerOf("error")],
    says: "Allow guardduty:UpdateIPSet for this identity",
    after: [],
  },
  {
    what: "a role that may not read the owner of a destination",
    before: [ownerNotChecked("destination")],
    says: "Allow guardduty:DescribePublishingDestination for this identity",
    after: [],
  },
  {
    what: "a role that may not read the owner of a list",
    before: [ownerNotChecked("IPSet")],
    says: "Allow guardduty:GetIPSet for this identity",
    after: [],
  },
  {
    what: "a key whose rotation was refused twice",
    before: [
      {
        ...{ id: "creationNotCompleted", severity: "error", kind: "key", resource: "1" },
        cause: callFailed({ name: "AccessDenied", message: "no" }, ["kms:EnableKeyRotation"]),
      },
    ],
    says: "Allow kms:EnableKeyRotation for this identity",
    after: [],
  },
  {
    what: "a policy that changed since it was read",
    before: changed(theirs, added),
    says: "run pulumi up again, which merges with the policy as it is now",
    after: changed(added, added),
  },
  {
    what: "a write of another deployment just after this one",
    before: [{ id: "ownStatementsRestored", severity: "warning", ...POLICY }],
    says: "one after the other",
    after: [],
  },
  {
    what: "a write of another deployment that removed statements from others",
    before: [
      {
        id: "statementsLost",
        severity: "error",
        ...POLICY,
        lost: [statement("A")],
        restored: true,
      },
    ],
    says: "add them to the policy",
    after: [],
  },
  {
    what: "other deployments that keep writing",
    before: [
      {
        id: "statementsLost",
        severity: "error",
        ...POLICY,
        lost: [statement("A")],
        restored: false,
      },
    ],
    says: "run pulumi up again when no other deployment writes the policy",
    after: [],
  },
  {
    what: "a provider of the program, and a policy that others write",
    before: [{ id: "writersNotChecked", severity: "warning", ...POLICY }],
    says: "one after the other",
    after: [],
  },
  {
    what: "an identity that may not read the policy again",
    before: [{ id: "writersNotChecked", severity: "error", ...POLICY, cause: denied }],
    says: "Allow s3:GetBucketPolicy for this identity",
    after: [],
  },
];

export const deploymentCases: FixCase[] = CASES.map(({ what, before, after, says }) => ({
  id: before[0]!.id,
  what,
  says,
  run: () => ({
    before: before.map(({ id }) => id),
    fix: before.map((one) => deploymentWarningText(one).split(". Fix: ")[1]).join(),
    after: after.map(({ id }) => id),
  }),
}));
