import type { World } from "../world";
import { arnOf, nameOfArn } from "./arn";
import type { Operations } from "./aws";
import { AwsError, type Caller } from "./contract";
import { addTags } from "./tagRules";

type LogGroup = World["logGroups"][string];

/** Log groups. Members are written small, as CloudWatch Logs has them. */
/** Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

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
    if (!RETENTION_DAYS.includes(retentionInDays)) {
      throw new AwsError(
        "InvalidParameterException",
        `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTION_DAYS.join(", ")}]`,
      );
    }
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
