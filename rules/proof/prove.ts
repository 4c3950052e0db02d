import type { Decision, StatementReason } from "../evaluator";
import { grouped } from "../grouped";
import type { ExportSource } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { callsForObject, callsOf, type Call, type Written } from "./calls";
import { deciderFor, type Decider, type Trial } from "./callDecisions";
import { editsFor } from "./exportEdits";
import { instantsOf } from "./instants";
import {
  documentOf,
  namesEveryPrincipal,
  namesGuardDuty,
  POLICIES,
  statementAt,
} from "./statements";
import { periodOf } from "./period";
import type { CallProof, ExportPolicies, RegionProof } from "./types";
import { variantsFor } from "./variants";

/** Whether GuardDuty will be able to export from each detector, by the policies that are known. */
export function proveExport(policies: ExportPolicies): RegionProof[] {
  const known = POLICIES.filter((policy) => documentOf(policies, policy) !== undefined);
  const instants = instantsOf(policies);
  const variantsOf = variantsFor(policies);
  return policies.sources.map((source) => {
    const decider = deciderFor(policies, source, instants);
    const target = { ...policies, variants: variantsOf(source) };
    const calls = callsOf(target, source)
      .filter(({ policy }) => known.includes(policy))
      .map((call) => proveCall(policies, call, source, decider));
    const { region, accountId, detectorId } = source;
    const result = worst(calls.map((call) => call.result));
    const isOpen = known.length < POLICIES.length && result !== "denied";
    return { region, accountId, detectorId, result: isOpen ? "notChecked" : result, calls };
  });
}

/** Whether GuardDuty may now write one object for a detector: a stand-in of AWS decides by the same requests as the proof. */
export function proveObject(
  policies: Omit<ExportPolicies, "sources">,
  source: ExportSource,
  what: Written,
  objectArn: string,
): CallProof[] {
  const all = { ...policies, sources: [source] };
  const decider = deciderFor(all, source, instantsOf(all).slice(0, 1));
  const target = { ...all, variants: variantsFor(all)(source, objectArn) };
  return callsForObject(target, source, what, objectArn).map((call) =>
    proveCall(all, call, source, decider),
  );
}

/** A call is proved for every object that it may be made for. */
function proveCall(
  policies: ExportPolicies,
  call: Call,
  source: ExportSource,
  decider: Decider,
): CallProof {
  const document = documentOf(policies, call.policy) as PolicyDocument;
  const on = (trials: Trial[]) => proveOn(document, call, source, decider, trials);
  if (call.folderOf === undefined) return on(decider.alone(call));
  const all = decider.objects(call);
  if (all === undefined)
    return { ...described(call), result: "undetermined", reasons: [], fix: [] };
  const proof = on(all);
  if (proof.result === "allowed") return { ...proof, resource: call.resource };
  const onFolder = (accountId: string) => on(decider.objects(call, accountId) ?? []);
  if (call.folderOf === "exporter") return onFolder(source.accountId);
  const known = (policies.members ?? []).filter((accountId) => accountId !== source.accountId);
  const failing = known
    .slice(0, MOST_MEMBERS)
    .map((accountId) => ({ accountId, proof: onFolder(accountId) }))
    .filter((one) => one.proof.result !== "allowed");
  const untried = Math.max(0, known.length - MOST_MEMBERS);
  const open = untried > 0 ? { membersNotTried: untried } : {};
  const [first] = failing;
  // Accounts that are not known to be members may never have findings.
  if (first === undefined) {
    const everyAccount = [...grouped(all, ({ instant }) => instant).values()].some((trials) =>
      trials.every((trial) => decider.decide(call, trial).result === "denied"),
    );
    return { ...proof, ...open, result: everyAccount ? "denied" : "undetermined" };
  }
  const result = worst(failing.map((one) => one.proof.result));
  return {
    ...first.proof,
    ...{ ...open, result },
    accounts: failing.map(({ accountId }) => accountId),
  };
}

/** More members than these are not tried one by one. */
const MOST_MEMBERS = 200;

function described({ call, policy, action, resource }: Call) {
  return { call, policy, action, resource };
}

/** One object that is refused, at one time, denies the call. */
function proveOn(
  document: PolicyDocument,
  call: Call,
  source: ExportSource,
  decider: Decider,
  trials: Trial[],
): CallProof {
  const each = trials.map((trial) => decider.decide(call, trial));
  const result = worst(each.map((one) => one.result));
  const first = each.find((one) => one.result === result);
  if (first === undefined) throw new Error(`no object for ${call.call}`);
  const { resource, decision } = first;
  const at = { ...described(call), resource, result };
  if (result === "allowed") {
    return { ...at, reasons: call.grantNotNeeded ? [] : decision.reasons, fix: [] };
  }
  const reasons = atFault(decision, document);
  const failing = each.filter((one) => one.result !== "allowed");
  const fix = editsFor(document, call, failing, source, first, reasons);
  return { ...at, ...periodOf(first, each), reasons, fix };
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
