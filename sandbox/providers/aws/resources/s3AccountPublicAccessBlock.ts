import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import * as tests from "../tests";

const isGone = (error: unknown): boolean =>
  isRefusal(error, "NoSuchPublicAccessBlockConfiguration");

export const accountPublicAccessBlock: AwsDefinition = {
  token: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  global: true,
  props: {
    accountId: { replaces: true, computed: true, test: tests.accountId },
    blockPublicAcls: { default: false },
    blockPublicPolicy: { default: false },
    ignorePublicAcls: { default: false },
    restrictPublicBuckets: { default: false },
  },
  async create(resource) {
    const id: string = resource.inputs["accountId"] ?? resource.accountId;
    await put(resource, id, "creating");
    return id;
  },
  async read({ call, id }) {
    const request = { AccountId: id };
    const found = await unlessGone(isGone, () =>
      call("s3control:GetPublicAccessBlock", request, `reading ${titleOf(id)}`),
    );
    const block = found?.["PublicAccessBlockConfiguration"];
    return (
      block && {
        accountId: id,
        blockPublicAcls: block.BlockPublicAcls,
        blockPublicPolicy: block.BlockPublicPolicy,
        ignorePublicAcls: block.IgnorePublicAcls,
        restrictPublicBuckets: block.RestrictPublicBuckets,
      }
    );
  },
  update: (resource) => put(resource, resource.id, "updating"),
  async delete({ call, id }) {
    const request = { AccountId: id };
    await unlessGone(isGone, () =>
      call("s3control:DeletePublicAccessBlock", request, `deleting ${titleOf(id)}`),
    );
  },
};

async function put({ call, inputs }: Aws, id: string, verb: string): Promise<void> {
  const request = {
    AccountId: id,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: inputs["blockPublicAcls"],
      BlockPublicPolicy: inputs["blockPublicPolicy"],
      IgnorePublicAcls: inputs["ignorePublicAcls"],
      RestrictPublicBuckets: inputs["restrictPublicBuckets"],
    },
  };
  await call("s3control:PutPublicAccessBlock", request, `${verb} ${titleOf(id)}`);
}

function titleOf(id: string): string {
  return `S3 Account Public Access Block (${id})`;
}
