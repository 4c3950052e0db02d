import type { World } from "../world";
import { arnOf, nameOfArn } from "./arn";
import type { Operations } from "./aws";
import { AwsError, type Caller } from "./contract";
import { addTags } from "./tagRules";

type LogGroup = World["logGroups"][string];

/** Log groups. Members are written small, as CloudWatch Logs has them. */
export const logsOperations: Operations = {
  CreateLogGroup: ({ world, now }, caller, input) => {
    const { logGroupName, kmsKeyId, logGroupClass = "STANDARD", tags = {} } = input;
    const arn = groupArn(caller, logGroupName);
    if (world.logGroups[arn] !== undefined) {
      throw new AwsError(
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
      );
    }
    const createdAt = now().toISOString();
    world.logGroups[arn] = { createdAt, kmsKeyId, logGroupClass, tags };
  },

  DescribeLogGroups: ({ world }, caller, { logGroupNamePrefix = "" }) => {
    const prefix = groupArn(caller, logGroupNamePrefix);
    return {
      logGroups: Object.entries(world.logGroups)
        .filter(([arn]) => arn.startsWith(prefix))
        .map(([arn, group]) => ({
          logGroupName: nameOfArn(arn).replace(/^log-group:/, ""),
          logGroupArn: arn,
          arn: `${arn}:*`,
          retentionInDays: group.retentionInDays,
          kmsKeyId: group.kmsKeyId,
          logGroupClass: group.logGroupClass,
        })),
    };
  },

  PutRetentionPolicy: ({ world }, caller, { logGroupName, retentionInDays }) => {
    requireGroup(world, groupArn(caller, logGroupName)).retentionInDays = retentionInDays;
  },

  DeleteRetentionPolicy: ({ world }, caller, { logGroupName }) => {
    delete requireGroup(world, groupArn(caller, logGroupName)).retentionInDays;
  },

  DeleteLogGroup: ({ world }, caller, { logGroupName }) => {
    const arn = groupArn(caller, logGroupName);
    requireGroup(world, arn);
    delete world.logGroups[arn];
  },

  ListTagsForResource: ({ world }, _caller, { resourceArn }) => ({
    tags: requireGroup(world, resourceArn).tags,
  }),

  TagResource: ({ world }, _caller, { resourceArn, tags }) => {
    addTags("logs", requireGroup(world, resourceArn).tags, tags);
  },

  UntagResource: ({ world }, _caller, { resourceArn, tagKeys }) => {
    const { tags } = requireGroup(world, resourceArn);
    for (const key of tagKeys) delete tags[key];
  },
};

function groupArn(caller: Caller, name: unknown): string {
  return arnOf("logs", caller, `log-group:${name}`);
}

function requireGroup(world: World, arn: string): LogGroup {
  const found = world.logGroups[arn];
  if (found !== undefined) return found;
  throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
}
