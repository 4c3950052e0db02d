import type { ExportSettings } from "../../rules/args";
import { readArgs } from "../../rules/args";
import { planExport, resolvePolicies } from "../../rules/plan";
import { findingsFolder } from "../../rules/policies";
import type { WorldFile } from "../../sandbox/world";
import { worldSchema } from "../../sandbox/world/schema";

export const ADMINISTRATOR = "111122223333";
export const MANAGEMENT = "999900001111";
export const MEMBER = "222233334444";
export const ARCHIVE = "444455556666";
export const KEY_ID = "11111111-2222-3333-4444-555555555555";

const idOf = (kind: string, index: number) =>
  kind + index.toString(16).padStart(32 - kind.length, "0");
export const detectorId = (index: number) => idOf("d", index);
export const destinationId = (index: number) => idOf("e", index);

/** Arguments of the stack `prod`, as the config has them. */
export type Args = { [argument: string]: unknown };

/** A stack's files: the project's, and the arguments as JSON. */
export function stackFiles(args: Args, stack = "prod"): { [file: string]: string } {
  const config = Object.entries(args).map(([key, value]) => [`guardduty-export:${key}`, value]);
  return {
    "Pulumi.yaml": "name: guardduty-export\nruntime: nodejs\n",
    [`Pulumi.${stack}.yaml`]: JSON.stringify({ config: Object.fromEntries(config) }),
  };
}

/** Where the world has its evidence. */
export interface Evidence {
  bucketName: string;
  keyArn: string;
}

/** The settings of a bucket that the stack created, as S3's API has them. */
function createdSettings(bucket: ExportSettings["bucket"], keyArn: string) {
  const { objectLock, retentionDays, noncurrentVersionDays, prefix } = bucket;
  const rule = (ID: string, Prefix: string, more: object) => ({
    ...{ ID, Status: "Enabled", Filter: { Prefix } },
    ...more,
  });
  return {
    versioning: "Enabled" as const,
    encryption: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
          BucketKeyEnabled: true,
        },
      ],
    },
    lifecycle: {
      Rules: [
        rule("expire-noncurrent-versions", "", {
          NoncurrentVersionExpiration: { NoncurrentDays: noncurrentVersionDays },
        }),
        ...(retentionDays === undefined
          ? []
          : [
              rule("expire-findings", findingsFolder(prefix), {
                Expiration: { Days: retentionDays },
              }),
            ]),
      ],
    },
    ...(objectLock && {
      objectLock: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: objectLock.mode, Days: objectLock.days } },
      },
    }),
  };
}

/** The export of the stack `prod` as its deployment would have left it: healthy, with a finding of every Region. */
export function deployedWorld(args: Args): WorldFile & Evidence {
  const settings = readArgs("findings", args).settings;
  if (settings === undefined) throw new Error("bad arguments of a test");
  const owner = { project: "guardduty-export", stack: "prod", component: "findings" };
  const plan = planExport({ owner, settings });
  const {
    regions,
    bucket,
    key,
    homeRegion,
    findingPublishingFrequency,
    members,
    management,
    features,
  } = settings;
  const bucketAccount = bucket.account?.accountId ?? ADMINISTRATOR;
  const keyAccount = key.account?.accountId ?? bucketAccount;
  const bucketName = bucket.existing?.name ?? bucket.name ?? `${bucket.namePrefix}-0a1b2c3d`;
  const keyArn = key.existing?.arn ?? `arn:aws:kms:${homeRegion}:${keyAccount}:key/${KEY_ID}`;
  const sources = regions.map((region, index) => ({
    accountId: ADMINISTRATOR,
    region,
    detectorId: detectorId(index),
  }));
  const theirs = { Version: "2012-10-17", Statement: [] };
  const root = rootStatement(keyAccount);
  const policies = resolvePolicies(
    plan,
    { sources, bucketName, keyArn },
    { bucket: theirs, key: { Version: "2012-10-17", Statement: [root] } },
  );
  const now = Date.now();
  const today = new Date(now).toISOString().slice(0, 10).replaceAll("-", "/");
  const folder = `${bucket.prefix && `${bucket.prefix}/`}AWSLogs/`;
  const finding = (region: string) =>
    `${folder}${ADMINISTRATOR}/GuardDuty/${region}/${today}/${KEY_ID}.jsonl.gz`;
  const written = { lastModified: new Date(now - 60_000).toISOString(), size: 100 };
  const destinationArn = `arn:aws:s3:::${bucketName}${bucket.prefix && `/${bucket.prefix}`}`;
  const accounts = [ADMINISTRATOR, MANAGEMENT, MEMBER, ARCHIVE];
  const world: WorldFile = {
    caller: ADMINISTRATOR,
    accounts: Object.fromEntries(
      accounts.map((id) => [
        id,
        { name: NAMES[id], optedIn: regions, roles: [`arn:aws:iam::${id}:role/look`] },
      ]),
    ),
    ...(management && {
      organization: {
        management: MANAGEMENT,
        members: [ADMINISTRATOR, MEMBER, ARCHIVE],
        serviceAccess: ["guardduty.amazonaws.com"],
        delegatedAdministrators: { [ADMINISTRATOR]: ["guardduty.amazonaws.com"] },
        guardDutyAdministrators: Object.fromEntries(
          regions.map((region) => [region, ADMINISTRATOR]),
        ),
      },
    }),
    buckets: {
      [bucketName]: {
        account: bucketAccount,
        region: homeRegion,
        policy: { ...policies.bucket.document },
        ...(bucket.existing ? {} : createdSettings(bucket, keyArn)),
        objects: {
          [folder]: {},
          ...Object.fromEntries(regions.map((region) => [finding(region), written])),
        },
      },
    },
    keys: { [keyArn]: { policy: { ...policies.key.document } } },
    detectors: Object.fromEntries([
      ...(management ? regions.flatMap(membersDetectors) : []),
      ...regions.map((region, index) => [
        `${ADMINISTRATOR}/${region}`,
        {
          id: detectorId(index),
          findingPublishingFrequency,
          destinations: {
            [destinationId(index)]: {
              ...{ destinationArn, kmsKeyArn: keyArn, expectedBucketOwner: bucketAccount },
            },
          },
          features: Object.fromEntries(
            features.map(({ name, status }) => [name, { status, additional: {} }]),
          ),
          ...(management && {
            members: Object.fromEntries(
              [MANAGEMENT, MEMBER, ARCHIVE].map((id) => [
                id,
                { relationshipStatus: "Enabled", viaOrganization: true },
              ]),
            ),
            organizationConfiguration: {
              autoEnableOrganizationMembers: members.autoEnable ?? "NONE",
            },
          }),
        },
      ]),
    ]),
  };
  worldSchema.parse(world);
  return { ...world, bucketName, keyArn };
}

/** Those of the organization's other accounts in a Region. */
function membersDetectors(region: string, index: number) {
  return [MANAGEMENT, MEMBER, ARCHIVE].map((accountId, at) => [
    `${accountId}/${region}`,
    { id: `${at + 1}${detectorId(index).slice(1)}` },
  ]);
}

const NAMES: { [accountId: string]: string } = {
  [ADMINISTRATOR]: "security",
  [MANAGEMENT]: "management",
  [MEMBER]: "payments",
  [ARCHIVE]: "log-archive",
};

export function rootStatement(accountId: string) {
  return {
    Sid: "Root",
    Effect: "Allow" as const,
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}
