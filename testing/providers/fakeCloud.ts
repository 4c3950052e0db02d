import { AwsError, Caller, Cloud, Credentials, Members } from "../../sandbox/cloud/contract";

type Handler = (input: Members, caller: Caller) => Members | void | Promise<Members>;

export interface FakeCloud extends Cloud {
  /** Every call made, in order. */
  calls: { operation: string; input: Members; caller: Caller }[];
  credentials: Credentials[];
  /** Operations made since the last look. */
  operations(): string[];
  /** Answers an operation otherwise: for these tests' refusals and waits. */
  override: { [operation: string]: Handler };
}

/** A cloud of a few maps without any rule of its own, so that a test sees the provider alone. */
export function fakeCloud(accountId = "111122223333"): FakeCloud {
  const handlers: { [operation: string]: Handler } = {
    ...guardduty(),
    ...kms(),
    ...s3(),
    "sts:GetCallerIdentity": (_input, caller) => ({
      Account: caller.accountId,
      Arn: caller.arn,
      UserId: "AIDA",
    }),
  };
  let seen = 0;
  const cloud: FakeCloud = {
    calls: [],
    credentials: [],
    override: {},
    operations() {
      const made = cloud.calls.slice(seen).map(({ operation }) => operation);
      seen = cloud.calls.length;
      return made;
    },
    authenticate(credentials) {
      cloud.credentials.push(credentials);
      const id = /\d{12}/.exec(credentials.accessKeyId ?? "")?.[0] ?? accountId;
      const { region } = credentials;
      return { accountId: id, arn: `arn:aws:iam::${id}:root`, region };
    },
    async call(caller, operation, input) {
      cloud.calls.push({ operation, input, caller });
      const handler = cloud.override[operation] ?? handlers[operation];
      if (!handler) throw new AwsError("UnknownOperation", operation, 501);
      return (await handler(input, caller)) ?? {};
    },
  };
  return cloud;
}

export function refuse(code: string, message: string, statusCode = 400): Handler {
  return () => {
    throw new AwsError(code, message, statusCode);
  };
}

export const foreignDetector =
  "The request is rejected because the input detectorId is not owned by the current account.";
export const alreadyExists =
  "The request failed because a publishingDestination already exists with the destinationType value provided in the request.";
export const unknownDestination =
  "The request is rejected because the one or more input parameters have invalid values.";

function guardduty(): { [operation: string]: Handler } {
  const detectors = new Map<string, Members>();
  const destinations = new Map<string, Members>();
  const detector = ({ DetectorId }: Members): Members =>
    detectors.get(DetectorId) ?? refuse("BadRequestException", foreignDetector)({}, caller)!;
  const destination = ({ DestinationId }: Members): Members =>
    destinations.get(DestinationId) ??
    refuse("BadRequestException", unknownDestination)({}, caller)!;
  const tagged = ({ ResourceArn }: Members): Members => {
    const id = String(ResourceArn).split("/").pop() ?? "";
    return (destinations.get(id) ?? detectors.get(id))!["Tags"];
  };
  return {
    "guardduty:CreateDetector": ({ Enable, FindingPublishingFrequency = "SIX_HOURS", Tags }) => {
      const DetectorId = (detectors.size + 1).toString(16).padStart(32, "d");
      const Status = Enable ? "ENABLED" : "DISABLED";
      detectors.set(DetectorId, { Status, FindingPublishingFrequency, Tags: { ...Tags } });
      return { DetectorId };
    },
    "guardduty:GetDetector": detector,
    "guardduty:ListDetectors": () => ({ DetectorIds: [...detectors.keys()] }),
    "guardduty:UpdateDetector": ({ Enable, FindingPublishingFrequency, ...ids }) => {
      const Status = Enable ? "ENABLED" : "DISABLED";
      Object.assign(detector(ids), { Status, FindingPublishingFrequency });
    },
    "guardduty:DeleteDetector": (input) => {
      detector(input);
      detectors.delete(input["DetectorId"]);
    },
    "guardduty:CreatePublishingDestination": (input) => {
      if (destinations.size > 0) return refuse("BadRequestException", alreadyExists)({}, caller);
      const DestinationId = "e".repeat(32);
      const { DestinationType, DestinationProperties, Tags } = input;
      const Status = "PUBLISHING";
      destinations.set(DestinationId, { DestinationType, DestinationProperties, Tags, Status });
      return { DestinationId };
    },
    "guardduty:DescribePublishingDestination": destination,
    "guardduty:UpdatePublishingDestination": (input) => {
      destination(input)["DestinationProperties"] = input["DestinationProperties"];
    },
    "guardduty:DeletePublishingDestination": (input) => {
      destination(input);
      destinations.delete(input["DestinationId"]);
    },
    "guardduty:TagResource": (input) => void Object.assign(tagged(input), input["Tags"]),
    "guardduty:UntagResource": (input) => {
      for (const key of input["TagKeys"]) delete tagged(input)[key];
    },
  };
}

const caller: Caller = { accountId: "", arn: "", region: "" };

function kms(): { [operation: string]: Handler } {
  const keys = new Map<string, Members>();
  const aliases = new Map<string, string>();
  const key = ({ KeyId }: Members): Members =>
    keys.get(String(KeyId).split("/").pop() ?? "") ??
    refuse("NotFoundException", `Key '${KeyId}' does not exist`)({}, caller)!;
  const set =
    (members: (input: Members) => Members): Handler =>
    (input) =>
      void Object.assign(key(input), members(input));
  return {
    "kms:CreateKey": ({ Description = "", KeySpec, KeyUsage, Policy = "{}", Tags = [] }, by) => {
      const KeyId = `0000000${keys.size + 1}-0000-4000-8000-000000000000`;
      const Arn = `arn:aws:kms:${by.region}:${by.accountId}:key/${KeyId}`;
      const KeyMetadata = { KeyId, Arn, Description, KeySpec, KeyUsage, Enabled: true };
      keys.set(KeyId, { ...KeyMetadata, KeyState: "Enabled", Policy, Tags, rotation: false });
      return { KeyMetadata };
    },
    "kms:DescribeKey": (input) => ({ KeyMetadata: key(input) }),
    "kms:GetKeyPolicy": (input) => ({ Policy: key(input)["Policy"] }),
    "kms:GetKeyRotationStatus": (input) => ({ KeyRotationEnabled: key(input)["rotation"] }),
    "kms:ListResourceTags": (input) => ({ Tags: key(input)["Tags"] }),
    "kms:TagResource": set(({ Tags }) => ({ Tags })),
    "kms:UntagResource": set(() => ({ Tags: [] })),
    "kms:PutKeyPolicy": set(({ Policy }) => ({ Policy })),
    "kms:EnableKeyRotation": set(() => ({ rotation: true })),
    "kms:DisableKeyRotation": set(() => ({ rotation: false })),
    "kms:EnableKey": set(() => ({ Enabled: true })),
    "kms:DisableKey": set(() => ({ Enabled: false })),
    "kms:UpdateKeyDescription": set(({ Description }) => ({ Description })),
    "kms:CreateAlias": ({ AliasName, TargetKeyId }) => void aliases.set(AliasName, TargetKeyId),
    "kms:UpdateAlias": ({ AliasName, TargetKeyId }) => void aliases.set(AliasName, TargetKeyId),
    "kms:DeleteAlias": ({ AliasName }) => void aliases.delete(AliasName),
    "kms:ListAliases": () => ({
      Aliases: [...aliases].map(([AliasName, TargetKeyId]) => ({ AliasName, TargetKeyId })),
    }),
    "kms:ScheduleKeyDeletion": set(() => ({ KeyState: "PendingDeletion" })),
  };
}

/** Settings of a bucket: the operation's suffix, the member of the put, the code that says "none". */
const settings: readonly [string, string, string][] = [
  ["BucketPolicy", "Policy", "NoSuchBucketPolicy"],
  ["PublicAccessBlock", "PublicAccessBlockConfiguration", "NoSuchPublicAccessBlockConfiguration"],
  ["BucketOwnershipControls", "OwnershipControls", "OwnershipControlsNotFoundError"],
  ["BucketTagging", "Tagging", "NoSuchTagSet"],
  ["BucketVersioning", "VersioningConfiguration", ""],
  [
    "BucketEncryption",
    "ServerSideEncryptionConfiguration",
    "ServerSideEncryptionConfigurationNotFoundError",
  ],
  ["BucketLifecycleConfiguration", "LifecycleConfiguration", "NoSuchLifecycleConfiguration"],
  ["ObjectLockConfiguration", "ObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"],
  ["BucketLogging", "BucketLoggingStatus", ""],
];

/** Answers of a get that spread what the put wrapped. */
const spread = [
  "BucketVersioning",
  "BucketLifecycleConfiguration",
  "BucketLogging",
  "BucketTagging",
];

function s3(): { [operation: string]: Handler } {
  const buckets = new Map<string, Map<string, Members>>();
  const bucket = ({ Bucket }: Members): Map<string, Members> => {
    const found = buckets.get(Bucket);
    if (!found) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
    return found;
  };
  const handlers: { [operation: string]: Handler } = {
    "s3:CreateBucket": ({ Bucket }) => void buckets.set(Bucket, new Map()),
    "s3:HeadBucket": ({ Bucket }, { region }) => {
      if (!buckets.has(Bucket)) throw new AwsError("NotFound", "Not Found", 404);
      return { BucketRegion: region };
    },
    "s3:DeleteBucket": ({ Bucket }) => void buckets.delete(Bucket),
    "s3:PutObject": (input) => {
      const { Tagging, ...object } = input;
      bucket(input).set(`object:${input["Key"]}`, { ...object, Tagging });
    },
    "s3:HeadObject": (input) => {
      const found = bucket(input).get(`object:${input["Key"]}`);
      if (!found) throw new AwsError("NotFound", "Not Found", 404);
      return { ContentType: "application/octet-stream", ETag: '"0"', ...found };
    },
    "s3:GetObjectTagging": (input) => {
      const tagging = bucket(input).get(`object:${input["Key"]}`)?.["Tagging"];
      return {
        TagSet: [...new URLSearchParams(tagging)].map(([Key, Value]) => ({ Key, Value })),
      };
    },
    "s3:DeleteObject": (input) => void bucket(input).delete(`object:${input["Key"]}`),
    "s3:DeleteBucketLifecycle": (input) =>
      void bucket(input).delete("BucketLifecycleConfiguration"),
  };
  for (const [name, member, absent] of settings) {
    handlers[`s3:Put${name}`] = (input) => void bucket(input).set(name, input[member]);
    handlers[`s3:Get${name}`] = (input) => {
      const found = bucket(input).get(name);
      if (!found && absent) throw new AwsError(absent, absent, 404);
      return spread.includes(name) ? { ...found } : { [member]: found };
    };
    handlers[`s3:Delete${name}`] = (input) => void bucket(input).delete(name);
  }
  return handlers;
}
