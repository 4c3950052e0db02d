import { setTimeout as sleep } from "node:timers/promises";
import type { World, WorldStore } from "../world";
import { accountOperations } from "./account";
import { athenaOperations } from "./athena";
import type { Aws, Operation, Operations } from "./aws";
import { FURTHEST } from "./clock";
import { chronicleOperations } from "./chronicle/feeds";
import { cloudformationOperations } from "./cloudformation";
import { cloudwatchOperations } from "./cloudwatch";
import { AwsError, type Caller, type Cloud, operationParts } from "./contract";
import { eventsOperations } from "./events";
import { callEvent, sendCallEvent } from "./events/callEvents";
import { type Faults, faultOf, faultsIn, NO_FAULTS, seededRandom } from "./faults";
import { type Delivery, exportFinding, type FindingOptions } from "./guardduty/findings";
import { scanUploads } from "./guardduty/malwareScans";
import { requireAccountRight } from "./gate";
import { glueOperations } from "./glue";
import { guardDutyOperations } from "./guardduty";
import { iamOperations } from "./iam";
import { kmsOperations } from "./kms";
import { lambdaOperations } from "./lambda";
import { logsOperations } from "./logs";
import { organizationsOperations } from "./organizations";
import { createPropagation, type PolicyHolder } from "./propagation";
import { s3Operations } from "./s3";
import { s3ControlOperations } from "./s3control";
import { schedulerOperations } from "./scheduler";
import { sentinelOperations } from "./sentinel/connectors";
import { snsOperations } from "./sns";
import { sqsOperations } from "./sqs";
import { authenticate, requireRegion, stsOperations } from "./sts";
import { WITHOUT_EFFECT } from "../notes/withoutEffect";
import { recorded } from "../recording";
import { restore } from "../restoring";
import { pageOf } from "./paging";
import { requireQuota } from "./quotas";
import { requestTagKeys, requireValidTags } from "./tagRules";
import { passTime } from "./time";
import { requireValidInput } from "./validation";

/** One call that was made, as `GET /calls` answers it. */
export interface CallRecord {
  accountId: string;
  region: string;
  /** `service:Operation`. */
  operation: string;
  /** Code of the error it ended with. */
  error?: string;
  /** Why, where AWS's answer does not say: the policy and the statement that decided. */
  why?: string;
  /** Members that the caller set and the sandbox does not model. */
  ignored?: string[];
}

export interface CloudOptions {
  /** Refuses a call with members that the sandbox does not model, in place of logging them. */
  strict: boolean;
}

/** The sandbox's AWS, with what tests and people may do to it from outside. */
export interface SandboxCloud extends Cloud {
  readonly world: World;
  /** The last calls, oldest first. */
  readonly calls: CallRecord[];
  /** Has each refusal whose reason AWS's answer leaves out logged. Defaults to no log. */
  logRefusals(log: (record: CallRecord) => void): void;
  /** Has each call that sets members that the sandbox does not model logged. Defaults to no log. */
  logIgnored(log: (record: CallRecord) => void): void;
  setFaults(faults: Faults): void;
  advanceClock(milliseconds: number): Promise<void>;
  replaceWorld(world: World): Promise<void>;
  /** Changes a bucket's or key's policy by hand: no rights, no checks, in effect at once. */
  setPolicy(
    owner: { bucket: string } | { key: string },
    policy: PolicyHolder["policy"],
  ): Promise<void>;
  exportFinding(accountId: string, region: string, options?: FindingOptions): Promise<Delivery[]>;
}

const MAXIMUM_RECORDS = 20_000;
/** Operation -> the members of its input that were read in a call of it. */
const modelledPaths: { [operation: string]: Set<string> } = {};
/** Service -> the operations of it that the sandbox has. */
export const SERVICES: { [service: string]: Operations } = {
  guardduty: guardDutyOperations,
  s3: s3Operations,
  s3control: s3ControlOperations,
  kms: kmsOperations,
  iam: iamOperations,
  events: eventsOperations,
  glue: glueOperations,
  athena: athenaOperations,
  sns: snsOperations,
  sqs: sqsOperations,
  sts: stsOperations,
  organizations: organizationsOperations,
  account: accountOperations,
  lambda: lambdaOperations,
  scheduler: schedulerOperations,
  logs: logsOperations,
  cloudwatch: cloudwatchOperations,
  cloudformation: cloudformationOperations,
  chronicle: chronicleOperations,
  sentinel: sentinelOperations,
};

export function cloudOf(store: WorldStore, { strict }: CloudOptions): SandboxCloud {
  let faults = NO_FAULTS;
  let random = seededRandom(faults.seed);
  const calls: CallRecord[] = [];
  const now = (): Date => new Date(Date.now() + (store.world.clockOffsetMs ?? 0));
  const aws: Aws = {
    get world() {
      return store.world;
    },
    now,
    propagation: createPropagation(
      () => now().getTime(),
      () => faults.propagationDelayMs,
    ),
    uploads: [],
    recent: new Map(),
  };

  const noLog = (_record: CallRecord): void => undefined;
  let logRefusal = noLog;
  let logIgnored = noLog;
  const run = async (from: Caller, record: CallRecord, input: object): Promise<object> => {
    const { operation } = record;
    const caller = { ...from, requestTags: requestTagKeys(input) };
    const execute = operationOf(operation);
    requireRegion(aws.world, caller);
    requireAccountRight(aws.world, caller, operation, input);
    const here = faultsIn(faults, caller.region);
    if (here.latencyMs > 0) await sleep(here.latencyMs);
    const fault = faultOf(operation, here, random);
    if (fault !== undefined) throw fault;
    requireValidInput(operation, input);
    requireValidTags(operation, input);
    passTime(aws);
    const recording = recorded(
      structuredClone(input),
      (value, path) => value !== undefined && hasEffect(operation, path),
    );
    // What is refused leaves the world as it was. Members that this operation has read before are modelled.
    const modelled = (modelledPaths[operation] ??= new Set());
    const isNew =
      strict && !isRead(operation) && recording.paths().some((one) => !modelled.has(one));
    const former = isNew ? structuredClone(store.world) : undefined;
    try {
      const sent = callEvent(aws, caller, operation, input);
      requireQuota(aws.world, caller, operation, input);
      const answered = execute(aws, caller, recording.value) ?? {};
      scanUploads(aws);
      if (sent !== undefined) sendCallEvent(aws, sent);
      const output = structuredClone(pageOf(operation, recording.value, answered));
      // Only writes keep members; to look for them takes the longer, the larger the world is.
      const ignored = recording.unread(isRead(operation) ? undefined : store.world);
      if (ignored.length === 0) {
        for (const path of recording.paths()) modelled.add(path);
        return output;
      }
      record.ignored = ignored;
      if (former !== undefined) restore(store.world, former);
      if (strict) throw notModelled(operation, ignored);
      logIgnored(record);
      return output;
    } finally {
      recording.settle();
      if (!isRead(operation)) await store.commit();
    }
  };

  return {
    get world() {
      return store.world;
    },
    calls,
    authenticate: (credentials) => authenticate(aws, credentials),
    async call(caller, operation, input) {
      const record: CallRecord = {
        accountId: caller.accountId,
        region: caller.region,
        operation,
      };
      if (calls.push(record) > MAXIMUM_RECORDS) calls.shift();
      try {
        return await run(caller, record, input);
      } catch (error) {
        if (error instanceof AwsError) {
          record.error = error.code;
          const refused = callEvent(aws, caller, operation, input);
          if (refused !== undefined) sendCallEvent(aws, refused, error);
          if (error.why !== undefined) {
            record.why = error.why;
            logRefusal(record);
          }
        }
        throw error;
      }
    },
    logRefusals(log) {
      logRefusal = log;
    },
    logIgnored(log) {
      logIgnored = log;
    },
    setFaults(next) {
      faults = next;
      random = seededRandom(next.seed);
    },
    async advanceClock(milliseconds) {
      const offset = (store.world.clockOffsetMs ?? 0) + milliseconds;
      if (offset > FURTHEST)
        throw new RangeError("The clock can be put ahead by 36500 days at most.");
      store.world.clockOffsetMs = offset;
      passTime(aws);
      await store.commit();
    },
    replaceWorld(world) {
      aws.recent.clear();
      return store.replace(world);
    },
    async setPolicy(owner, policy) {
      const [holders, name]: [{ [name: string]: PolicyHolder }, string] =
        "bucket" in owner ? [store.world.buckets, owner.bucket] : [store.world.keys, owner.key];
      const holder = Object.hasOwn(holders, name) ? holders[name] : undefined;
      if (holder === undefined) throw new AwsError("NotFound", "No such bucket or key", 404);
      aws.propagation.putAtOnce(holder, policy);
      await store.commit();
    },
    async exportFinding(accountId, region, options) {
      passTime(aws);
      const deliveries = exportFinding(aws, { accountId, region }, options);
      scanUploads(aws);
      await store.commit();
      return deliveries;
    },
  };
}

function operationOf(operation: string): Operation {
  const { service, name } = operationParts(operation);
  const operations = (Object.hasOwn(SERVICES, service) && SERVICES[service]) || {};
  const found = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (found !== undefined) return found;
  throw new AwsError("NotImplemented", `The sandbox does not have ${operation}.`, 501);
}

function hasEffect(operation: string, path: string): boolean {
  const { [operationParts(operation).service]: without = {} } = WITHOUT_EFFECT;
  return !Object.hasOwn(without, path);
}

function notModelled(operation: string, ignored: string[]): AwsError {
  const text = `The sandbox does not model ${ignored.join(", ")} of ${operation}. Fix: leave out ${ignored.length > 1 ? "these members" : "this member"} here, and try ${ignored.length > 1 ? "them" : "it"} on AWS.`;
  return new AwsError("NotModelled", text, 501);
}

function isRead(operation: string): boolean {
  return /:(Get|List|Describe|Head)/.test(operation);
}
