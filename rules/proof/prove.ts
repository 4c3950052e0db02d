import { resourcePatterns } from "../evaluator";
import type { Decision, StatementReason } from "../evaluator";
import { findingsFolder, type ExportSource } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { callsForObject, callsOf, onResource, type Call, type Written } from "./calls";
import { decide } from "./decide";
import { editsFor } from "./exportEdits";
import { findingKeys, representatives } from "./objectSpace";
import {
  documentOf,
  namesEveryPrincipal,
  namesGuardDuty,
  POLICIES,
  statementAt,
} from "./statements";
import type { CallProof, ExportPolicies, ProofResult, RegionProof } from "./types";

/** Whether GuardDuty will be able to export from each detector, by the policies that are known. */
export function proveExport(policies: ExportPolicies): RegionProof[] {
  const known = POLICIES.filter((policy) => documentOf(policies, policy) !== undefined);
  return policies.sources.map((source) => {
    const calls = callsOf(policies, source)
      .filter(({ policy }) => known.includes(policy))
      .map((call) => proveCall(policies, call, source));
    const { region, accountId, detectorId } = source;
    const result = worst(calls.map((call) => call.result));
    const isOpen = known.length < POLICIES.length && result !== "denied";
    return { region, accountId, detectorId, result: isOpen ? "notChecked" : result, calls };
  });
}

/** Whether GuardDuty may write one object for a detector: a stand-in of AWS decides by the same requests as the proof. */
export function proveObject(
  policies: Omit<ExportPolicies, "sources">,
  source: ExportSource,
  what: Written,
  objectArn: string,
): CallProof[] {
  const all = { ...policies, sources: [source] };
  return callsForObject(all, source, what, objectArn).map((call) => proveCall(all, call, source));
}

/** A call is proved for every object that it may be made for. */
function proveCall(policies: ExportPolicies, call: Call, source: ExportSource): CallProof {
  const document = documentOf(policies, call.policy) as PolicyDocument;
  if (call.folderOf === undefined) return proveOn(document, call, source, [call.resource]);
  const objects = (accountId?: string) => objectsOf(policies, document, call, source, accountId);
  const all = objects();
  if (all === undefined)
    return { ...described(call), result: "undetermined", reasons: [], fix: [] };
  const proof = proveOn(document, call, source, all);
  if (proof.result === "allowed") return { ...proof, resource: call.resource };
  if (call.folderOf === "exporter") {
    return proveOn(document, call, source, objects(source.accountId) ?? []);
  }
  const members = (policies.members ?? [])
    .filter((accountId) => accountId !== source.accountId)
    .map((accountId) => ({
      accountId,
      proof: proveOn(document, call, source, objects(accountId) ?? []),
    }))
    .filter((one) => one.proof.result !== "allowed");
  const [first] = members;
  // Accounts that are not known to be members may never have findings.
  if (first === undefined) {
    const every = all.every(
      (object) => proveOn(document, call, source, [object]).result === "denied",
    );
    return { ...proof, result: every ? "denied" : "undetermined" };
  }
  const result = worst(members.map((one) => one.proof.result));
  return { ...first.proof, result, accounts: members.map(({ accountId }) => accountId) };
}

/** One finding's object for each way in which the statements distinguish such objects. */
function objectsOf(
  { bucketArn, prefix, now = "2026-01-01" }: ExportPolicies,
  document: PolicyDocument,
  { requests: [request] }: Call,
  { region }: ExportSource,
  accountId: string | undefined,
): string[] | undefined {
  if (request === undefined) return [];
  const keys = findingKeys(findingsFolder(prefix), [region], now.slice(0, 10), accountId);
  return representatives(`${bucketArn}/`, keys, resourcePatterns(document, request));
}

function described({ call, policy, action, resource }: Call) {
  return { call, policy, action, resource };
}

/** A call is sure only when every request that GuardDuty may make for it comes out the same; one object that is refused denies it. */
function proveOn(
  document: PolicyDocument,
  call: Call,
  source: ExportSource,
  resources: string[],
): CallProof {
  const each = resources.map((resource) => {
    const on = onResource(call, resource);
    const tries = on.requests.map((request) => decide(document, request, call));
    const failed = tries.find(({ result }) => result !== "allowed");
    const sure = tries.every(({ result }) => result === failed?.result);
    const result = failed === undefined ? "allowed" : sure ? failed.result : "undetermined";
    return { on, result, decision: (failed ?? tries[0])?.decision } as const;
  });
  const result = worst(each.map((one) => one.result));
  const first = each.find((one) => one.result === result);
  if (first?.decision === undefined) throw new Error(`no request for ${call.call}`);
  const { on, decision } = first;
  if (result === "allowed") {
    return {
      ...described(on),
      result,
      reasons: call.grantNotNeeded ? [] : decision.reasons,
      fix: [],
    };
  }
  const reasons = atFault(decision, document);
  const failing = each.filter((one) => one.result !== "allowed").flatMap((one) => one.on.requests);
  const edits = editsFor(document, { ...on, requests: failing }, source, decision.result, reasons);
  return { ...described(on), ...fromOf(on, each), result, reasons, fix: edits };
}

/** The day of an object's key, where earlier ones of its kind are not refused. */
function fromOf({ resource }: Call, each: { on: Call; result: ProofResult }[]): { from?: string } {
  const dayOf = (arn: string) => /\/(\d{4})\/(\d\d)\/(\d\d)\//.exec(arn)?.slice(1).join("-");
  const allowed = each
    .filter((one) => one.result === "allowed")
    .map(({ on }) => dayOf(on.resource));
  const from = dayOf(resource);
  const isLater = from !== undefined && allowed.some((day) => day !== undefined && day < from);
  return isLater ? { from } : {};
}

const FROM_WORST = ["denied", "undetermined", "notChecked", "allowed"] as const;

/** The worst of the results; allowed when there is none. */
export function worst<T extends (typeof FROM_WORST)[number]>(results: T[]): T | "allowed" {
  return FROM_WORST.find((one): one is T => results.includes(one as T)) ?? "allowed";
}

function atFault({ result, reasons }: Decision, document: PolicyDocument): StatementReason[] {
  return result === "implicitDeny" ? closest(reasons, document) : reasons;
}

/** What keeps the one Allow from applying that is about GuardDuty and lacks the least. */
function closest(reasons: StatementReason[], document: PolicyDocument): StatementReason[] {
  const byStatement = new Map<number, StatementReason[]>();
  for (const one of reasons) {
    byStatement.set(one.index, [...(byStatement.get(one.index) ?? []), one]);
  }
  const candidates = [...byStatement].map(([index, lacks]) => ({
    statement: statementAt(document, index),
    lacks,
  }));
  const named = candidates.filter(({ statement }) => namesGuardDuty(statement));
  const open = candidates.filter(({ statement }) => namesEveryPrincipal(statement));
  const [first, ...rest] = named.length > 0 ? named : open;
  if (first === undefined) return [];
  return rest.reduce((best, one) => (one.lacks.length < best.lacks.length ? one : best), first)
    .lacks;
}
