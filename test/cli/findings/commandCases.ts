import { administratorOf } from "../../../cli/administrator";
import { CannotRun } from "../../../cli/cannotRun";
import type { Deployed } from "../../../testing/live/run";
import { deployed } from "../../../testing/live/run";
import type { Args } from "../../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, KEY_ID, MANAGEMENT } from "../../../testing/live/world";
import { createMessages } from "../../../testing/messages";
import { sdkAt } from "../../../testing/sdkClient";
import type { FixCase } from "./fixCase";
import type { LiveCase } from "./liveCases";
import { accountOf, allow, configOf, liveCase, roleIn } from "./liveCases";

const REGION = "us-east-1";
const ARGS: Args = {
  regions: [REGION],
  organization: { administrator: accountOf(ADMINISTRATOR) },
};
const KEY = `arn:aws:kms:${REGION}:${ARCHIVE}:key/${KEY_ID}`;
const ADOPTED: Args = {
  regions: [REGION],
  bucket: { existing: { name: "log-archive" }, account: accountOf(ARCHIVE) },
  key: { existing: { arn: KEY } },
};

const MANAGED: Args = {
  regions: [REGION],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
};

const detectorOf = ({ sandbox }: Deployed) =>
  sandbox.world().detectors[`${ADMINISTRATOR}/${REGION}`]!;
const withoutDestinations = (stack: Deployed) => void (detectorOf(stack).destinations = {});

/** More buckets than are checked. */
function manyBuckets(stack: Deployed): void {
  withoutDestinations(stack);
  const { buckets } = stack.sandbox.world();
  const one = { ...buckets[stack.bucketName]!, policy: null };
  for (let index = 0; index < 200; index++) buckets[`other-${index}`] = structuredClone(one);
}

/** More keys than are checked. */
function manyKeys(stack: Deployed): void {
  withoutDestinations(stack);
  const { keys } = stack.sandbox.world();
  const one = keys[stack.keyArn]!;
  for (let index = 0; index < 200; index++) {
    const id = index.toString().padStart(12, "0");
    keys[stack.keyArn.replace(/[0-9a-f]{12}$/, id)] = structuredClone(one);
  }
}

const TEST_CHANGES = ["test", "--changes", "--stack", "prod", "--deadline", "1s"];
const ALERTS = ["--topic", `arn:aws:sns:${REGION}:${ADMINISTRATOR}:alerts`];

const alerted = async (stack: Deployed) => void (await createMessages(stack, "alerts"));
const ruleCall = async ({ sandbox }: Deployed, operation: string) =>
  void (await sdkAt(sandbox.url, ADMINISTRATOR, REGION).call(operation, { Name: "changes" }));

const DISCOVER = ["discover", "--regions", REGION, "--config", "Pulumi.prod.yaml"];
const NAME = "findings-guardduty-0a1b2c3d";
const nothing = () => undefined;
const evidence = {
  bucket: { existing: { name: NAME } },
  key: { existing: { arn: KEY.replace(ARCHIVE, ADMINISTRATOR) } },
};

const CASES: LiveCase[] = [
  {
    ...{ id: "policiesNotRead", what: "buckets", args: ARGS, command: DISCOVER },
    happens: (stack) => {
      withoutDestinations(stack);
      allow(stack, "s3:GetBucketPolicy");
    },
    causes: ["callFailed"],
    fix: (stack) => allow(stack),
  },
  {
    ...{ id: "policiesNotRead", what: "keys", args: ARGS, command: DISCOVER },
    happens: (stack) => {
      withoutDestinations(stack);
      allow(stack, "kms:GetKeyPolicy");
    },
    causes: ["callFailed"],
    fix: (stack) => allow(stack),
  },
  {
    ...{ id: "candidatesNotRead", what: "buckets", args: ARGS, command: DISCOVER },
    happens: manyBuckets,
    says: "Set bucket.existing in a config, and pass it as --config.",
    fix: nothing,
    then: { options: configOf({ ...ARGS, bucket: evidence.bucket }) },
  },
  {
    ...{ id: "candidatesNotRead", what: "keys", args: ARGS, command: DISCOVER },
    happens: manyKeys,
    says: "Set key.existing in a config, and pass it as --config.",
    fix: nothing,
    then: { options: configOf({ ...ARGS, ...evidence }) },
  },
  {
    ...{ id: "delegationNotRead", what: "no role", args: MANAGED },
    command: ["discover", "--regions", REGION, "--org"],
    happens: nothing,
    says: "Set the role of the management account as organization.management in a config, and pass it as --config.",
    fix: nothing,
    then: { command: [...DISCOVER, "--org"] },
  },
  {
    ...{ id: "destinationInUse", what: "detach", args: ADOPTED },
    command: ["detach", "--stack", "prod"],
    fix: withoutDestinations,
  },
  {
    ...{ id: "messageNotArrived", what: "a rule that is disabled", args: ARGS },
    command: [...TEST_CHANGES, ...ALERTS],
    happens: async (stack) => {
      await alerted(stack);
      await ruleCall(stack, "events:DisableRule");
    },
    fix: (stack) => ruleCall(stack, "events:EnableRule"),
  },
  {
    ...{ id: "testLeftBehind", what: "a queue", args: ARGS },
    command: [...TEST_CHANGES, ...ALERTS],
    happens: async (stack) => {
      await alerted(stack);
      allow(stack, "sqs:DeleteQueue");
    },
    causes: ["callFailed"],
    fix: (stack) => allow(stack),
  },
  {
    ...{ id: "sampleNotArrived", what: "a sample that comes late", args: ARGS },
    command: ["test", "--stack", "prod", "--deadline", "1s"],
    happens: ({ sandbox: { cloud } }) => {
      const { call } = cloud;
      let samples = 0;
      cloud.call = async (caller, operation, input) =>
        operation === "guardduty:CreateSampleFindings" && samples++ === 0
          ? {}
          : call(caller, operation, input);
    },
    fix: nothing,
    then: { command: ["test", "--stack", "prod", "--deadline", "30s"] },
  },
];

const account = { accountId: ADMINISTRATOR, arn: roleIn(ADMINISTRATOR), credentials: {} as never };

/** Every plan of today has all accounts: it stands for one that lacks some. */
const notConfigured: FixCase = {
  ...{ id: "accountNotConfigured", what: "an administrator" },
  run: () => {
    const found = (accounts: Parameters<typeof administratorOf>[0]["accounts"]) => {
      try {
        administratorOf({ accounts });
        return undefined;
      } catch (error) {
        if (error instanceof CannotRun) return error.message;
        throw error;
      }
    };
    const [before, after] = [{}, { administrator: { value: account } }].map(found);
    const isIt = (text?: string) => (text === undefined ? [] : ["accountNotConfigured"]);
    return { before: isIt(before), fix: before ?? "", after: isIt(after) };
  },
};

/** The command does not run, and prints the finding. */
const topicUnknown: FixCase = {
  ...{ id: "messageTopicUnknown", what: "a stack without a health check" },
  says: "as --topic",
  run: async () => {
    const stack = await deployed(ARGS);
    try {
      await alerted(stack);
      const before = (await stack.run(TEST_CHANGES)).err;
      const after = (await stack.run([...TEST_CHANGES, ...ALERTS])).err;
      const isIt = (text: string) => (text === "" ? [] : ["messageTopicUnknown"]);
      return { before: isIt(before), fix: before, after: isIt(after) };
    } finally {
      await stack.close();
    }
  },
};

export const commandCases: FixCase[] = [...CASES.map(liveCase), notConfigured, topicUnknown];
