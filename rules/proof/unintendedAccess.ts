import { coversAction } from "../evaluator";
import { grouped } from "../grouped";
import type { PolicyDocument } from "../policyDocument";
import { encryptedWith } from "./calls";
import { bindsService } from "./conditionValues";
import type { OpenStatement, Reach } from "./reach";
import { openStatement, reachOf } from "./reach";
import type { SensitiveAction } from "./sensitiveActions";
import { findingsBy, hasVariables, resourcesOf, SENSITIVE_ACTIONS } from "./sensitiveActions";
import { documentOf, namesGuardDuty, POLICIES, refOf, statementsOf } from "./statements";
import type { OutsidePrincipal } from "./testPrincipals";
import { exportedDetectors, guardDutyPrincipals, outsidePrincipals } from "./testPrincipals";
import type { AccessFinding, AssessmentInput, Caller, PolicyName, SensitiveAccess } from "./types";

/** What a caller reaches through a statement. */
interface Access {
  caller: Caller;
  sensitive: SensitiveAccess;
  reach: Reach;
}

export type FoundAccess = Omit<AccessFinding, "fix" | "replaced" | "severity">;

/**
 * The statements that let in more than the export is for, those of others included. What IAM lets identities of the bucket's and the
 * key's own accounts do is outside of it.
 */
export function unintendedAccess(input: AssessmentInput): FoundAccess[] {
  return POLICIES.flatMap((policy) => {
    const document = documentOf(input, policy);
    if (document === undefined) return [];
    return statementsOf(document).flatMap(([index]) =>
      accessThrough(input, policy, document, index),
    );
  });
}

/** What one statement of a policy lets in, by kind of caller. */
export function accessThrough(
  input: AssessmentInput,
  policy: PolicyName,
  document: PolicyDocument,
  index: number,
): FoundAccess[] {
  const [, statement] = statementsOf(document).find(([at]) => at === index) ?? [];
  if (statement?.Effect !== "Allow") return [];
  const actions = SENSITIVE_ACTIONS.filter(
    (one) => one.policy === policy && coversAction(statement, one.action),
  );
  if (actions.length === 0) return [];
  const denies = statementsOf(document).flatMap(([, one]) => (one.Effect === "Deny" ? [one] : []));
  const open = openStatement(statement, denies, document.Version, input.now);
  const callers = [
    ...outsidePrincipals(statement, denies, input),
    ...(namesGuardDuty(statement)
      ? [...guardDutyPrincipals(statement, input), ...exportedDetectors(input)]
      : []),
  ];
  const shared = policy === "bucket" ? findingsBy(input, open.document) : [];
  const isOwn = policy === "bucket" && hasVariables(open.document);
  const objectsOf = (caller: OutsidePrincipal) =>
    isOwn ? findingsBy(input, open.document, caller) : shared;
  const found = accessOf(input, open, callers, actions, objectsOf).filter(
    (access) => !isBound(access),
  );
  const idOf = found.some(isPublic) ? ifPublic : ifNotPublic;
  const findings = grouped(found, ({ caller, reach }) => `${idOf(caller)} ${reach.certain}`);
  return [...findings.values()].map((same) => ({
    id: idOf((same[0] as Access).caller),
    policy,
    ...refOf(index, statement),
    callers: distinct(same.map(({ caller }) => caller)),
    access: [...grouped(same, ({ sensitive }) => sensitive.class).values()].map(
      ([first]) => (first as Access).sensitive,
    ),
    dependsOn: distinct(same.flatMap(({ reach }) => reach.dependsOn)),
  }));
}

function accessOf(
  input: AssessmentInput,
  open: OpenStatement,
  callers: OutsidePrincipal[],
  actions: SensitiveAction[],
  objectsOf: (caller: OutsidePrincipal) => readonly string[],
): Access[] {
  const found = new Map<string, Access>();
  for (const one of callers) {
    const objects = objectsOf(one);
    for (const action of actions) {
      if (isMeant(one, action)) continue;
      const name = JSON.stringify([one.caller, action.class]);
      if (found.get(name)?.reach.certain) continue;
      for (const resource of resourcesOf(input, action, objects)) {
        const reach = reachOf(open, sending(input, one, action), action.action, resource);
        if (reach === undefined || (found.has(name) && !reach.certain)) continue;
        const sensitive = { class: action.class, action: action.action, resource };
        found.set(name, { caller: one.caller, sensitive, reach: ifOutside(input, one, reach) });
        if (reach.certain) break;
      }
    }
  }
  return [...found.values()];
}

/** Whether an account that is spelled out is the bucket's own may not be known. */
function ifOutside(
  { accounts }: AssessmentInput,
  { caller }: OutsidePrincipal,
  reach: Reach,
): Reach {
  const spelledOut = ["account", "identity", "canonicalUser", "federated"].includes(caller.kind);
  if (!spelledOut || (accounts.bucket !== undefined && caller.kind !== "canonicalUser"))
    return reach;
  return { ...reach, certain: false, dependsOn: [...reach.dependsOn, "aws:ResourceAccount"] };
}

/** GuardDuty sends the headers that it always sends; all others choose theirs. */
function sending(
  { keyArn }: AssessmentInput,
  one: OutsidePrincipal,
  { action }: SensitiveAction,
): OutsidePrincipal {
  if (one.caller.kind !== "guardDuty" || action !== "s3:PutObject") return one;
  return { ...one, known: { ...one.known, ...encryptedWith(keyArn) } };
}

/** What the exported detectors do to export, and what those that the export lets read do to read. */
function isMeant({ caller, isGrantee }: OutsidePrincipal, action: SensitiveAction): boolean {
  if (isGrantee) return ["readFindings", "readSettings", "useKey"].includes(action.class);
  // Of settings, only what GuardDuty is let read says more than it should.
  if (caller.kind !== "guardDuty") return action.class === "readSettings";
  if (caller.of !== "exportedDetectors") return false;
  return (
    (action.on !== "elsewhere" && action.action === "s3:PutObject") ||
    ["s3:GetBucketLocation", "kms:GenerateDataKey"].includes(action.action)
  );
}

/** A service that only acts for those whom conditions name is bound. A variable in a resource names none. */
function isBound({ caller, reach }: Access): boolean {
  if (reach.certain || (caller.kind !== "service" && caller.kind !== "guardDuty")) return false;
  return reach.compared.some((key) => key !== null && bindsService(key));
}

function isPublic({ caller, reach }: Access): boolean {
  return reach.certain && (caller.kind === "anonymous" || caller.kind === "anyAccount");
}

/** Who is let in as anyone is, is part of the one finding. */
function ifPublic({ kind }: Caller): FoundAccess["id"] {
  return kind === "guardDuty" ? "guardDutyAccess" : "publicAccess";
}

function ifNotPublic({ kind }: Caller): FoundAccess["id"] {
  if (kind === "guardDuty") return "guardDutyAccess";
  return kind === "service" ? "serviceAccess" : "externalAccess";
}

function distinct<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
