import { arnSegments, detectorArn, iamArn, parseArn } from "../arn";
import { conditionsIn, NEVER_SENT_BY_SERVICE, sentByService } from "../evaluator";
import { grouped } from "../grouped";
import type { ExportSource } from "../policies";
import type { PolicyStatement } from "../policyDocument";
import { DEFAULT_REGIONS, knownRegion, LISTED_OPT_IN_REGIONS } from "../regions";
import { principalOf, sentFor } from "./calls";
import {
  accountMatching,
  instances,
  isOpen,
  SOURCE_KEYS,
  unlistedAccount,
} from "./conditionValues";
import type { TestPrincipal } from "./reach";
import { isGuardDuty, namesEveryPrincipal, principalsOf, servicesOf } from "./statements";
import type { AssessmentInput, Caller } from "./types";

/** What test principals are chosen by: the accounts that are inside, and those that the export lets read. */
type Inside = Pick<AssessmentInput, "sources" | "accounts" | "grantees">;

/** A caller that a statement should not let in. */
export interface OutsidePrincipal extends TestPrincipal {
  caller: Caller;
  /** An identity that the export itself lets read. */
  isGrantee?: boolean;
}

const OVER_TLS = { "aws:SecureTransport": "true" };
const ORGANIZATION = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];
const IDENTITY_KEYS = [
  ...["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalServiceName", "aws:userid"],
  ...["kms:CallerAccount", ...ORGANIZATION],
];

/** Whom a statement may let in from outside the accounts of the bucket and the key, GuardDuty aside. */
export function outsidePrincipals(
  statement: PolicyStatement,
  denies: readonly PolicyStatement[],
  input: Inside,
): OutsidePrincipal[] {
  const named = namedPrincipals(statement, statement, input);
  const services = servicesOf(statement)
    .filter((name) => !isGuardDuty(name))
    .map(service);
  if (!namesEveryPrincipal(statement)) return [...named, ...services];
  return distinct([
    anonymous(),
    identity({ kind: "anyAccount" }, roleIn(unlisted(statement, input), input)),
    ...accountsNamed(statement, input),
    service("cloudtrail.amazonaws.com"),
    ...[...named, ...services],
    ...denies.flatMap((deny) => exceptedPrincipals(deny, statement, input)),
    ...servicesInConditions(statement).map(service),
  ]);
}

/** Those whom a Deny may leave out: all others it may stop. */
function exceptedPrincipals(
  deny: PolicyStatement,
  statement: PolicyStatement,
  input: Inside,
): OutsidePrincipal[] {
  const { NotPrincipal } = deny;
  const excepted: PolicyStatement = { ...deny, ...(NotPrincipal && { Principal: NotPrincipal }) };
  return [
    ...accountsNamed(deny, input),
    ...(NotPrincipal === undefined
      ? []
      : [...namedPrincipals(excepted, statement, input), ...servicesOf(excepted).map(service)]),
    ...servicesInConditions(deny).map(service),
  ];
}

/** The identities outside that an element names. */
function namedPrincipals(
  naming: PolicyStatement,
  statement: PolicyStatement,
  input: Inside,
): OutsidePrincipal[] {
  return [
    ...principalsOf(naming, "AWS")
      .filter((value) => value !== "*")
      .flatMap((value) => awsPrincipals(value, statement, input)),
    ...principalsOf(naming, "CanonicalUser").map((id): OutsidePrincipal => {
      const known = { ...OVER_TLS, "aws:PrincipalIsAWSService": "false" };
      const principal = { kind: "CanonicalUser" as const, id };
      return { caller: { kind: "canonicalUser", id }, principal, known, absent: [...SOURCE_KEYS] };
    }),
    ...principalsOf(naming, "Federated").flatMap((provider) =>
      isInside(parseArn(provider)?.accountId, input) ? [] : [federated(provider)],
    ),
  ];
}

function servicesInConditions(statement: PolicyStatement): string[] {
  return conditionsIn(statement)
    .filter(({ key }) => key === "aws:principalservicename")
    .flatMap(({ values }) => values)
    .filter((value) => !/[*?$]/.test(value) && !isGuardDuty(value));
}

function distinct(principals: OutsidePrincipal[]): OutsidePrincipal[] {
  return [
    ...new Map(
      principals.map((one) => [JSON.stringify([one.caller, one.principal]), one]),
    ).values(),
  ];
}

function anonymous(): OutsidePrincipal {
  return {
    caller: { kind: "anonymous" },
    principal: { kind: "Anonymous" },
    known: OVER_TLS,
    absent: [...SOURCE_KEYS, ...IDENTITY_KEYS, "aws:PrincipalIsAWSService"],
  };
}

/** An identity of an account. Of which organization it is, is not known. */
function identity(caller: Caller, arn: string): OutsidePrincipal {
  const accountId = parseArn(arn)?.accountId ?? "";
  return {
    caller,
    principal: { kind: "AWS", arn },
    known: {
      ...OVER_TLS,
      "aws:PrincipalAccount": accountId,
      "aws:PrincipalArn": arn,
      "aws:PrincipalIsAWSService": "false",
      "kms:CallerAccount": accountId,
    },
    absent: [...SOURCE_KEYS, "aws:PrincipalServiceName"],
  };
}

function federated(provider: string): OutsidePrincipal {
  return {
    caller: { kind: "federated", provider },
    principal: { kind: "Federated", provider },
    known: { ...OVER_TLS, "aws:PrincipalIsAWSService": "false" },
    absent: [...SOURCE_KEYS, "aws:PrincipalServiceName"],
  };
}

/** A service on behalf of whoever has it act. */
function service(name: string): OutsidePrincipal {
  return {
    caller: { kind: "service", service: name },
    principal: { kind: "Service", service: name },
    known: sentByService(name),
    absent: [...NEVER_SENT_BY_SERVICE],
  };
}

/** The identities that a value of Principal's AWS stands for, those inside aside. */
function awsPrincipals(
  value: string,
  statement: PolicyStatement,
  input: Inside,
): OutsidePrincipal[] {
  const accountId = /^\d{12}$/.test(value) ? value : parseArn(value)?.accountId;
  if (accountId === undefined || isInside(accountId, input)) return [];
  if (!/^\d{12}$/.test(accountId)) return [identity({ kind: "identity", arn: value }, value)];
  const wholeAccount = value === accountId || value.endsWith(":root");
  if (!wholeAccount) return [namedIdentity(value, input)];
  return [
    identity({ kind: "account", accountId }, roleIn(accountId, input)),
    ...identitiesNamed(statement, input)
      .filter(({ arn }) => parseArn(arn)?.accountId === accountId)
      .map(({ arn }) => namedIdentity(arn, input)),
  ];
}

/** Identities and accounts outside that the conditions of a statement for every principal spell out or let in. */
function accountsNamed(statement: PolicyStatement, input: Inside): OutsidePrincipal[] {
  const accounts = conditionsIn(statement)
    .filter(({ key }) => key === "aws:principalaccount" || key === "kms:calleraccount")
    .flatMap(({ values }) => values.map(accountMatching))
    .filter((accountId) => !isInside(accountId, input));
  return [
    ...[...new Set(accounts)].map((accountId) =>
      identity({ kind: "account", accountId }, roleIn(accountId, input)),
    ),
    ...identitiesNamed(statement, input).map(({ arn, open }) =>
      open ? identity({ kind: "anyAccount" }, arn) : namedIdentity(arn, input),
    ),
  ];
}

function namedIdentity(arn: string, { grantees = [] }: Inside): OutsidePrincipal {
  return { ...identity({ kind: "identity", arn }, arn), isGrantee: grantees.includes(arn) };
}

/** The identities that conditions on aws:PrincipalArn name; `open`: of an account that they do not spell out. */
function identitiesNamed(
  statement: PolicyStatement,
  input: Inside,
): { arn: string; open: boolean }[] {
  return conditionsIn(statement)
    .filter(({ key }) => key === "aws:principalarn")
    .flatMap((use) =>
      use.values.flatMap((value) =>
        instances(use, value).map((text) => {
          const open = isOpen(use, value);
          const segments = arnSegments(text);
          if (segments.length < 6) return { arn: roleIn(unlisted(statement, input), input), open };
          return { arn: text, open };
        }),
      ),
    )
    .filter(({ arn }) => !isInside(parseArn(arn)?.accountId, input));
}

/** An account that neither the export nor the statement knows. */
function unlisted(statement: PolicyStatement, input: Inside): string {
  return unlistedAccount([
    ...input.sources.map(({ accountId }) => accountId),
    ...Object.values(input.accounts).filter((id) => id !== undefined),
    JSON.stringify(statement),
  ]);
}

function roleIn(accountId: string, { sources }: Inside): string {
  const partition = sources[0] ? knownRegion(sources[0].region).partition : "aws";
  return iamArn(partition, accountId, "role/unlisted");
}

/** Whether an account is the bucket's or the key's: what IAM lets its identities do is its own. */
export function isInside(accountId: string | undefined, { accounts }: Inside): boolean {
  return accountId !== undefined && [accounts.bucket, accounts.key].includes(accountId);
}

/** GuardDuty, for others than the exported detectors, where a statement names it. */
export function guardDutyPrincipals(
  statement: PolicyStatement,
  { sources }: AssessmentInput,
): OutsidePrincipal[] {
  const named = servicesOf(statement).filter(isGuardDuty);
  const patterns = conditionsIn(statement)
    .filter(({ key }) => key === "aws:sourcearn")
    .flatMap(({ values }) => values);
  return [
    ...named.map((name): OutsidePrincipal => {
      const { principal, known, absent } = service(name);
      return { principal, known, absent, caller: { kind: "guardDuty", of: "otherAccount" } };
    }),
    ...otherDetectors(
      sources.filter((source) => !patterns.includes(everyDetectorOf(source))),
      sources,
    ).map((other) => guardDutyFor(other, "sameAccount")),
  ];
}

function guardDutyFor(
  source: ExportSource,
  of: "sameAccount" | "exportedDetectors",
): OutsidePrincipal {
  return {
    caller: { kind: "guardDuty", of },
    principal: { kind: "Service", service: principalOf(source) },
    known: sentFor(source),
    absent: [...NEVER_SENT_BY_SERVICE],
  };
}

/** The exported detectors themselves. */
export function exportedDetectors({ sources }: AssessmentInput): OutsidePrincipal[] {
  return sources.map((source) => guardDutyFor(source, "exportedDetectors"));
}

/** Detectors of the sources' accounts that are not exported: another one in each Region, one in each kind of Region not in use. */
function otherDetectors(sources: ExportSource[], all: ExportSource[]): ExportSource[] {
  const inAccounts = [...grouped(sources, ({ accountId }) => accountId).values()];
  const ids = all.map((one) => one.detectorId);
  const detectorId =
    [..."9876543210"].map((digit) => digit.repeat(32)).find((id) => !ids.includes(id)) ??
    `${"9".repeat(31)}8`;
  return [
    ...sources.map((source) => ({ ...source, detectorId })),
    ...inAccounts.flatMap(([first]) => unusedRegions(first as ExportSource, all)),
  ];
}

function unusedRegions(source: ExportSource, all: ExportSource[]): ExportSource[] {
  const inAccount = all.filter(({ accountId }) => accountId === source.accountId);
  const used = inAccount.map(({ region }) => region);
  return [DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS].flatMap((regions) => {
    const region = regions.find((one) => !used.includes(one));
    return region === undefined ? [] : [{ ...source, region }];
  });
}

/** The ARN pattern with which a statement names every detector of an account. */
export function everyDetectorOf(source: ExportSource): string {
  return detectorArn({ ...source, detectorId: "*" }).replace(`:${source.region}:`, ":*:");
}
