import { sdkAt } from "../../../testing/sdkClient";
import type { Deployed } from "../../../testing/live/run";
import { ADMINISTRATOR, destinationId, detectorId, stackFiles } from "../../../testing/live/world";
import type { HealthPartArns } from "../../../testing/silence/healthParts";
import {
  createHealthParts,
  EMAIL,
  EXPORT_NAME,
  generated,
  HEALTH,
  scheduleOf,
} from "../../../testing/silence/healthParts";
import { policyText, protection } from "../../../testing/silence/ways/way";
import type { FixCase } from "./fixCase";
import { accountOf, liveCase } from "./liveCases";

const REGION = "us-east-1";
const ARGS = { regions: [REGION], organization: { administrator: accountOf(ADMINISTRATOR) } };
const SCHEDULE = scheduleOf(REGION, ADMINISTRATOR);
const RULE = generated(`${HEALTH}-bucket-changes`);

const OTHER_POLICY = { RoleName: generated(`${HEALTH}-role`), PolicyName: "quiet" };
const DENIES = policyText({ Effect: "Deny", Action: "*", Resource: "*" });

const sdkOf = ({ sandbox }: Deployed) => sdkAt(sandbox.url, ADMINISTRATOR, REGION);

/** The parts of the health check, as the deployment leaves them. */
function deployHealth(stack: Deployed): Promise<HealthPartArns> {
  const { sandbox, bucketName, keyArn } = stack;
  return createHealthParts(sdkOf(stack), {
    ...{ world: sandbox.world(), accountId: ADMINISTRATOR, region: REGION, keyArn, bucketName },
    ...{ ownQueueArns: [], queueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/other" },
    ...{
      readersTopicArn: `arn:aws:sns:${REGION}:${ADMINISTRATOR}:other`,
      readersTopicKeyArn: keyArn,
    },
    settings: {
      ...{ exportName: EXPORT_NAME, administratorAccountId: ADMINISTRATOR, keyArn },
      destinationArn: `arn:aws:s3:::${bucketName}`,
      ...{ findingPublishingFrequency: "SIX_HOURS", bucketSettings: { noncurrentVersionDays: 30 } },
      regions: [{ region: REGION, detectorId: detectorId(0), destinationId: destinationId(0) }],
    },
  });
}

function of(
  what: string,
  happens: (stack: Deployed, parts: HealthPartArns) => unknown,
  fix: (stack: Deployed) => unknown,
  says: string,
): FixCase {
  return liveCase({
    ...{ id: "healthPartDiffers", what, args: ARGS, command: ["status", "--stack", "prod"] },
    options: { files: stackFiles({ ...ARGS, health: { email: EMAIL } }) },
    happens: async (stack) => happens(stack, await deployHealth(stack)),
    ...{ fix, says },
  });
}

const topicOf = ({ sandbox }: Deployed) =>
  Object.entries(sandbox.world().topics).find(([arn]) => arn.includes(HEALTH))![1];
const setPending = (stack: Deployed, pending: boolean) => {
  for (const one of Object.values(topicOf(stack).subscriptions)) {
    if (one.protocol === "email") one.pending = pending;
  }
};

const setFilter = (stack: Deployed, filter: { FilterPolicy?: string }) => {
  for (const one of Object.values(topicOf(stack).subscriptions)) {
    if (one.protocol === "email") one.attributes = filter;
  }
};

export const healthPartCases: FixCase[] = [
  of(
    "a schedule that was disabled",
    (stack) => sdkOf(stack).call("scheduler:UpdateSchedule", { ...SCHEDULE, State: "DISABLED" }),
    (stack) => sdkOf(stack).call("scheduler:UpdateSchedule", { ...SCHEDULE }),
    "run pulumi refresh and pulumi up",
  ),
  of(
    "a rule that was disabled",
    (stack) => sdkOf(stack).call("events:DisableRule", { Name: RULE }),
    (stack) => sdkOf(stack).call("events:EnableRule", { Name: RULE }),
    "run pulumi refresh and pulumi up",
  ),
  of(
    "an alarm that a rule mutes",
    (stack) =>
      sdkOf(stack).call("cloudwatch:PutAlarmMuteRule", {
        Name: "quiet",
        Rule: { Schedule: { Expression: "cron(0 0 * * *)", Duration: "PT8H" } },
        MuteTargets: { AlarmNames: [generated(`${HEALTH}-failed-runs`)] },
      }),
    (stack) => sdkOf(stack).call("cloudwatch:DeleteAlarmMuteRule", { AlarmMuteRuleName: "quiet" }),
    "aws cloudwatch delete-alarm-mute-rule --alarm-mute-rule-name quiet",
  ),
  of(
    "a topic whose messages are denied",
    (stack, { topicArn: ResourceArn }) =>
      sdkOf(stack).call("sns:PutDataProtectionPolicy", {
        ...{ ResourceArn, DataProtectionPolicy: protection({ Deny: {} }) },
      }),
    (stack) => {
      delete topicOf(stack).dataProtection;
    },
    "aws sns put-data-protection-policy --resource-arn",
  ),
  of(
    "a role with a policy that others attached",
    (stack) => sdkOf(stack).call("iam:PutRolePolicy", { ...OTHER_POLICY, PolicyDocument: DENIES }),
    (stack) => sdkOf(stack).call("iam:DeleteRolePolicy", OTHER_POLICY),
    "Detach or delete what the stack does not deploy from role",
  ),
  of(
    "an e-mail address that is not confirmed",
    (stack) => setPending(stack, true),
    (stack) => setPending(stack, false),
    `Open the link in the message that AWS sent to ${EMAIL}`,
  ),
  of(
    "an e-mail address with a filter policy",
    (stack) => setFilter(stack, { FilterPolicy: '{"team":["none"]}' }),
    (stack) => setFilter(stack, {}),
    "--attribute-name FilterPolicy --attribute-value {}",
  ),
];
