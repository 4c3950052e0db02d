import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { WorldFile } from "../../sandbox/world";
import type { Args } from "../../testing/live/world";
import { deployedWorld } from "../../testing/live/world";
import { exampleWorld } from "../../testing/cloudStack";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
} from "../../testing/logArchive";
import { documents } from "./markdown";
import type { Situation } from "./terminal";

const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";
const DESTINATION = "0f98765e43d2cb109af8e765d43cba21";
const ACCOUNT = "111122223333";
const STACK_FILE = "stacks/Pulumi.prod.yaml";

const acting = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
/** An organization's stack that is deployed. */
const DEPLOYED: Args = {
  regions: ["us-east-1", "me-south-1"],
  findingPublishingFrequency: "FIFTEEN_MINUTES",
  organization: {
    administrator: acting(ACCOUNT),
    management: acting("999900001111"),
    members: { autoEnable: "ALL" },
  },
  bucket: { prefix: "guardduty", account: acting("444455556666") },
};

/** Another stack's config, which adopts a bucket, and what its policy may be. */
const ADOPTED = {
  "adopted.yaml": JSON.stringify({
    regions: ["us-east-1", "me-south-1"],
    organization: { administrator: { accountId: ACCOUNT } },
    bucket: { existing: { name: BUCKET } },
    key: { existing: { arn: KEY_ARN } },
  }),
  "key-policy.json": JSON.stringify(keyPolicyOfOthers),
  "only-our-trail.json": bucketPolicyWith({
    Sid: "OnlyOurTrail",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${BUCKET}/*`,
    Condition: {
      StringNotEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" },
    },
  }),
  "any-guardduty.json": bucketPolicyWith({
    Sid: "AnyGuardDuty",
    Effect: "Allow",
    Principal: { Service: "guardduty.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${BUCKET}/*`,
  }),
};

/** How a reader deploys a stack. */
const DEPLOY = [
  "pulumi stack init prod",
  "pulumi config set --path 'regions[0]' us-east-1",
  "pulumi up",
];

/** How an incident's stack was configured. */
const TWO_REGIONS = [
  "pulumi stack init prod",
  "pulumi config set --path 'regions[0]' us-east-1",
  "pulumi config set --path 'regions[1]' eu-west-1",
];

/** An option of the AWS CLI with an id of the deployed stack in us-east-1. */
const idOf = (what: "detector" | "destination") =>
  `--${what}-id "$(pulumi stack output ${what}Ids --json | jq -r '."us-east-1"')"`;

/** A statement that stops GuardDuty, in the policy of the stack's bucket. */
const DENY_ADDED = [
  'BUCKET="$(pulumi stack output bucketName)"',
  `aws s3api get-bucket-policy --bucket "$BUCKET" --query Policy --output text | jq --arg objects "arn:aws:s3:::$BUCKET/*" '.Statement += [{Sid: "OnlyOurTrail", Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: $objects, Condition: {StringNotEquals: {"aws:PrincipalServiceName": "cloudtrail.amazonaws.com"}}}]' > changed.json`,
  'aws s3api put-bucket-policy --bucket "$BUCKET" --policy file://changed.json',
];

/** What the reader of a document has; of one that is not named, an account without anything in it. */
export function situationOf(file: string): Situation {
  return (SITUATIONS[file] ?? empty)(file);
}

const SITUATIONS: { [file: string]: (file: string) => Situation } = {
  "docs/getting-started.md": (file) => ({
    world: withRole(exampleWorld()),
    project: "installed",
    files: { "Pulumi.yaml": blockOf(file, "name: guardduty-export") },
  }),
  "docs/adopting.md": (file) => ({
    world: inUse(),
    files: {
      [STACK_FILE]: firstConfig(file),
      // What the AWS CLI prints, where there is none.
      "bucket-policy.json": JSON.stringify({ Policy: JSON.stringify(bucketPolicyOfOthers) }),
      "key-policy.json": JSON.stringify({ Policy: JSON.stringify(keyPolicyOfOthers) }),
    },
  }),
  "docs/command.md": () => {
    const { files, ...rest } = deployed();
    const args = { "args.yaml": blockOf("docs/command.md", "regions: [us-east-1, eu-west-1]") };
    return { ...rest, files: { ...files, ...ADOPTED, ...args } };
  },
  "docs/destroy.md": () => ({ world: exampleWorld(), before: [...TWO_REGIONS, "pulumi up"] }),
  "docs/migrating.md": () => ({ world: exported() }),
  "docs/organizations.md": () => ({
    ...deployed(),
    env: { AWS_ACCESS_KEY_ID: "AKIA999900001111DEMO" },
  }),
  "docs/sandbox.md": deployed,
  "docs/sentinel.md": () => ({ ...empty(), before: DEPLOY }),
  "docs/upgrading.md": () => ({ ...empty(), before: DEPLOY }),
  "docs/pull-requests.md": deployed,
  "docs/playbooks/findings-stopped.md": () => ({
    world: exampleWorld(),
    before: [
      ...TWO_REGIONS,
      "pulumi config set notifications true",
      "pulumi config set --path 'readers.siem.role.principalArns[0]' arn:aws:iam::111122223333:root",
      "pulumi up",
      'aws kms disable-key --key-id "$(pulumi stack output keyArn)"',
    ],
  }),
  "docs/playbooks/policy-changed.md": () => ({
    world: exampleWorld(),
    before: [...TWO_REGIONS, "pulumi up", ...DENY_ADDED],
  }),
  "docs/playbooks/restore-a-destination.md": () => ({
    world: exampleWorld(),
    before: [
      ...TWO_REGIONS,
      "pulumi up",
      `aws guardduty delete-publishing-destination ${idOf("detector")} ${idOf("destination")}`,
    ],
  }),
  "docs/playbooks/move-the-bucket.md": () => ({
    world: logArchive(),
    before: [
      "pulumi stack init prod",
      "pulumi config set --path 'regions[0]' us-east-1",
      "pulumi config set --path 'regions[1]' me-south-1",
      "pulumi up",
    ],
  }),
  "docs/playbooks/rotate-a-readers-key.md": () => ({
    world: exampleWorld(),
    before: [
      ...TWO_REGIONS,
      "pulumi config set notifications true",
      "pulumi config set --path readers.legacy.accessKey.acknowledgeLongLivedKey true",
      "pulumi up",
    ],
  }),
  "docs/chronicle.md": () => ({
    world: { ...exampleWorld(), detectors: { [`${ACCOUNT}/us-east-1`]: { id: DETECTOR } } },
  }),
};

function empty(): Situation {
  return { world: exampleWorld() };
}

function deployed(): Situation {
  const config = Object.entries(DEPLOYED).map(([key, value]) => [`guardduty-export:${key}`, value]);
  const { bucketName: _, keyArn: __, ...world } = deployedWorld(DEPLOYED);
  return {
    world: withRole(world),
    files: { [STACK_FILE]: JSON.stringify({ config: Object.fromEntries(config) }) },
  };
}

/** The world of docs/adopting.md. */
function inUse(): WorldFile {
  const destinationArn = "arn:aws:s3:::acme-old-findings";
  return {
    ...logArchive(),
    detectors: {
      [`${ACCOUNT}/us-east-1`]: {
        id: DETECTOR,
        destinations: { [DESTINATION]: { destinationArn, kmsKeyArn: KEY_ARN } },
      },
      [`${ACCOUNT}/me-south-1`]: { id: "2".repeat(32), status: "DISABLED" },
    },
  };
}

/** A log archive to which another tool exports the findings of two Regions. */
function exported(): WorldFile {
  const destination = { destinationArn: `arn:aws:s3:::${BUCKET}`, kmsKeyArn: KEY_ARN };
  const detector = (digit: string) => ({
    id: digit.repeat(32),
    destinations: { [digit.repeat(31) + "0"]: destination },
  });
  return {
    ...logArchive(),
    detectors: {
      [`${ACCOUNT}/us-east-1`]: detector("1"),
      [`${ACCOUNT}/me-south-1`]: detector("2"),
    },
  };
}

/** The policy of the adopted bucket with a statement more, in a file. */
function bucketPolicyWith(statement: PolicyStatement): string {
  const { Statement, ...rest } = bucketPolicyOfOthers;
  return JSON.stringify({ ...rest, Statement: [...listOf(Statement), statement] });
}

/** The role that a reader has made to deploy with. */
function withRole(world: WorldFile): WorldFile {
  const trust = { Version: "2012-10-17", Statement: [] };
  return {
    ...world,
    roles: { [`arn:aws:iam::${ACCOUNT}:role/guardduty-export`]: { assumeRolePolicy: trust } },
  };
}

/** The config that a document says first. */
const firstConfig = (file: string) => blockOf(file, "config:");

/** The first YAML of a document that starts so. */
function blockOf(file: string, start: string): string {
  const { blocks } = documents().find((one) => one.file === file)!;
  return blocks.find(({ language, text }) => language === "yaml" && text.startsWith(start))!.text;
}
