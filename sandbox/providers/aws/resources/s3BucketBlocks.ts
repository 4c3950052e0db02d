import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { fromMembers } from "../members";
import { Aws } from "../resource";
import { fromTagList } from "../tags";

/** One call that a read of a bucket makes for its deprecated blocks, and what the state has of the answer. */
interface BlockRead {
  operation: string;
  /** Code of a bucket that has no such setting. */
  absent?: string;
  toState(found: Members): Props;
}

/** In the order in which the provider reads. */
const READS: BlockRead[] = [
  {
    operation: "s3:GetBucketAcl",
    toState: ({ Grants = [] }) => ({ grants: grants(Grants) }),
  },
  {
    operation: "s3:GetBucketCors",
    absent: "NoSuchCORSConfiguration",
    toState: ({ CORSRules = [] }) => ({
      corsRules: CORSRules.map((rule: Members) => fromMembers(rule)),
    }),
  },
  {
    operation: "s3:GetBucketWebsite",
    absent: "NoSuchWebsiteConfiguration",
    toState: () => ({}),
  },
  {
    operation: "s3:GetBucketVersioning",
    toState: ({ Status, MFADelete }) => ({
      versioning: { enabled: Status === "Enabled", mfaDelete: MFADelete === "Enabled" },
    }),
  },
  {
    operation: "s3:GetBucketAccelerateConfiguration",
    toState: ({ Status = "" }) => ({ accelerationStatus: Status }),
  },
  {
    operation: "s3:GetBucketRequestPayment",
    toState: ({ Payer }) => ({ requestPayer: Payer }),
  },
  {
    operation: "s3:GetBucketLogging",
    toState: ({ LoggingEnabled: logging }) =>
      logging
        ? { logging: { targetBucket: logging.TargetBucket, targetPrefix: logging.TargetPrefix } }
        : {},
  },
  {
    operation: "s3:GetBucketLifecycleConfiguration",
    absent: "NoSuchLifecycleConfiguration",
    toState: ({ Rules = [] }) => ({ lifecycleRules: Rules.map(lifecycleRule) }),
  },
  {
    operation: "s3:GetBucketReplication",
    absent: "ReplicationConfigurationNotFoundError",
    toState: () => ({}),
  },
  {
    operation: "s3:GetBucketEncryption",
    absent: "ServerSideEncryptionConfigurationNotFoundError",
    toState: ({ ServerSideEncryptionConfiguration: { Rules } }) => ({
      serverSideEncryptionConfiguration: { rule: encryptionRule(Rules[0]) },
    }),
  },
  {
    operation: "s3:GetObjectLockConfiguration",
    absent: "ObjectLockConfigurationNotFoundError",
    toState: ({ ObjectLockConfiguration: lock }) => ({
      objectLockEnabled: lock.ObjectLockEnabled === "Enabled",
      objectLockConfiguration: fromMembers(lock),
    }),
  },
];

/** Inputs that are deprecated for resources of their own. The sandbox reads them and takes none. */
export const DEPRECATED_BLOCKS = [
  "accelerationStatus",
  "acl",
  "corsRules",
  "grants",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "replicationConfiguration",
  "requestPayer",
  "serverSideEncryptionConfiguration",
  "versioning",
  "website",
];

/** What a bucket's settings are, as its own resource repeats them. */
export async function readBlocks({ call, id }: Aws): Promise<Props> {
  const state: Props = {
    acl: "",
    corsRules: [],
    lifecycleRules: [],
    objectLockEnabled: false,
    websiteDomain: "",
    websiteEndpoint: "",
  };
  for (const { operation, absent, toState } of READS) {
    const isAbsent = (error: unknown): boolean => absent !== undefined && isRefusal(error, absent);
    const found = await unlessGone(isAbsent, () =>
      call(operation, { Bucket: id }, `reading S3 Bucket (${id})`),
    );
    if (found) Object.assign(state, toState(found));
  }
  return state;
}

function grants(list: Members[]): Props[] {
  return list.map(({ Grantee, Permission }) => ({
    id: Grantee.ID ?? "",
    permissions: [Permission],
    type: Grantee.Type,
    uri: Grantee.URI ?? "",
  }));
}

function lifecycleRule({ ID, Status, Filter, Prefix, ...rest }: Members): Props {
  const { noncurrentVersionExpiration, noncurrentVersionTransitions, ...blocks } =
    fromMembers(rest);
  const abort = blocks["abortIncompleteMultipartUpload"]?.daysAfterInitiation;
  const { expiration, transitions } = blocks;
  const tags: { Key: string; Value: string }[] =
    Filter?.And?.Tags ?? (Filter?.Tag ? [Filter.Tag] : []);
  return {
    id: ID,
    enabled: Status === "Enabled",
    prefix: Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix ?? "",
    tags: fromTagList(tags),
    ...(abort && { abortIncompleteMultipartUploadDays: abort }),
    ...(expiration && { expiration }),
    ...(transitions && { transitions }),
    ...(noncurrentVersionExpiration && {
      noncurrentVersionExpiration: { days: noncurrentVersionExpiration.noncurrentDays },
    }),
    ...(noncurrentVersionTransitions && {
      noncurrentVersionTransitions: noncurrentVersionTransitions.map((one: Props) => ({
        days: one["noncurrentDays"],
        storageClass: one["storageClass"],
      })),
    }),
  };
}

function encryptionRule({ BlockedEncryptionTypes, ...rule }: Members): Props {
  return {
    bucketKeyEnabled: false,
    ...fromMembers(rule),
    blockedEncryptionTypes: BlockedEncryptionTypes?.EncryptionType ?? [],
  };
}
