import { bucketArn, parseArn, parseKeyArn, parseS3Arn } from "../rules/arn";
import { conditionsIn } from "../rules/evaluator";
import { grouped } from "../rules/grouped";
import type { ExportSource } from "../rules/policies";
import { listOf, type PolicyDocument, type PolicyStatement } from "../rules/policyDocument";
import type { Finding } from "../rules/proof";
import { assessPolicies } from "../rules/proof";
import { isGuardDuty, namesGuardDuty, servicesOf, statementsOf } from "../rules/proof/statements";
import type { SetPolicy } from "./documents";
import { grantees } from "./grantees";
import { valueOf } from "./references";
import type { LocatedFinding } from "./types";

/** What needs a destination, or both policies, to be found. */
const OF_DESTINATIONS: readonly Finding["id"][] = [
  "exportDenied",
  "exportUndetermined",
  "otherKeyWrites",
];

/** What is found in a policy alone: for the detectors, accounts and prefixes that its statements for GuardDuty name. */
export function standaloneFindings(set: SetPolicy): LocatedFinding[] {
  const { of, resource, document } = set;
  if (document.known === undefined) return [];
  const policy = document.known;
  const keyArn = (of === "key" ? arnOf(set) : undefined) ?? "";
  const accountId = parseKeyArn(keyArn)?.accountId;
  const arn = of === "bucket" ? bucketArnOf(set, policy) : "";
  const found = prefixesNamed(policy, arn).flatMap(
    (prefix) =>
      assessPolicies({
        bucketPolicy: of === "bucket" ? policy : undefined,
        keyPolicy: of === "key" ? policy : undefined,
        ...{ bucketArn: arn, prefix, keyArn, sources: sourcesNamed(policy) },
        owners: { bucket: "stack", key: "stack" },
        accounts: { bucket: accountId, key: accountId },
        grantees: grantees(policy),
        mode: "require",
        now: new Date().toISOString(),
      }).findings,
  );
  const each = grouped(found, (one) => `${one.id} ${"index" in one ? one.index : ""}`);
  return [...each.values()]
    .flatMap(([first]) => first ?? [])
    .filter(({ id }) => !OF_DESTINATIONS.includes(id))
    .map((finding) => ({ finding, resource }));
}

function arnOf({ holder, resource }: SetPolicy): string | undefined {
  const read = holder
    ? () => holder.props["arn"] as unknown
    : () => resource.props["keyId"] as unknown;
  const { known } = valueOf(read);
  return typeof known === "string" && parseArn(known) ? known : undefined;
}

/** The bucket's ARN, or else what the policy's statements name. */
function bucketArnOf(set: SetPolicy, document: PolicyDocument): string {
  const arn = arnOf(set);
  if (arn !== undefined) return arn;
  const names = [set.holder, set.resource].map(
    (one) => one && valueOf(() => one.props["bucket"] as string | undefined).known,
  );
  const name = names.find((one) => one !== undefined);
  if (name !== undefined) return bucketArn("aws", name);
  const resources = listOf(document.Statement).flatMap(({ Resource }) => listOf(Resource));
  const [named] = resources.flatMap((one) => parseS3Arn(String(one)) ?? []);
  return named === undefined
    ? bucketArn("aws", "<bucket>")
    : bucketArn(named.partition, named.bucket);
}

function guardDutyStatements(document: PolicyDocument): PolicyStatement[] {
  return statementsOf(document)
    .map(([, statement]) => statement)
    .filter(namesGuardDuty);
}

/** The prefixes of the objects that the statements let GuardDuty write; the bucket's root where they name none. */
function prefixesNamed(document: PolicyDocument, arn: string): string[] {
  const keys = guardDutyStatements(document)
    .flatMap(({ Resource }) => listOf(Resource))
    .flatMap((one) =>
      String(one).startsWith(`${arn}/`) ? [String(one).slice(arn.length + 1)] : [],
    );
  const prefixes = keys
    .map(
      (key) => (key.includes("AWSLogs/") ? key.split("AWSLogs/")[0] : key.replace(/\*$/, "")) ?? "",
    )
    .map((prefix) => (/[*?$]/.test(prefix) ? "" : prefix.replace(/\/+$/, "")));
  return prefixes.length === 0 ? [""] : [...new Set(prefixes)];
}

/** In place of a detector and an account that no statement names. */
const UNNAMED = { accountId: "<account id>", detectorId: "<detector id>" };

/** The detectors that the statements name, one for each account that they name without, or else any. */
function sourcesNamed(document: PolicyDocument): ExportSource[] {
  const statements = guardDutyStatements(document);
  const conditions = statements.flatMap(conditionsIn);
  const valuesOf = (key: string) =>
    conditions.filter((one) => one.key === key).flatMap(({ values }) => values);
  const detectors = [...new Set(valuesOf("aws:sourcearn"))].flatMap((arn) => {
    const { region = "", accountId = "", resource = "" } = { ...parseArn(arn) };
    const [, detectorId] = /^detector\/([0-9a-f]{32})$/.exec(resource) ?? [];
    return detectorId === undefined ? [] : [{ region, accountId, detectorId }];
  });
  const regions = [...new Set(statements.flatMap(servicesOf).filter(isGuardDuty).map(regionOf))];
  const accounts = valuesOf("aws:sourceaccount").filter(
    (id) => /^\d{12}$/.test(id) && !detectors.some(({ accountId }) => accountId === id),
  );
  const others = [...new Set(accounts)].flatMap((accountId) =>
    regions.map((region) => ({ ...UNNAMED, region, accountId })),
  );
  const named = [...detectors, ...others];
  return named.length > 0 ? named : regions.map((region) => ({ ...UNNAMED, region }));
}

/** The Region of a service principal; any default-enabled one for the global principal. */
function regionOf(service: string): string {
  const [, region] = service.split(".");
  return region === "amazonaws" ? "us-east-1" : (region ?? "");
}
