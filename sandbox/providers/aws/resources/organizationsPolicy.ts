import { isRefusal, unlessGone } from "../errors";
import { AwsDefinition } from "../resource";
import { normalPolicy, samePolicy } from "../policy";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import { tagNode } from "./organizationsUnit";

/** Those of the AWS SDK that the provider is built with: GUARDDUTY_POLICY is younger. */
const TYPES = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "TAG_POLICY",
  "BACKUP_POLICY",
  "AISERVICES_OPT_OUT_POLICY",
  "CHATBOT_POLICY",
  "DECLARATIVE_POLICY_EC2",
  "SECURITYHUB_POLICY",
  "INSPECTOR_POLICY",
  "UPGRADE_ROLLOUT_POLICY",
  "BEDROCK_POLICY",
  "S3_POLICY",
];

const isNoPolicy = (error: unknown): boolean => isRefusal(error, "PolicyNotFoundException");

export const organizationsPolicy: AwsDefinition = {
  token: "aws:organizations/policy:Policy",
  global: true,
  props: {
    name: { autoname: { maxLength: 128 } },
    content: { test: tests.json, stored: normalPolicy, same: samePolicy },
    description: {},
    type: { default: "SERVICE_CONTROL_POLICY", replaces: true, test: tests.oneOf(...TYPES) },
    skipDestroy: { local: true },
  },
  tag: tagNode("Policy"),

  async create({ call, inputs }) {
    const { name } = inputs;
    const request = {
      Name: name,
      Description: inputs["description"] ?? "",
      Type: inputs["type"],
      Content: inputs["content"],
      Tags: toTagList(inputs["tagsAll"]),
    };
    const doing = `creating Organizations Policy (${name})`;
    const { Policy } = await call("organizations:CreatePolicy", request, doing);
    return Policy.PolicySummary.Id;
  },
  async read({ call, id, state }) {
    const doing = `reading Organizations Policy (${id})`;
    const found = await unlessGone(isNoPolicy, () =>
      call("organizations:DescribePolicy", { PolicyId: id }, doing),
    );
    if (found === undefined) return undefined;
    const { PolicySummary: summary, Content } = found["Policy"];
    if (summary.AwsManaged === true && state["arn"] === undefined) {
      throw new Error(
        `AWS-managed Organizations policy (${id}) cannot be imported. Use the policy ID directly in your configuration`,
      );
    }
    const { Tags } = await call("organizations:ListTagsForResource", { ResourceId: id }, doing);
    return {
      arn: summary.Arn,
      name: summary.Name,
      description: summary.Description,
      type: summary.Type,
      content: Content,
      tags: fromTagList(Tags),
    };
  },
  async update({ call, id, inputs, changed }) {
    if (changed.size === 0) return;
    const request = {
      PolicyId: id,
      ...(changed.has("content") && { Content: inputs["content"] }),
      ...(changed.has("description") && { Description: inputs["description"] ?? "" }),
      ...(changed.has("name") && { Name: inputs["name"] }),
    };
    await call("organizations:UpdatePolicy", request, `updating Organizations Policy (${id})`);
  },
  async delete({ call, id, state }) {
    if (state["skipDestroy"]) return;
    const doing = `deleting Organizations Policy (${id})`;
    await unlessGone(isNoPolicy, () => call("organizations:DeletePolicy", { PolicyId: id }, doing));
  },
};

const isNotAttached = (error: unknown): boolean =>
  ["PolicyNotAttachedException", "PolicyNotFoundException", "TargetNotFoundException"].some(
    (code) => isRefusal(error, code),
  );

export const policyAttachment: AwsDefinition = {
  token: "aws:organizations/policyAttachment:PolicyAttachment",
  global: true,
  props: {
    policyId: { replaces: true },
    targetId: { replaces: true },
    skipDestroy: { local: true },
  },
  parseId: (id) => idParts(id).join(":"),

  async create({ call, inputs }) {
    const { targetId, policyId } = inputs;
    const id = `${targetId}:${policyId}`;
    const request = { TargetId: targetId, PolicyId: policyId };
    const doing = `creating Organizations Policy Attachment (${id})`;
    await call("organizations:AttachPolicy", request, doing);
    return id;
  },
  async read({ call, id }) {
    const [targetId, policyId] = idParts(id);
    const doing = `reading Organizations Policy Attachment (${id})`;
    const targets: { TargetId: string }[] = [];
    let NextToken: string | undefined;
    do {
      const request = { PolicyId: policyId, NextToken };
      const page = await unlessGone(isNotAttached, () =>
        call("organizations:ListTargetsForPolicy", request, doing),
      );
      targets.push(...(page?.["Targets"] ?? []));
      NextToken = page?.["NextToken"];
    } while (NextToken);
    const isAttached = targets.some(({ TargetId }) => TargetId === targetId);
    return isAttached ? { targetId, policyId } : undefined;
  },
  async delete({ call, id, state }) {
    if (state["skipDestroy"]) return;
    const [TargetId, PolicyId] = idParts(id);
    const doing = `deleting Organizations Policy Attachment (${id})`;
    await unlessGone(isNotAttached, () =>
      call("organizations:DetachPolicy", { TargetId, PolicyId }, doing),
    );
  },
};

function idParts(id: string): [target: string, policy: string] {
  const [, target, policy] = /^([^:]+):([^:]+)$/.exec(id) ?? [];
  if (target === undefined || policy === undefined) {
    throw new Error(
      `unexpected format for ID (${id}), expected TARGETID:POLICYID or TARGETID,POLICYID`,
    );
  }
  return [target, policy];
}
