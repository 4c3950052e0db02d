import { findingsFolder, type ExportSource } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import type { Call } from "./calls";
import { requestDeciders, type RequestDecider, type RequestDecision } from "./requestDecisions";
import { findingKeys, representatives } from "./objectSpace";
import { documentOf } from "./statements";
import type { ExportPolicies } from "./types";

/** What a policy decides about a call for one resource. */
export interface CallDecision extends RequestDecision {
  resource: string;
}

/** Decides the calls of one detector. */
export interface Decider {
  /** One finding's object for each way in which the statements distinguish such objects; undefined: there are too many ways. */
  objects: (call: Call, accountId?: string) => string[] | undefined;
  decide: (call: Call, resource: string) => CallDecision;
}

/** Calls that make the same requests are evaluated once. */
export function deciderFor(policies: ExportPolicies, source: ExportSource): Decider {
  const deciders = new Map<Call["requests"], RequestDecider[]>();
  const explored = new Map<string, string[] | undefined>();
  const decidersOf = (call: Call) =>
    remembered(deciders, call.requests, () =>
      requestDeciders(documentOf(policies, call.policy) as PolicyDocument, call),
    );
  return {
    objects: (call, accountId) => {
      const patterns = [...new Set(decidersOf(call).flatMap((one) => one.patterns()))];
      const name = JSON.stringify([accountId, ...patterns]);
      return remembered(explored, name, () => {
        const { bucketArn, prefix, now = "2026-01-01" } = policies;
        const day = now.slice(0, 10);
        const keys = findingKeys(findingsFolder(prefix), [source.region], day, accountId);
        return representatives(`${bucketArn}/`, keys, patterns);
      });
    },
    decide: (call, resource) => ({
      resource,
      ...together(decidersOf(call).map(({ on }) => on(resource))),
    }),
  };
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
