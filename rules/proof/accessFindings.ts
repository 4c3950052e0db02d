import { detectorArn, rootArn } from "../arn";
import { KEPT_PURPOSES, REPLACED_PURPOSES } from "../adoption";
import { coversAction } from "../evaluator";
import { findingsFolder } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { knownRegion } from "../regions";
import { applyEdits } from "./edits";
import { proveExport } from "./prove";
import { documentOf, principalsOf, refOf, statementAt, statementsOf } from "./statements";
import type {
  AccessFinding,
  AssessmentInput,
  Caller,
  Edit,
  SensitiveAccess,
  Severity,
} from "./types";
import { accessThrough, unintendedAccess, type FoundAccess } from "./unintendedAccess";

/** The access that the policies allow in addition to the export's, its severity and its fix. */
export function accessFindings(input: AssessmentInput): AccessFinding[] {
  return unintendedAccess(input).map((found) => {
    const { policy, index } = found;
    const statement = statementAt(documentOf(input, policy) as PolicyDocument, index);
    const remove: Edit[] = [{ edit: "removeStatement", policy, ...refOf(index, statement) }];
    const own = isOwn(statement, input.sidPrefix);
    const replaced = found.id === "guardDutyAccess" && !own && isReplaced(input, remove);
    const candidates = replaced ? [remove] : [...candidatesFor(input, found, statement), remove];
    return {
      ...found,
      severity: severityOf(input, found, own),
      replaced,
      fix: candidates.find((edits) => isGone(input, found, statement, edits)) ?? remove,
    };
  });
}

/** Whether a statement is the export's own: its Sid is the component's prefix and the name of a statement that a version writes. */
function isOwn({ Sid }: PolicyStatement, sidPrefix: string | undefined): boolean {
  if (sidPrefix === undefined || typeof Sid !== "string" || !Sid.startsWith(sidPrefix))
    return false;
  return [...REPLACED_PURPOSES, ...KEPT_PURPOSES].includes(Sid.slice(sidPrefix.length));
}

/** Whether GuardDuty may export as before without the statement. */
function isReplaced(input: AssessmentInput, remove: Edit[]): boolean {
  const results = (policies: AssessmentInput) => proveExport(policies).map(({ result }) => result);
  const [before, after] = [results(input), results(applyEdits(input, remove))];
  return before.every((result, at) => after[at] === result);
}

/** What access is wider than the export needs and harms no finding is only said. */
function severityOf(
  { owners }: AssessmentInput,
  { id, policy, callers, access, dependsOn }: FoundAccess,
  own: boolean,
): Severity {
  const harmless = ["readSettings", "writeElsewhere"];
  if (dependsOn.length > 0 || access.every((one) => harmless.includes(one.class))) return "warning";
  // Bound to the exporting account, it is only wider than need be.
  if (callers.every((one) => one.kind === "guardDuty" && one.of === "sameAccount"))
    return "warning";
  // An owner may share what it owns: its readers are named, no more.
  if (owners[policy] !== "stack" && id === "externalAccess" && access.every(isReading)) {
    return "warning";
  }
  // Owners' own statements for GuardDuty stay next to the export's, which replace them.
  if (id === "guardDutyAccess" && owners[policy] !== "stack" && !own) return "warning";
  return "error";
}

function isReading({ class: kind, action }: SensitiveAccess): boolean {
  return kind === "readFindings" || kind === "readSettings" || action === "kms:Decrypt";
}

function isGone(
  input: AssessmentInput,
  { id, policy }: FoundAccess,
  statement: PolicyStatement,
  edits: Edit[],
): boolean {
  const edited = applyEdits(input, edits);
  const document = documentOf(edited, policy) as PolicyDocument;
  return statementsOf(document)
    .filter(([, one]) => one.Sid === statement.Sid)
    .every(([at]) => accessThrough(edited, policy, document, at).every((one) => one.id !== id));
}

/** What may end the access, the narrowest first. */
function candidatesFor(
  input: AssessmentInput,
  found: FoundAccess,
  statement: PolicyStatement,
): Edit[][] {
  const { policy, index, callers } = found;
  const at = { policy, ...refOf(index, statement) };
  const accountId = input.accounts[policy];
  const partition = input.sources[0] ? knownRegion(input.sources[0].region).partition : "aws";
  const principals = callers.flatMap((caller) => namesOf(caller, statement));
  switch (found.id) {
    case "guardDutyAccess":
      return [guardDutyEdits(input, found, statement)];
    case "serviceAccess": {
      const bind: Edit[] =
        accountId === undefined
          ? []
          : [
              {
                edit: "addCondition",
                operator: "StringEquals",
                key: "aws:SourceAccount",
                values: [accountId],
                ...at,
              },
            ];
      return [...(bind.length > 0 ? [bind] : []), ...removing(statement, principals, at)];
    }
    case "externalAccess":
      return removing(statement, principals, at);
    case "publicAccess":
      return accountId === undefined
        ? []
        : [
            [
              {
                edit: "setPrincipal",
                principal: { AWS: rootArn(partition, accountId) },
                ...at,
              },
            ],
          ];
  }
}

type At = { policy: AccessFinding["policy"]; index: number; sid?: string };

/** Takes principals out of a statement that others keep. */
function removing(statement: PolicyStatement, principals: string[], at: At): Edit[][] {
  const all = ["AWS", "Service", "Federated", "CanonicalUser"].flatMap((kind) =>
    principalsOf(statement, kind),
  );
  const rest = all.filter((one) => !principals.includes(one));
  return principals.length === 0 || rest.length === 0
    ? []
    : [[{ edit: "removePrincipals", principals, ...at }]];
}

/** The values of a statement's Principal that stand for a caller. */
function namesOf(caller: Caller, statement: PolicyStatement): string[] {
  switch (caller.kind) {
    case "service":
      return [caller.service];
    case "federated":
      return [caller.provider];
    case "canonicalUser":
      return [caller.id];
    case "identity":
      return principalsOf(statement, "AWS").filter((value) => value === caller.arn);
    case "account":
      return principalsOf(statement, "AWS").filter((value) => value.includes(caller.accountId));
    default:
      return [];
  }
}

/** Binds a statement for GuardDuty to the exported detectors and to what they need. */
function guardDutyEdits(
  { sources, bucketArn, prefix }: AssessmentInput,
  { policy, index, callers, access }: FoundAccess,
  statement: PolicyStatement,
): Edit[] {
  const at = { policy, ...refOf(index, statement) };
  const needed = (
    policy === "key" ? ["kms:GenerateDataKey"] : ["s3:GetBucketLocation", "s3:PutObject"]
  ).filter((action) => coversAction(statement, action));
  const resources = needed.flatMap((action) =>
    action === "s3:PutObject" ? [`${bucketArn}/${findingsFolder(prefix)}*`] : [bucketArn],
  );
  const of = callers.flatMap((caller) => (caller.kind === "guardDuty" ? [caller.of] : []));
  const beyond = of.includes("exportedDetectors");
  const elsewhere = access.some((one) => one.class === "writeElsewhere");
  const otherwise = access.some((one) => one.class !== "writeElsewhere");
  return [
    ...(of.some((one) => one !== "exportedDetectors")
      ? [
          {
            edit: "addCondition" as const,
            operator: "StringEquals",
            key: "aws:SourceArn",
            values: sources.map(detectorArn),
            ...at,
          },
        ]
      : []),
    ...(beyond && otherwise ? [{ edit: "setActions" as const, actions: needed, ...at }] : []),
    ...(beyond && elsewhere ? [{ edit: "setResources" as const, resources, ...at }] : []),
  ];
}
