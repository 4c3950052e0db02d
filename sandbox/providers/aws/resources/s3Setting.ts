import { Members } from "../../../cloud/contract";
import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition, AwsProp } from "../resource";
import { Props } from "../../rpc";
import * as tests from "../tests";
import { retry } from "../waiting";

/** A setting of one bucket: put over whatever is there, and taken away as a whole. */
export interface BucketSetting {
  token: string;
  /** Its name in messages. */
  title: string;
  /** What is being done, where that is not `<verb> S3 <title> (<id>)`. */
  doing?(verb: Verb, id: string): string;
  props: { [name: string]: AwsProp };
  /** Has the deprecated `expectedBucketOwner`, which becomes a part of the id. */
  owned?: true;
  testAll?: AwsDefinition["testAll"];
  testChange?: AwsDefinition["testChange"];
  put: Call;
  get: Call;
  /** Codes of `get` that mean the setting does not exist. */
  absent?: readonly string[];
  toMembers(inputs: Props): Members | undefined;
  toState(found: Members): Props | undefined;
  /** Nothing for a setting that stays as it is. */
  remove(resource: Aws, call: (operation: string, input?: Members) => Promise<Members>): unknown;
  /** Further refusals that pass with time. */
  passes?: (error: unknown) => boolean;
}

type Call = `s3:${string}`;
type Verb = "creating" | "reading" | "updating" | "deleting";

export const bucketName: AwsProp = {
  replaces: true,
  test: tests.lengthBetween(1, 63),
};

const noBucket = (error: unknown): boolean => isRefusal(error, "NoSuchBucket");

export function bucketSetting(setting: BucketSetting): AwsDefinition {
  const { token, title, testAll, testChange, absent = [] } = setting;
  const ownerProps: { [name: string]: AwsProp } = setting.owned
    ? { expectedBucketOwner: { replaces: true, test: tests.accountId } }
    : {};
  const doing = (verb: Verb, id: string): string =>
    setting.doing?.(verb, id) ?? `${verb} S3 ${title} (${id})`;
  const isGone = (error: unknown): boolean =>
    noBucket(error) || absent.some((code) => isRefusal(error, code));
  const passes = (error: unknown): boolean => noBucket(error) || setting.passes?.(error) === true;

  async function put(resource: Aws, bucket: string, verb: Verb): Promise<void> {
    const members = setting.toMembers(resource.inputs);
    if (!members) return;
    const request = { Bucket: bucket, ...owner(resource.inputs), ...members };
    await retry(resource, passes, () => resource.call(setting.put, request, doing(verb, bucket)));
  }

  return {
    token,
    props: { bucket: bucketName, ...ownerProps, ...setting.props },
    ...(testAll && { testAll }),
    ...(testChange && { testChange }),
    async create(resource) {
      const { bucket, expectedBucketOwner } = resource.inputs;
      await put(resource, bucket, "creating");
      return expectedBucketOwner ? `${bucket},${expectedBucketOwner}` : bucket;
    },
    async read(resource) {
      const { call, id } = resource;
      const [bucket = "", expectedBucketOwner] = id.split(",");
      const found = await unlessGone(isGone, () =>
        call(setting.get, { Bucket: bucket }, doing("reading", id)),
      );
      const state = found && setting.toState(found);
      return (
        state && {
          bucket,
          ...(setting.owned && { expectedBucketOwner: expectedBucketOwner ?? "" }),
          ...state,
        }
      );
    },
    async update(resource) {
      if (resource.changed.size === 0) return;
      await put(resource, bucketOf(resource.id), "updating");
    },
    async delete(resource) {
      const call = (operation: string, input: Members = {}): Promise<Members> =>
        resource.call(
          operation,
          { Bucket: bucketOf(resource.id), ...owner(resource.state), ...input },
          doing("deleting", resource.id),
        );
      await unlessGone(isGone, async () => setting.remove(resource, call));
    },
  };
}

function bucketOf(id: string): string {
  return id.split(",")[0] ?? "";
}

function owner({ expectedBucketOwner }: Props): Members {
  return expectedBucketOwner ? { ExpectedBucketOwner: expectedBucketOwner } : {};
}
