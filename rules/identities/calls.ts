import type { Decision, PartialRequest, StatementReason } from "../evaluator";
import { partialDecision } from "../evaluator";
import { arnPattern } from "../arn";
import { grouped } from "../grouped";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";

/** What decides on a call of an identity. */
export type CallDecider = "trust" | "rights" | "boundary" | "bucket" | "key" | "queue";

/** A call that an identity makes, or by which it is taken. */
export interface IdentityCall<Decider extends CallDecider = CallDecider> {
  request: PartialRequest;
  /** Starts of the ARNs that the call may be for, or the one ARN. */
  resources: string[];
  /** Whether `resources` are starts. */
  ofObjects: boolean;
  /** Who has to allow it, or may deny it. */
  decidedBy: readonly Decider[];
}

/** A policy keeps an identity from calls, or may, because of one statement or the lack of one. */
export interface CallFault<Decider extends CallDecider = CallDecider> {
  result: "denied" | "undetermined";
  decidedBy: Decider;
  actions: string[];
  resource: string;
  /** The statements at fault, or those that could allow it. */
  reasons: StatementReason[];
  /** Of the identity's own rights: the policy of each of the reasons. */
  policies?: string[];
}

/** The policies that decide on calls; undefined: not known. */
export type CallDocuments<Decider extends CallDecider> = {
  [decider in Decider]: PolicyDocument | undefined;
};

/** What keeps an identity from its calls, and which deciders are not known. */
export function callFaults<Decider extends CallDecider>(
  calls: readonly IdentityCall<Decider>[],
  documents: CallDocuments<Decider>,
): { faults: CallFault<Decider>[]; notKnown: Decider[] } {
  const notKnown = [...new Set(calls.flatMap(({ decidedBy }) => decidedBy))].filter(
    (decider) => documents[decider] === undefined,
  );
  const decided = calls.flatMap((call) =>
    decidersOf(call, documents).flatMap((decider) => {
      const document = documents[decider];
      if (document === undefined) return [];
      const faults = faultsOf(call, decider, document);
      const isGiven = decider === "rights" && faults.length > 0 && isGivenByName(call, documents);
      return isGiven ? faults.filter(({ result, reasons }) => isDenial(result, reasons)) : faults;
    }),
  );
  return { faults: together(decided), notKnown };
}

/** A boundary limits what the identity's policies allow, where there is one. */
function decidersOf<Decider extends CallDecider>(
  { decidedBy }: IdentityCall<Decider>,
  documents: CallDocuments<Decider>,
): readonly Decider[] {
  const deciders: readonly CallDecider[] = decidedBy;
  const bounded = deciders.includes("rights") && (documents as Documents).boundary !== undefined;
  return bounded ? [...decidedBy, "boundary" as Decider] : decidedBy;
}

type Documents = Partial<CallDocuments<CallDecider>>;

const isDenial = (result: CallFault["result"], reasons: readonly StatementReason[]) =>
  result === "denied" && reasons.some(({ effect }) => effect === "Deny");

/**
 * Whether the policy of a resource of the identity's account allows the identity itself: then its own policies need not.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
function isGivenByName<Decider extends CallDecider>(
  { request, resources, ofObjects }: IdentityCall<Decider>,
  documents: Documents,
): boolean {
  const { known } = request.context;
  if (known["aws:PrincipalAccount"] !== known["aws:ResourceAccount"]) return false;
  const service = serviceOf(request.action);
  const document = documents[HOLDERS[service] ?? "trust"];
  if (HOLDERS[service] === undefined || document === undefined) return false;
  const named = partialDecision(withoutAccounts(document), request);
  const tried = ofObjects
    ? resources.flatMap((start) => objectsUnder(start, named.patterns()))
    : resources;
  return tried.every((resource) => named.on(resource).result === "allowed");
}

/** `s3` of `s3:GetObject`. */
export const serviceOf = (action: string): string => action.slice(0, action.indexOf(":"));

/** Whose policies may allow calls of a service. */
const HOLDERS: { [service: string]: CallDecider } = { s3: "bucket", kms: "key", sqs: "queue" };

/** The policy without principals that stand for an account, which leaves it to the account's own policies. */
function withoutAccounts(document: PolicyDocument): PolicyDocument {
  const isIdentity = (principal: string) =>
    !/^\d{12}$/.test(principal) && !arnPattern("iam", "root").test(principal);
  const Statement = listOf(document.Statement).map((one): PolicyStatement => {
    const { Principal } = one;
    if (one.Effect !== "Allow" || typeof Principal !== "object") return one;
    return {
      ...one,
      Principal: { ...Principal, AWS: listOf(Principal["AWS"]).filter(isIdentity) },
    };
  });
  return { ...document, Statement };
}

function faultsOf<Decider extends CallDecider>(
  { request, resources, ofObjects }: IdentityCall<Decider>,
  decidedBy: Decider,
  document: PolicyDocument,
): CallFault<Decider>[] {
  const decisive = granted(document, decidedBy, request);
  const [asWritten, strictly] = [decisive, sparingNone(decisive)].map((one) =>
    partialDecision(one, request),
  ) as [ReturnType<typeof partialDecision>, ReturnType<typeof partialDecision>];
  const tried = ofObjects
    ? resources.flatMap((start) => objectsUnder(start, strictly.patterns()))
    : resources;
  return tried.flatMap((resource) => {
    const decision = asWritten.on(resource);
    const { result, reasons } = decision.result === "allowed" ? strictly.on(resource) : decision;
    if (result === "allowed") return [];
    const isSure = result !== "undetermined" && decision.result !== "allowed";
    return [
      {
        ...{
          result: isSure ? ("denied" as const) : ("undetermined" as const),
          decidedBy,
          resource,
        },
        ...{ actions: [request.action], reasons: atFault(result, reasons) },
      },
    ];
  });
}

/** A statement that could have allowed the call does not keep it from another. */
function atFault(result: Decision["result"], reasons: StatementReason[]): StatementReason[] {
  return result === "implicitDeny" ? reasons.filter(({ effect }) => effect === "Allow") : reasons;
}

/** The identity's own rights allow what the policy of a bucket or a queue of its account does not deny. */
function granted(
  document: PolicyDocument,
  decidedBy: CallDecider,
  { context: { known } }: PartialRequest,
): PolicyDocument {
  if (decidedBy !== "bucket" && decidedBy !== "queue") return document;
  if (known["aws:PrincipalAccount"] !== known["aws:ResourceAccount"]) return document;
  const grant: PolicyStatement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
  return { ...document, Statement: [...listOf(document.Statement), grant] };
}

/**
 * The document with each Deny for all callers: one that spares a role by NotPrincipal has to spare its sessions too, whose names the caller
 * chooses.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function sparingNone(document: PolicyDocument): PolicyDocument {
  const Statement = listOf(document.Statement).map((one): PolicyStatement => {
    if (one.Effect !== "Deny" || one.NotPrincipal === undefined) return one;
    const { NotPrincipal: _, ...rest } = one;
    return { ...rest, Principal: "*" };
  });
  return { ...document, Statement };
}

/** Objects under a start of keys, one for each pattern that objects there can match. */
function objectsUnder(start: string, patterns: readonly string[]): string[] {
  const object = (text: string) => text.replaceAll("*", "").replaceAll("?", "x");
  const matching = patterns.flatMap((pattern) => {
    const whole = object(pattern);
    const [, tail = ""] = /\*(.*)$/.exec(pattern) ?? [];
    return [...(whole.startsWith(start) ? [whole] : []), `${start}${object(tail)}`];
  });
  return [...new Set([`${start}object`, ...matching])].filter((one) => !one.endsWith("/"));
}

/** Calls of a service with the same statements at fault are one; of several objects the first. */
function together<Decider extends CallDecider>(
  faults: readonly CallFault<Decider>[],
): CallFault<Decider>[] {
  const by = grouped(faults, ({ result, decidedBy, actions: [action = ""], reasons }) => {
    const indexes = [...new Set(reasons.map(({ index }) => index))];
    return JSON.stringify([result, decidedBy, indexes, indexes.length === 0 && serviceOf(action)]);
  });
  return [...by.values()].map((all) => {
    const [first] = all as [CallFault<Decider>, ...CallFault<Decider>[]];
    return { ...first, actions: [...new Set(all.flatMap(({ actions }) => actions))] };
  });
}

/** A trust policy has no Resource, and is about one role. */
export const forAnyResource = (document: PolicyDocument): PolicyDocument =>
  each(document, (one) => ({ Resource: "*", ...one }));

/** A policy of an identity has no Principal, and is about that identity. */
export const forAnyCaller = (document: PolicyDocument): PolicyDocument =>
  each(document, (one) => ({ Principal: "*", ...one }));

const each = (
  document: PolicyDocument,
  change: (one: PolicyStatement) => PolicyStatement,
): PolicyDocument => ({ ...document, Statement: listOf(document.Statement).map(change) });
