import { upstreamName } from "../../shapes/faults";
import { isRefusal } from "../errors";
import { fromMembers, toMembers } from "../members";
import { AwsDefinition, policyProp } from "../resource";
import * as tests from "../tests";
import { bucketSetting } from "./s3Setting";

/** Settings of a bucket but its life cycle: none refuses to be put over what is there. */
export const bucketSettings: AwsDefinition[] = [
  bucketSetting({
    token: "aws:s3/bucketPolicy:BucketPolicy",
    title: "Bucket Policy",
    doing(verb, bucket) {
      const putting = verb === "creating" || verb === "updating";
      return `${putting ? "putting" : verb} S3 Bucket (${bucket}) Policy`;
    },
    props: { policy: { ...policyProp } },
    put: "s3:PutBucketPolicy",
    get: "s3:GetBucketPolicy",
    absent: ["NoSuchBucketPolicy"],
    // A principal that IAM has just made is refused for a while.
    passes: (error) => isRefusal(error, "MalformedPolicy"),
    toMembers: ({ policy }) => ({ Policy: policy }),
    toState: ({ Policy }) => ({ policy: Policy }),
    remove: (_resource, call) => call("s3:DeleteBucketPolicy"),
  }),

  bucketSetting({
    token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    title: "Bucket Public Access Block",
    props: {
      blockPublicAcls: { default: false },
      blockPublicPolicy: { default: false },
      ignorePublicAcls: { default: false },
      restrictPublicBuckets: { default: false },
      skipDestroy: { local: true },
    },
    put: "s3:PutPublicAccessBlock",
    get: "s3:GetPublicAccessBlock",
    absent: ["NoSuchPublicAccessBlockConfiguration"],
    toMembers: ({
      blockPublicAcls,
      blockPublicPolicy,
      ignorePublicAcls,
      restrictPublicBuckets,
    }) => ({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: blockPublicAcls,
        BlockPublicPolicy: blockPublicPolicy,
        IgnorePublicAcls: ignorePublicAcls,
        RestrictPublicBuckets: restrictPublicBuckets,
      },
    }),
    toState: ({ PublicAccessBlockConfiguration }) => fromMembers(PublicAccessBlockConfiguration),
    remove: ({ state }, call) => state["skipDestroy"] || call("s3:DeletePublicAccessBlock"),
  }),

  bucketSetting({
    token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    title: "Bucket Ownership Controls",
    props: {
      rule: {
        test: inside(
          "objectOwnership",
          tests.oneOf("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"),
        ),
      },
    },
    put: "s3:PutBucketOwnershipControls",
    get: "s3:GetBucketOwnershipControls",
    absent: ["OwnershipControlsNotFoundError"],
    toMembers: ({ rule }) => ({ OwnershipControls: { Rules: [toMembers(rule)] } }),
    toState: ({ OwnershipControls }) => ({ rule: fromMembers(OwnershipControls.Rules[0]) }),
    remove: (_resource, call) => call("s3:DeleteBucketOwnershipControls"),
  }),

  bucketSetting({
    token: "aws:s3/bucketVersioning:BucketVersioning",
    title: "Bucket Versioning",
    owned: true,
    props: {
      versioningConfiguration: {
        test: inside("status", tests.oneOf("Enabled", "Suspended", "Disabled")),
        // Without a word of `mfaDelete` it stays what it is.
        same: (state, input) => {
          const [olds, news] = [configuration(state), configuration(input)];
          return (
            olds.status === news.status && (news.mfaDelete ?? olds.mfaDelete) === olds.mfaDelete
          );
        },
      },
      mfa: { unread: true },
    },
    testChange: ({ versioningConfiguration: olds }, { versioningConfiguration: news }) =>
      news?.status === "Disabled" && ["Enabled", "Suspended"].includes(olds?.status)
        ? `versioning_configuration.status cannot be updated from '${olds.status}' to 'Disabled'`
        : undefined,
    put: "s3:PutBucketVersioning",
    get: "s3:GetBucketVersioning",
    toMembers: ({ versioningConfiguration, mfa }) =>
      versioningConfiguration.status === "Disabled"
        ? undefined
        : { MFA: mfa, VersioningConfiguration: toMembers(versioningConfiguration) },
    toState: ({ Status = "Disabled", MFADelete = "Disabled" }) => ({
      versioningConfiguration: { status: Status, mfaDelete: MFADelete },
    }),
    async remove({ state }, call) {
      if (state["versioningConfiguration"]?.status === "Disabled") return;
      try {
        await call("s3:PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } });
      } catch (error) {
        // An object lock keeps versioning on.
        if (!isRefusal(error, "InvalidBucketState")) throw error;
      }
    },
  }),

  bucketSetting({
    token: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    title: "Bucket Object Lock Configuration",
    owned: true,
    props: {
      objectLockEnabled: { default: "Enabled", replaces: true, test: tests.oneOf("Enabled") },
      rule: {},
      token: { unread: true },
    },
    put: "s3:PutObjectLockConfiguration",
    get: "s3:GetObjectLockConfiguration",
    absent: ["ObjectLockConfigurationNotFoundError"],
    toMembers: ({ objectLockEnabled, rule, token }) => ({
      Token: token,
      ObjectLockConfiguration: toMembers({ objectLockEnabled, rule }),
    }),
    toState: ({ ObjectLockConfiguration }) => fromMembers(ObjectLockConfiguration),
    // The rule goes; the lock itself stays for ever.
    remove: ({ state }, call) =>
      call("s3:PutObjectLockConfiguration", {
        ObjectLockConfiguration: { ObjectLockEnabled: state["objectLockEnabled"] },
      }),
  }),

  bucketSetting({
    token: "aws:s3/bucketLogging:BucketLogging",
    title: "Bucket Logging",
    owned: true,
    props: {
      targetBucket: { test: tests.lengthBetween(1, 63) },
      targetPrefix: {},
      targetGrants: {},
      targetObjectKeyFormat: {},
    },
    put: "s3:PutBucketLogging",
    get: "s3:GetBucketLogging",
    toMembers: ({ targetBucket, targetPrefix, targetGrants, targetObjectKeyFormat }) => ({
      BucketLoggingStatus: {
        LoggingEnabled: toMembers({
          targetBucket,
          targetPrefix,
          targetGrants,
          targetObjectKeyFormat,
        }),
      },
    }),
    toState: ({ LoggingEnabled }) => LoggingEnabled && fromMembers(LoggingEnabled),
    remove: (_resource, call) => call("s3:PutBucketLogging", { BucketLoggingStatus: {} }),
  }),
];

/** Tests one member of a block. */
function inside(
  member: string,
  test: ReturnType<typeof tests.oneOf>,
): ReturnType<typeof tests.oneOf> {
  return (value, label, settings) => {
    const found = configuration(value)[member];
    return found === undefined
      ? undefined
      : test(found, `${label}.0.${upstreamName(member)}`, settings);
  };
}

function configuration(value: unknown): { [member: string]: unknown } {
  return (value ?? {}) as { [member: string]: unknown };
}
