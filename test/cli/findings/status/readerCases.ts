import { parseWorld } from "../../../../sandbox/world";
import { addReaderRole } from "../../../../testing/live/readers";
import type { Deployed } from "../../../../testing/live/run";
import { ADMINISTRATOR, ARCHIVE, stackFiles } from "../../../../testing/live/world";
import type { Args } from "../../../../testing/live/world";
import type { LiveCase } from "../liveCases";
import { accountOf, allow, redeploy } from "../liveCases";
import { ARGS, REGION, keyOf, of, statementsOf } from "./stack";

const TOPIC = `arn:aws:sns:${REGION}:${ADMINISTRATOR}:findings`;

const OPEN = { Sid: "Theirs", Effect: "Allow", Action: "sns:*", Resource: TOPIC };

const topicOf = (Statement: object[]) =>
  parseWorld({ topics: { [TOPIC]: { policy: { Version: "2012-10-17", Statement } } } }).topics;

const SENTINEL_ROLE = `arn:aws:iam::${ADMINISTRATOR}:role/OIDC_findings-microsoft`;

const SENTINEL = {
  notifications: true,
  readers: {
    microsoft: {
      preset: "sentinel",
      webIdentity: {
        provider: `arn:aws:iam::${ADMINISTRATOR}:oidc-provider/sts.windows.net/33e01921/`,
        sessionNames: ["MicrosoftSentinel_0a1b2c3d"],
      },
    },
  },
};

const SENTINEL_QUEUE = `arn:aws:sqs:${REGION}:${ADMINISTRATOR}:findings-microsoft-queue-0a1b2c3`;

/** The role of Sentinel's reader, as a deployment leaves it. */
const withSentinel = ({ sandbox, bucketName, keyArn }: Deployed) =>
  addReaderRole(sandbox.world(), {
    ...{ key: "microsoft", args: SENTINEL.readers.microsoft, keyArn, queueArn: SENTINEL_QUEUE },
    findingsUri: `s3://${bucketName}/AWSLogs/`,
  });

const sentinelRole = ({ sandbox }: Deployed) => sandbox.world().roles[SENTINEL_ROLE]!;

const sentinelRights = (stack: Deployed) =>
  Object.values(sentinelRole(stack).policies)[0] as unknown as {
    Statement: { [element: string]: unknown }[];
  };

const OF_SENTINEL: Partial<LiveCase> = {
  options: { files: stackFiles({ ...ARGS, ...SENTINEL }) },
  remaining: ["notificationsDiffer"],
};

const DENY_SENTINEL = {
  ...{ Sid: "NotSentinel", Effect: "Deny", Principal: { AWS: SENTINEL_ROLE } },
  ...{ Action: "kms:Decrypt", Resource: "*" },
};

const KEY_ELSEWHERE: Args = { ...ARGS, key: { account: accountOf(ARCHIVE) } };

const ADMITTED: Args = { ...KEY_ELSEWHERE, readerArns: [SENTINEL_ROLE] };

/** These worlds have readers, and neither the topic nor the queues of a deployment. */
const WITHOUT_QUEUES: Partial<LiveCase> = { remaining: ["notificationsDiffer"] };

/** Identities, topics and keys that readers use. */
export const readerCases: LiveCase[] = [
  ...([["*"], [{ AWS: "666677778888" }]] as const).map(([principal]) =>
    of(
      ...(["sharedPolicyAccess", `a topic that lets in ${JSON.stringify(principal)}`] as const),
      { ...ARGS, notificationTopicArn: TOPIC },
      ({ sandbox }) =>
        Object.assign(sandbox.world().topics, topicOf([{ ...OPEN, Principal: principal }])),
      ({ sandbox }) => Object.assign(sandbox.world().topics, topicOf([])),
    ),
  ),
  of(
    ...(["sharedPolicyNotRead", "a topic that was deleted"] as const),
    { ...ARGS, notificationTopicArn: TOPIC },
    () => undefined,
    ({ sandbox }) => Object.assign(sandbox.world().topics, topicOf([])),
    { causes: ["callFailed"], says: "Correct what AWS's message names" },
  ),
  of(
    ...(["readerCannotDecrypt", "a reader that a key of another account does not admit"] as const),
    ...[KEY_ELSEWHERE, withSentinel],
    (stack) => redeploy(stack, ADMITTED),
    {
      ...{ options: { files: stackFiles({ ...KEY_ELSEWHERE, ...SENTINEL }) } },
      says: `Add ${SENTINEL_ROLE} to readerArns, and run pulumi up.`,
      ...WITHOUT_QUEUES,
      then: { options: { files: stackFiles({ ...ADMITTED, ...SENTINEL }) } },
    },
  ),
  of(
    ...(["readerCannotDecrypt", "a reader that the key's policy denies", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      statementsOf(keyOf(stack)).push(DENY_SENTINEL);
    },
    (stack) => statementsOf(keyOf(stack)).pop(),
    {
      ...{ options: { files: stackFiles({ ...ARGS, ...SENTINEL }) } },
      says: `Exclude ${SENTINEL_ROLE} from statement 2 "NotSentinel" of the key policy.`,
      causes: ["policyDrift"],
      ...WITHOUT_QUEUES,
    },
  ),
  of(
    ...(["identityMissing", "a reader's role that was deleted", ARGS] as const),
    () => undefined,
    (stack) => void withSentinel(stack),
    { ...OF_SENTINEL, says: "the stack creates it again" },
  ),
  of(
    ...(["identityDenied", "a reader's role that may not decrypt any more", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      const rights = sentinelRights(stack);
      rights.Statement = rights.Statement.filter(({ Sid }) => Sid !== "DecryptFindings");
    },
    (stack) => void withSentinel(stack),
    { ...OF_SENTINEL, says: "run pulumi refresh, then pulumi up" },
  ),
  of(
    ...(["identityDrift", "a reader's role with a policy of others", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      sentinelRole(stack).policies["more"] = { Version: "2012-10-17", Statement: [] };
    },
    (stack) => void delete sentinelRole(stack).policies["more"],
    { ...OF_SENTINEL, says: "remove policy more from OIDC_findings-microsoft" },
  ),
  of(
    ...(["trustNotBound", "a reader's role whose trust was widened", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      const { Statement } = sentinelRole(stack).assumeRolePolicy as {
        Statement?: { [element: string]: unknown }[];
      };
      delete Statement![0]!["Condition"];
    },
    (stack) => void withSentinel(stack),
    { ...OF_SENTINEL, causes: ["identityDrift"], says: "CloudTrail: UpdateAssumeRolePolicy" },
  ),
  of(
    ...(["identityNotRead", "a reader's role that IAM does not show", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      allow(stack, "iam:GetRole");
    },
    (stack) => allow(stack),
    { ...OF_SENTINEL, says: "iam:GetRole" },
  ),
  of(
    ...(["keyGrant", "a grant of the key", ARGS] as const),
    (stack) =>
      keyOf(stack).grants.push({
        ...{ id: "f".repeat(64), granteePrincipal: "arn:aws:iam::666677778888:root" },
        operations: ["Decrypt"],
      }),
    (stack) => keyOf(stack).grants.pop(),
  ),
];
