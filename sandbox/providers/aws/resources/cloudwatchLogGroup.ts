import { Members } from "../../../cloud/contract";
import { isEmpty } from "../../resource/equality";
import { isRefusal, unlessGone } from "../errors";
import { chosenName, nameProps, nameState } from "../naming";
import { Aws, AwsDefinition } from "../resource";
import { toTagMap } from "../tags";
import * as tests from "../tests";

const isGone = (error: unknown): boolean => isRefusal(error, "ResourceNotFoundException");

const RETENTIONS =
  "0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653".split(" ");

export const logGroup: AwsDefinition = {
  token: "aws:cloudwatch/logGroup:LogGroup",
  props: {
    ...nameProps(512),
    retentionInDays: { default: 0, test: tests.oneOf(...RETENTIONS) },
    kmsKeyId: { test: tests.arn },
    logGroupClass: { computed: true, replaces: true },
    deletionProtectionEnabled: { computed: true },
    skipDestroy: { default: false, local: true },
  },
  notModelled: ["deletionProtectionEnabled"],
  async tag({ call, arn, id }, { set, removed }) {
    const doing = `updating tags for CloudWatch Logs Log Group (${id})`;
    const resourceArn = arn("logs", `log-group:${id}`);
    if (removed.length > 0) {
      await call("logs:UntagResource", { resourceArn, tagKeys: removed }, doing);
    }
    if (!isEmpty(set)) await call("logs:TagResource", { resourceArn, tags: set }, doing);
  },

  async create({ call, inputs }) {
    const name = chosenName(inputs);
    const { kmsKeyId, logGroupClass, tagsAll } = inputs;
    const request = { logGroupName: name, kmsKeyId, logGroupClass, tags: toTagMap(tagsAll) };
    await call("logs:CreateLogGroup", request, `creating CloudWatch Logs Log Group (${name})`);
    return name;
  },
  settle: (resource) => setRetention(resource),
  async read({ call, id }) {
    const doing = `reading CloudWatch Logs Log Group (${id})`;
    const { logGroups } = await call("logs:DescribeLogGroups", { logGroupNamePrefix: id }, doing);
    const found = logGroups.find(({ logGroupName }: Members) => logGroupName === id);
    if (found === undefined) return undefined;
    const { logGroupArn: arn, retentionInDays = 0, kmsKeyId = "", logGroupClass } = found;
    const { tags } = await call("logs:ListTagsForResource", { resourceArn: arn }, doing);
    return {
      ...nameState(id),
      arn,
      retentionInDays,
      kmsKeyId,
      logGroupClass,
      deletionProtectionEnabled: false,
      tags,
    };
  },
  async update(resource) {
    if (resource.changed.has("retentionInDays")) await setRetention(resource);
  },
  async delete({ call, id, state }) {
    if (state["skipDestroy"]) return;
    const doing = `deleting CloudWatch Logs Log Group (${id})`;
    await unlessGone(isGone, () => call("logs:DeleteLogGroup", { logGroupName: id }, doing));
  },
};

async function setRetention({ call, id, inputs }: Aws): Promise<void> {
  const { retentionInDays } = inputs;
  const doing = `setting CloudWatch Logs Log Group (${id}) retention policy`;
  const logGroupName = id;
  if (retentionInDays === 0) await call("logs:DeleteRetentionPolicy", { logGroupName }, doing);
  else await call("logs:PutRetentionPolicy", { logGroupName, retentionInDays }, doing);
}
