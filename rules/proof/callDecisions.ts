import { findingsFolder, type ExportSource } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import type { Call } from "./calls";
import type { Instant } from "./instants";
import { requestDeciders, type RequestDecider, type RequestDecision } from "./requestDecisions";
import { findingKeys, representatives } from "./objectSpace";
import { documentOf } from "./statements";
import type { ExportPolicies } from "./types";

/** One resource at one time. */
export interface Trial {
  resource: string;
  instant: Instant;
}

/** What a policy decides about a call for one resource at one time. */
export interface CallDecision extends RequestDecision, Trial {}

/** Decides the calls of one detector. */
export interface Decider {
  /** The call for its one resource, at each time. */
  alone: (call: Call) => Trial[];
  /** One finding's object for each way in which the statements distinguish such objects, at each time; undefined: there are too many ways. */
  objects: (call: Call, accountId?: string) => Trial[] | undefined;
  decide: (call: Call, trial: Trial) => CallDecision;
}

/** Calls that make the same requests are evaluated once. */
export function deciderFor(
  policies: ExportPolicies,
  source: ExportSource,
  instants: readonly Instant[],
): Decider {
  const deciders = new Map<Call["requests"], Map<Instant, RequestDecider[]>>();
  const explored = new Map<string, string[] | undefined>();
  const decidersOf = (call: Call, instant: Instant) =>
    remembered(
      remembered(deciders, call.requests, () => new Map<Instant, RequestDecider[]>()),
      instant,
      () =>
        requestDeciders(
          documentOf(policies, call.policy) as PolicyDocument,
          callAt(call, instant.known),
        ),
    );
  const objectsAt = (call: Call, instant: Instant, accountId?: string) => {
    const patterns = [...new Set(decidersOf(call, instant).flatMap((one) => one.patterns()))];
    const day = instant.at.slice(0, 10);
    return remembered(explored, JSON.stringify([day, accountId, ...patterns]), () => {
      const { bucketArn, prefix } = policies;
      const keys = findingKeys(findingsFolder(prefix), [source.region], day, accountId);
      return representatives(`${bucketArn}/`, keys, patterns);
    });
  };
  return {
    alone: ({ resource }) => instants.map((instant) => ({ resource, instant })),
    objects: (call, accountId) => {
      const each = instants.map((instant) =>
        objectsAt(call, instant, accountId)?.map((resource) => ({ resource, instant })),
      );
      return each.includes(undefined) ? undefined : each.flatMap((trials) => trials ?? []);
    },
    decide: (call, { resource, instant }) => {
      const { decision, result } = together(
        decidersOf(call, instant).map(({ on }) => on(resource)),
      );
      const missed = instant.momentary && result === "denied";
      return { resource, instant, decision, result: missed ? "undetermined" : result };
    },
  };
}

/** A call whose requests hold more. */
export function callAt(call: Call, known: Instant["known"]): Call {
  if (Object.keys(known).length === 0) return call;
  const requests = call.requests.map((request) => ({
    ...request,
    context: { ...request.context, known: { ...request.context.known, ...known } },
  }));
  return { ...call, requests };
}

/** A call is sure only when every request that GuardDuty may make for it comes out the same. */
function together(requests: RequestDecision[]): RequestDecision {
  const [first] = requests;
  if (first === undefined) throw new Error("a call makes no request");
  const failed = requests.find(({ result }) => result !== "allowed");
  if (failed === undefined) return first;
  const sure = requests.every(({ result }) => result === failed.result);
  return { ...failed, result: sure ? failed.result : "undetermined" };
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as V;
}
