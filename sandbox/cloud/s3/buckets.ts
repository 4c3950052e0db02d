import { fillBucket } from "../../world/world";
import { bucketPolicyAllows, identityRefusal } from "../access";
import { bucketArn, dnsSuffix } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { tagsOf } from "../tagList";
import { canonicalUserId } from "./canonicalUser";
import { findBucket, isRestricted, requireBucket, s3Error } from "./bucket";
import { isPublicAcl } from "./publicAccess";

export const bucketOperations: Operations = {
  CreateBucket: ({ world, now }, caller, input) => {
    const { Bucket: name, CreateBucketConfiguration: configuration } = input;
    requireName(name);
    const region = configuration?.LocationConstraint ?? caller.region;
    if (region !== caller.region || (region !== "us-east-1" && !configuration)) {
      throw s3Error("IllegalLocationConstraintException");
    }
    // The world has one bucket of a name, also across partitions, which AWS keeps apart.
    const existing = Object.hasOwn(world.buckets, name) ? world.buckets[name] : undefined;
    if (existing !== undefined && existing.account !== caller.accountId) {
      throw s3Error("BucketAlreadyExists");
    }
    requireNoAcl(input);
    if (existing !== undefined) {
      // In us-east-1 S3 answers the owner as if it had created the bucket, and changes nothing but its ACL.
      const isAnswered = region === "us-east-1" && existing.region === region;
      if (!isAnswered) throw s3Error("BucketAlreadyOwnedByYou");
      return { Location: locationOf(name, region), BucketArn: bucketArn(name, region) };
    }
    const tags = tagsOf(configuration?.Tags);
    if (Object.keys(tags).length > 0) {
      const access = { action: "s3:TagResource", resource: bucketArn(name, region) };
      const refusal = identityRefusal(world, caller, access);
      if (refusal !== undefined) throw s3Error("AccessDenied", refusal);
    }
    const locked = input["ObjectLockEnabledForBucket"] === true;
    world.buckets[name] = fillBucket({
      account: caller.accountId,
      region,
      createdAt: now().toISOString(),
      policy: null,
      objects: {},
      versions: {},
      tags,
      ...(input["ObjectOwnership"] && {
        ownershipControls: { Rules: [{ ObjectOwnership: input["ObjectOwnership"] }] },
      }),
      ...(locked && { versioning: "Enabled", objectLock: { ObjectLockEnabled: "Enabled" } }),
    });
    return { Location: locationOf(name, region), BucketArn: bucketArn(name, region) };
  },

  HeadBucket: ({ world }, caller, { Bucket: name }) => {
    const bucket = findBucket(world, name, caller.region);
    if (bucket === undefined) throw s3Error("NotFound");
    const access = { action: "s3:ListBucket", resource: bucketArn(name, bucket.region) };
    if (
      isRestricted(world, caller, bucket) ||
      !bucketPolicyAllows(world, caller, bucket.account, bucket.policy, access)
    ) {
      throw new AwsError("Forbidden", "Forbidden", 403);
    }
    if (bucket.region !== caller.region) throw s3Error("PermanentRedirect");
    return { BucketRegion: bucket.region, BucketArn: access.resource, AccessPointAlias: false };
  },

  /** Unlike the other operations S3 answers this one in every Region. */
  GetBucketLocation: (aws, caller, { Bucket: name }) => {
    const region = findBucket(aws.world, name, caller.region)?.region ?? caller.region;
    requireBucket(aws, { ...caller, region }, name, { action: "s3:GetBucketLocation" });
    return { LocationConstraint: region === "us-east-1" ? undefined : region };
  },

  DeleteBucket: (aws, caller, { Bucket: name }) => {
    const bucket = requireBucket(aws, caller, name, { action: "s3:DeleteBucket" });
    if (bucket.account !== caller.accountId) throw s3Error("AccessDenied");
    if (Object.keys(bucket.versions).length > 0) {
      throw s3Error(
        "BucketNotEmpty",
        "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
      );
    }
    if (Object.keys(bucket.objects).length > 0) throw s3Error("BucketNotEmpty");
    delete aws.world.buckets[name];
  },

  ListBuckets: ({ world }, caller) => ({
    Buckets: Object.entries(world.buckets)
      .filter(([name]) => findBucket(world, name, caller.region)?.account === caller.accountId)
      .map(([name, { region, createdAt }]) => ({
        Name: name,
        BucketRegion: region,
        CreationDate: new Date(createdAt ?? 0),
      }))
      .sort((one, other) => (one.Name < other.Name ? -1 : 1)),
    Owner: { ID: canonicalUserId(caller.accountId) },
  }),
};

/**
 * A path in us-east-1, the address of the bucket in every other Region.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
function locationOf(name: string, region: string): string {
  return region === "us-east-1" ? `/${name}` : `http://${name}.s3.${dnsSuffix(region)}/`;
}

/** Block Public Access is on in every new bucket, and ACLs are off unless the request asks for another ownership. */
function requireNoAcl({ ACL = "private", ObjectOwnership = "BucketOwnerEnforced" }: Members): void {
  if (ACL === "private") return;
  if (ObjectOwnership === "BucketOwnerEnforced")
    throw s3Error("InvalidBucketAclWithObjectOwnership");
  if (isPublicAcl(ACL)) throw s3Error("InvalidBucketAclWithBlockPublicAccessError");
  throw new AwsError(
    "NotImplemented",
    "A header you provided implies functionality that is not implemented.",
    501,
  );
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function requireName(name: unknown): void {
  const valid =
    typeof name === "string" &&
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !/\.\.|^\d+\.\d+\.\d+\.\d+$|^xn--|^sthree-|^amzn-s3-demo-|-s3alias$|--ol-s3$|\.mrap$|-an$|--x-s3$|--table-s3$/.test(
      name,
    );
  if (!valid) throw s3Error("InvalidBucketName");
}
