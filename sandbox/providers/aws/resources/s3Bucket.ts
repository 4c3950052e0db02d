import { randomBytes } from "node:crypto";
import { bucketArn } from "../../../../rules/arn";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition, policyProp } from "../resource";
import { toTagList } from "../tags";
import * as tests from "../tests";
import { retry } from "../waiting";
import { DEPRECATED_BLOCKS, readBlocks } from "./s3BucketBlocks";
import { mayNotTag, readTags, writeTags } from "./s3Tags";

const isGone = (error: unknown): boolean =>
  isRefusal(error, "NoSuchBucket") || isRefusal(error, "NotFound");

export const bucket: AwsDefinition = {
  token: "aws:s3/bucket:Bucket",
  props: {
    bucket: {
      replaces: true,
      autoname: { maxLength: 63, lowerCase: true, unless: "bucketPrefix" },
      test: tests.lengthBetween(0, 63),
    },
    bucketPrefix: { replaces: true, test: tests.lengthBetween(0, 37) },
    bucketNamespace: { computed: true },
    forceDestroy: { default: false, local: true },
    objectLockEnabled: { replaces: true, computed: true },
    policy: { ...policyProp, computed: true },
    ...Object.fromEntries(DEPRECATED_BLOCKS.map((name) => [name, { computed: true as const }])),
  },
  notModelled: ["bucketNamespace", ...DEPRECATED_BLOCKS],
  async tag(resource) {
    const { id, state } = resource;
    await writeTags(resource, state["tagsAll"] ?? {}, `updating S3 Bucket (${id}) tags`);
  },

  async create(resource) {
    const { call, inputs, region } = resource;
    const name: string =
      inputs["bucket"] ?? `${inputs["bucketPrefix"]}${randomBytes(13).toString("hex")}`;
    const text = nameText(name);
    if (text) throw new Error(`validating S3 Bucket (${name}) name: ${text}`);
    const doing = `creating S3 Bucket (${name})`;
    // AWS answers an owner in us-east-1 that all is well, so the provider looks first.
    if (region === "us-east-1" && (await isReachable(resource, name))) {
      throw new Error(`${doing}: BucketAlreadyExists`);
    }
    const create = (Tags: { Key: string; Value: string }[]) => {
      const configuration = {
        ...(region !== "us-east-1" && { LocationConstraint: region }),
        ...(Tags.length > 0 && { Tags }),
      };
      const request = {
        Bucket: name,
        ...(Object.keys(configuration).length > 0 && { CreateBucketConfiguration: configuration }),
        ObjectLockEnabledForBucket: inputs["objectLockEnabled"],
      };
      return retry(
        resource,
        (error) => isRefusal(error, "OperationAborted"),
        () => call("s3:CreateBucket", request, doing),
      );
    };
    const tags = toTagList(inputs["tagsAll"]);
    try {
      await create(tags);
    } catch (error) {
      if (tags.length === 0 || !mayNotTag(error)) throw error;
      await create([]);
    }
    return name;
  },
  async settle(resource) {
    const { id, inputs, call } = resource;
    const doing = `setting S3 Bucket (${id}) tags`;
    if (Object.keys(inputs["tagsAll"]).length > 0) {
      await writeTags(resource, await readTags(resource, doing), doing);
    }
    if (inputs["policy"]) {
      const request = { Bucket: id, Policy: inputs["policy"] };
      await call("s3:PutBucketPolicy", request, `putting S3 Bucket (${id}) Policy`);
    }
  },
  async read(resource) {
    const { call, id, region, settings, state } = resource;
    const doing = `reading S3 Bucket (${id})`;
    const found = await unlessGone(isGone, () => call("s3:HeadBucket", { Bucket: id }, doing));
    if (!found) return undefined;
    const policy = await unlessGone(
      (error) => isRefusal(error, "NoSuchBucketPolicy"),
      () => call("s3:GetBucketPolicy", { Bucket: id }, doing),
    );
    const blocks = await readBlocks(resource);
    const { name: partition, dnsSuffix } = settings.partition;
    return {
      ...blocks,
      bucket: id,
      arn: bucketArn(partition, id),
      bucketPrefix: /^(.*)[0-9a-f]{26}$/.exec(id)?.[1] ?? "",
      bucketNamespace: "global",
      hostedZoneId: "",
      bucketRegion: found["BucketRegion"] ?? region,
      bucketDomainName: `${id}.s3.${dnsSuffix}`,
      bucketRegionalDomainName: `${id}.s3.${region}.${dnsSuffix}`,
      policy: policy?.["Policy"] ?? "",
      forceDestroy: state["forceDestroy"] ?? false,
      tags: await readTags(resource, doing),
    };
  },
  async update({ call, id, inputs, changed }) {
    if (!changed.has("policy")) return;
    const request = { Bucket: id, Policy: inputs["policy"] };
    await call("s3:PutBucketPolicy", request, `putting S3 Bucket (${id}) Policy`);
  },
  async delete(resource) {
    const { call, id, state } = resource;
    const doing = `deleting S3 Bucket (${id})`;
    await unlessGone(isGone, async () => {
      if (state["forceDestroy"]) await empty(resource, doing);
      await call("s3:DeleteBucket", { Bucket: id }, doing);
    });
  },
};

async function isReachable({ call }: Aws, name: string): Promise<boolean> {
  try {
    await call("s3:HeadBucket", { Bucket: name });
    return true;
  } catch {
    return false;
  }
}

/** Takes away every version of every object, a governance lock notwithstanding. */
async function empty({ call, id }: Aws, doing: string): Promise<void> {
  for (;;) {
    const page = await call("s3:ListObjectVersions", { Bucket: id }, doing);
    const all: Props[] = [...(page["Versions"] ?? []), ...(page["DeleteMarkers"] ?? [])];
    if (all.length === 0) return;
    const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const request = { Bucket: id, Delete: { Objects }, BypassGovernanceRetention: true };
    const { Errors = [] } = await call("s3:DeleteObjects", request, doing);
    if (Errors.length > 0) throw new Error(`${doing}: ${Errors[0].Code}: ${Errors[0].Message}`);
  }
}

function nameText(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return "must be between 3 and 63 characters long";
  if (!/^[0-9a-z.-]+$/.test(name)) {
    return "only lowercase alphanumeric characters, periods and hyphens are allowed";
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "must not be formatted as an IP address";
  if (/^[.-]|[.-]$/.test(name)) return "must start and end with a letter or number";
  return name.includes("..") ? "must not contain two adjacent periods" : undefined;
}
