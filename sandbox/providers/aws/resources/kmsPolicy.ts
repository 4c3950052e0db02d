import { rootArn } from "../../../../rules/arn";
import { isRefusal, unlessGone } from "../errors";
import { samePolicy } from "../policy";
import { Aws, AwsDefinition, policyProp } from "../resource";
import * as tests from "../tests";
import { retry, waitFor } from "../waiting";

export const isMissing = (error: unknown): boolean => isRefusal(error, "NotFoundException");

/** A principal that IAM has just made is refused for a while. */
export const unknownPrincipal = (error: unknown): boolean =>
  isRefusal(error, "MalformedPolicyDocumentException");

export const keyPolicy: AwsDefinition = {
  token: "aws:kms/keyPolicy:KeyPolicy",
  props: {
    // No replacement: a changed key id is written to nowhere.
    keyId: { local: true, test: tests.lengthBetween(1, 2048) },
    policy: { ...policyProp },
    bypassPolicyLockoutSafetyCheck: { default: false, unread: true },
  },

  async create(resource) {
    const id: string = resource.inputs["keyId"];
    await putPolicy(resource, id, `attaching KMS Key policy (${id})`);
    return id;
  },
  settle: (resource) => policySettled(resource, resource.inputs["policy"]),
  async read({ call, id }) {
    const doing = `reading KMS Key policy (${id})`;
    const KeyId = id;
    const found = await unlessGone(isMissing, () => call("kms:DescribeKey", { KeyId }, doing));
    const metadata = found?.["KeyMetadata"];
    if (!metadata || metadata.KeyState === "PendingDeletion") return undefined;
    const { Policy } = await call("kms:GetKeyPolicy", { KeyId, PolicyName: "default" }, doing);
    // The bare id, whatever the program gave: an ARN differs on every run.
    return { keyId: metadata.KeyId, policy: Policy };
  },
  async update(resource) {
    const { id, changed, inputs } = resource;
    if (!changed.has("policy")) return;
    await putPolicy(resource, id, `attaching KMS Key policy (${id})`);
    await policySettled(resource, inputs["policy"]);
  },
  async delete({ call, id, state, accountId, settings }) {
    if (state["bypassPolicyLockoutSafetyCheck"]) return;
    const root = rootArn(settings.partition.name, accountId);
    await unlessGone(isMissing, () =>
      call(
        "kms:PutKeyPolicy",
        { KeyId: id, PolicyName: "default", Policy: defaultPolicy(root) },
        `attaching KMS Key policy (${id})`,
      ),
    );
  },
};

export async function putPolicy(resource: Aws, keyId: string, doing: string): Promise<void> {
  const { call, inputs } = resource;
  const request = {
    KeyId: keyId,
    PolicyName: "default",
    Policy: inputs["policy"],
    BypassPolicyLockoutSafetyCheck: inputs["bypassPolicyLockoutSafetyCheck"],
  };
  await retry(resource, unknownPrincipal, () => call("kms:PutKeyPolicy", request, doing));
}

export async function policySettled(resource: Aws, policy: string): Promise<void> {
  const { call, id } = resource;
  const ask = async (): Promise<string> =>
    (await call("kms:GetKeyPolicy", { KeyId: id, PolicyName: "default" }))["Policy"];
  const found = await waitFor(resource, ask, (text) => samePolicy(text, policy));
  if (samePolicy(found, policy)) return;
  throw new Error(
    `waiting for KMS Key (${id}) policy update: timeout while waiting for state to become 'TRUE' (timeout: 10m0s)`,
  );
}

function defaultPolicy(root: string): string {
  return JSON.stringify({
    Id: "default",
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: root },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}
