import type {
  GetBucketLifecycleConfigurationCommandOutput,
  LifecycleRule,
  Transition,
} from "@aws-sdk/client-s3";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";

import type { ExpirationRule, ObservedBucketSettings } from "../../rules/bucketSettings";
import { isArchive, PUBLIC_ACCESS_BLOCKS, retentionDays } from "../../rules/bucketSettings";
import type { ObservedNotification } from "../../rules/readers";
import type { ClientSettings, Connection } from "../connection";
import { connect } from "../connection";
import { isCode } from "../errors";

/** A setting of a bucket, as rules compare it. */
export interface SettingReads {
  lifecycle(): Promise<readonly ExpirationRule[]>;
  all(): Promise<ObservedBucketSettings>;
  /** To topics. */
  notifications(): Promise<ObservedNotification[]>;
}

export function settingReads(
  { client, options }: Connection<S3Client>,
  Bucket: string,
): SettingReads {
  const lifecycle = async () => {
    const answer = await unless("NoSuchLifecycleConfiguration", () =>
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }), options()),
    );
    return expirations(answer?.Rules);
  };
  return {
    lifecycle,
    async notifications() {
      const command = new GetBucketNotificationConfigurationCommand({ Bucket });
      const { TopicConfigurations = [] } = await client.send(command, options());
      return TopicConfigurations.map(({ TopicArn = "", Events = [], Filter }) => {
        const rules = Filter?.Key?.FilterRules ?? [];
        const prefix = rules.find(({ Name }) => /^prefix$/i.test(Name ?? ""));
        const suffix = rules.find(({ Name }) => /^suffix$/i.test(Name ?? ""));
        return {
          ...{ topicArn: TopicArn, events: Events },
          ...(prefix && { prefix: prefix.Value }),
          ...(suffix && { suffix: suffix.Value }),
        };
      });
    },
    async all() {
      const [versioning, lock, block, encryption, rules, ownership, replication] =
        await Promise.all([
          client.send(new GetBucketVersioningCommand({ Bucket }), options()),
          unless("ObjectLockConfigurationNotFoundError", () =>
            client.send(new GetObjectLockConfigurationCommand({ Bucket }), options()),
          ),
          unless("NoSuchPublicAccessBlockConfiguration", () =>
            client.send(new GetPublicAccessBlockCommand({ Bucket }), options()),
          ),
          unless("ServerSideEncryptionConfigurationNotFoundError", () =>
            client.send(new GetBucketEncryptionCommand({ Bucket }), options()),
          ),
          lifecycle(),
          unless("OwnershipControlsNotFoundError", () =>
            client.send(new GetBucketOwnershipControlsCommand({ Bucket }), options()),
          ),
          unless("ReplicationConfigurationNotFoundError", () =>
            client.send(new GetBucketReplicationCommand({ Bucket }), options()),
          ),
        ]);
      const retention = lock?.ObjectLockConfiguration?.Rule?.DefaultRetention;
      const blocks = block?.PublicAccessBlockConfiguration ?? {};
      const [encrypted] = encryption?.ServerSideEncryptionConfiguration?.Rules ?? [];
      const byDefault = encrypted?.ApplyServerSideEncryptionByDefault;
      return {
        versioning: versioning.Status,
        ...(retention?.Mode && {
          objectLock: { mode: retention.Mode, days: retentionDays(retention) },
        }),
        publicAccessBlock: PUBLIC_ACCESS_BLOCKS.filter((name) => blocks[name] === true),
        ...(byDefault?.SSEAlgorithm && {
          encryption: { algorithm: byDefault.SSEAlgorithm, keyId: byDefault.KMSMasterKeyID },
        }),
        lifecycle: rules,
        ownershipControls: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
        replication: (replication?.ReplicationConfiguration?.Rules ?? [])
          .filter(({ Status }) => Status === "Enabled")
          .flatMap(({ Destination }) => Destination?.Bucket ?? []),
      };
    },
  };
}

function expirations(rules: GetBucketLifecycleConfigurationCommandOutput["Rules"] = []) {
  return rules.filter(({ Status }) => Status === "Enabled").map(expiration);
}

/** A filter by tags or by a greatest size may match findings: it is taken to. */
function expiration(rule: LifecycleRule): ExpirationRule {
  const { Filter, Expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  const size = Filter?.And?.ObjectSizeGreaterThan ?? Filter?.ObjectSizeGreaterThan;

  const prefix = Filter?.And?.Prefix ?? Filter?.Prefix ?? rule.Prefix ?? "";
  const days = Expiration?.Date ? 0 : Expiration?.Days;
  return {
    id: rule.ID ?? "without an ID",
    prefix,
    keepsEmpty: size !== undefined,
    ...(days !== undefined && { days }),
    moves: storageClasses(rule.Transitions),
    ...archived(rule.Transitions),
    movesNoncurrent: storageClasses(rule.NoncurrentVersionTransitions),
    ...(noncurrent?.NoncurrentDays !== undefined && {
      noncurrentDays: noncurrent.NoncurrentDays,
    }),
  };
}

function storageClasses(transitions: readonly { StorageClass?: string }[] = []): string[] {
  return transitions.flatMap(({ StorageClass }) => StorageClass ?? []);
}

/** When the first transition to an archive is. */
function archived(transitions: readonly Transition[] = []): Pick<ExpirationRule, "archivedAfter"> {
  const days = transitions
    .filter(({ StorageClass = "" }) => isArchive(StorageClass))
    .map(({ Date: at, Days }) => (at ? 0 : (Days ?? 0)));
  return days.length === 0 ? {} : { archivedAfter: Math.min(...days) };
}

/** The same with the credentials of the environment. */
export function openSettings(
  region: string,
  bucket: string,
  settings: ClientSettings,
): SettingReads & { close(): void } {
  const connection = connect(S3Client, region, settings);
  return { ...settingReads(connection, bucket), close: connection.close };
}

/** Undefined: S3 answers that there is none. */
async function unless<T>(code: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isCode(error, code)) return undefined;
    throw error;
  }
}
