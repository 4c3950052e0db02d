import * as fc from "fast-check";
import type { AccessRequest, RequestPrincipal } from "../rules/evaluator";
import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from "../rules/policyDocument";
import { CONTEXT_KEYS, type ContextKey, type Family } from "./contextKeys";

/** A resource policy and a request to it, every key of which is known. */
export interface PolicyCase {
  document: PolicyDocument;
  request: AccessRequest;
}

const ACCOUNT = "111122223333";
const DETECTOR = `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/0123456789abcdef0123456789abcdef`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const OBJECT = "arn:aws:s3:::acme-logs/guardduty/AWSLogs/";

interface Target {
  action: string;
  resource: string;
  /** Ways to cover the action, the resource, and ways to miss them. */
  actions: string[];
  resources: string[];
}

const OTHER_ACTIONS = [
  "s3:DeleteObject",
  "s3:List*",
  "kms:Encrypt",
  "s3:Put?bject?",
  "kms:?ecrypt",
];
const OTHER_RESOURCES = [
  "arn:aws:s3:::other-logs/*",
  "arn:aws:s3:::acme-logs/GuardDuty/*",
  "arn:aws:s3:::acme-logs/guardduty",
  "arn:aws-cn:s3:::acme-logs/*",
  "arn:aws:kms:eu-west-?:*:key/*",
  "arn:aws:s3:::acme-logs/${aws:PrincipalTag/team}/*",
];

const TARGETS: Target[] = [
  {
    action: "s3:GetBucketLocation",
    resource: "arn:aws:s3:::acme-logs",
    actions: ["s3:GetBucketLocation", "s3:*", "S3:getbucket*", "s3:Get?ucket*"],
    resources: ["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-*", "arn:aws:s3:::*", "*"],
  },
  {
    action: "s3:PutObject",
    resource: OBJECT,
    actions: ["s3:PutObject", "s3:Put*", "S3:putobject", "s3:*Object", "*"],
    resources: [
      "arn:aws:s3:::acme-logs/*",
      OBJECT,
      "arn:aws:s3:::acme-logs/guardduty/*",
      "arn:aws:s3:::acme-log?/*/AWSLogs/",
      "arn:aws:s3:*",
      "arn:aws:s3::*",
      "arn:*:s3:::acme-logs/guardduty/${aws:PrincipalTag/folder, 'AWSLogs'}/*",
    ],
  },
  {
    action: "kms:GenerateDataKey",
    resource: KEY,
    actions: ["kms:GenerateDataKey", "kms:Generate*", "KMS:*", "kms:*DataKey"],
    resources: [
      "*",
      KEY,
      `arn:aws:kms:*:${ACCOUNT}:key/*`,
      "arn:aws:kms:us-east-?:*:key/????????-*",
    ],
  },
];

const CALLERS: RequestPrincipal[] = [
  { kind: "Service", service: "guardduty.amazonaws.com" },
  { kind: "Service", service: "guardduty.me-south-1.amazonaws.com" },
  { kind: "AWS", arn: `arn:aws:iam::${ACCOUNT}:role/admin/deploy` },
  { kind: "AWS", arn: `arn:aws:iam::${ACCOUNT}:user/ann` },
  { kind: "AWS", arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/session` },
  { kind: "AWS", arn: `arn:aws:iam::${ACCOUNT}:root` },
  { kind: "Anonymous" },
];

const LISTED: PolicyPrincipal[] = [
  "*",
  { AWS: "*" },
  { Service: "guardduty.amazonaws.com" },
  { Service: ["guardduty.amazonaws.com", "guardduty.me-south-1.amazonaws.com"] },
  { Service: "cloudtrail.amazonaws.com" },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: ["444455556666", `arn:aws:iam::${ACCOUNT}:user/ann`] },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/admin/deploy`, Service: "guardduty.amazonaws.com" },
  { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/session` },
  { Federated: "cognito-identity.amazonaws.com" },
  { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
];

const OPERATORS: { [family in Family]: string[] } = {
  string: [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
  ],
  like: ["StringLike", "StringNotLike"],
  arn: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
  numeric: ordered("Numeric"),
  date: ordered("Date"),
  bool: ["Bool"],
  binary: ["BinaryEquals"],
  ip: ["IpAddress", "NotIpAddress"],
};

function ordered(prefix: string): string[] {
  const comparisons = ["Equals", "NotEquals", "LessThan", "LessThanEquals"];
  return [...comparisons, "GreaterThan", "GreaterThanEquals"].map((name) => prefix + name);
}

const oneOrMany = (values: string[]) =>
  fc
    .subarray(values, { minLength: 1, maxLength: Math.min(values.length, 3) })
    .chain((list) =>
      list.length === 1 ? fc.constantFrom(list, list[0] as string) : fc.constant(list),
    );

const mostly = <T>(common: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 5) =>
  fc.oneof({ weight, arbitrary: common }, { weight: 1, arbitrary: rare });

type Condition = NonNullable<PolicyStatement["Condition"]>;

function condition(key: ContextKey): fc.Arbitrary<Condition> {
  const name = fc.constantFrom(key.name, key.name, key.name.toUpperCase());
  const ifNull = fc
    .tuple(name, fc.constantFrom<string | boolean>("true", "false", true, false))
    .map(([as, value]): Condition => ({ Null: { [as]: value } }));
  const byValue = fc
    .constantFrom(...(Object.keys(key.wanted) as Family[]))
    .chain((family) => fc.tuple(fc.constantFrom(...OPERATORS[family]), fc.constant(family)))
    .chain(([operator, family]) =>
      fc.record({
        operator: decorated(operator, key),
        name,
        wanted: oneOrMany(wantedValues(key, family, operator)),
      }),
    )
    .map(({ operator, name: as, wanted }): Condition => ({ [operator]: { [as]: wanted } }));
  return mostly(byValue, ifNull, 9);
}

/**
 * - A variable without a value matches a negated operator; iam-simulate lets it match nothing.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 * - An address outside of a negated range matches in either family; iam-simulate compares a bare
 *   address of the other family as a mismatch, so that NotIpAddress gets ranges only.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
function wantedValues(key: ContextKey, family: Family, operator: string): string[] {
  const values = key.wanted[family] ?? [];
  if (!operator.includes("Not")) return values;
  return values.filter((value) =>
    family === "ip" ? value.includes("/") : !value.includes("${aws:") || value.includes(", '"),
  );
}

/**
 * - A key of several values takes a set operator; what happens without one is not documented.
 * - ForAnyValue with IfExists: two rules of AWS's text contradict each other when the key is absent.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function decorated(operator: string, key: ContextKey): fc.Arbitrary<string> {
  const sets = [
    `ForAllValues:${operator}`,
    `ForAllValues:${operator}IfExists`,
    `ForAnyValue:${operator}`,
  ];
  const plain = [operator, operator, `${operator}IfExists`];
  return key.multivalued
    ? fc.constantFrom(...sets)
    : mostly(fc.constantFrom(...plain), fc.constantFrom(...sets), 8);
}

const conditions: fc.Arbitrary<Condition | undefined> = fc
  .array(fc.constantFrom(...CONTEXT_KEYS).chain(condition), { maxLength: 2 })
  .map((parts) => (parts.length === 0 ? undefined : merged(parts)));

function merged(parts: Condition[]): Condition {
  const result: Condition = {};
  for (const part of parts) {
    for (const [operator, keys] of Object.entries(part)) {
      result[operator] = { ...result[operator], ...keys };
    }
  }
  return result;
}

function statement(target: Target): fc.Arbitrary<PolicyStatement> {
  const principal = fc.constantFrom(...LISTED);
  const listedPrincipals = fc.constantFrom(...LISTED.slice(0, 2));
  const action = mostly(oneOrMany(target.actions), oneOrMany(OTHER_ACTIONS));
  const resource = mostly(oneOrMany(target.resources), oneOrMany(OTHER_RESOURCES));
  // A NotResource with a variable without a value: AWS's text can be read both ways.
  const notResources = [...OTHER_RESOURCES.slice(0, -1), ...target.resources];
  return fc
    .record({
      Sid: fc.option(fc.constantFrom("One", "Two"), { nil: undefined, freq: 2 }),
      Effect: fc.constantFrom(
        "Allow" as const,
        "Allow" as const,
        "Allow" as const,
        "Deny" as const,
        "Deny" as const,
      ),
      who: mostly<Partial<PolicyStatement>>(
        fc.oneof(principal, principal, listedPrincipals).map((Principal) => ({ Principal })),
        fc.constantFrom(...LISTED.slice(2)).map((NotPrincipal) => ({ NotPrincipal })),
        8,
      ),
      what: mostly<Partial<PolicyStatement>>(
        action.map((Action) => ({ Action })),
        oneOrMany([...OTHER_ACTIONS, ...target.actions]).map((NotAction) => ({ NotAction })),
        8,
      ),
      where: mostly<Partial<PolicyStatement>>(
        resource.map((Resource) => ({ Resource })),
        oneOrMany(notResources).map((NotResource) => ({ NotResource })),
        8,
      ),
      Condition: conditions,
    })
    .map(({ Sid, Effect, who, what, where, Condition }) => ({
      ...(Sid && { Sid }),
      Effect,
      ...who,
      ...what,
      ...where,
      ...(Condition && { Condition }),
    }));
}

const context: fc.Arbitrary<{ [key: string]: string | string[] }> = fc
  .record(
    Object.fromEntries(
      CONTEXT_KEYS.map(({ name, values, multivalued }) => [
        name,
        multivalued
          ? fc.subarray(values, { minLength: 1 })
          : (fc.constantFrom(...values) as fc.Arbitrary<string | string[]>),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((known) => ({ "aws:SourceArn": DETECTOR, ...known }));

function request(target: Target): fc.Arbitrary<AccessRequest> {
  const { action, resource } = target;
  const service = action.slice(0, action.indexOf(":") + 1);
  const other = service === "s3:" ? "kms:" : "s3:";
  return fc.record({ principal: fc.constantFrom(...CALLERS), known: context }).map((made) => ({
    principal: made.principal,
    action,
    resource,
    context: {
      known: Object.fromEntries(
        Object.entries(made.known).filter(([key]) => isSent(key, action) && !key.startsWith(other)),
      ),
      otherwise: "absent",
    },
  }));
}

/** Encryption headers belong to uploads. */
function isSent(key: string, action: string): boolean {
  return !key.startsWith("s3:x-amz-") || action === "s3:PutObject";
}

const VERSION = "2012-10-17";

export const policyCase: fc.Arbitrary<PolicyCase> = fc.constantFrom(...TARGETS).chain((target) =>
  fc
    .record({
      request: request(target),
      version: mostly<string | undefined>(
        fc.constant(VERSION),
        fc.constantFrom("2008-10-17", undefined),
        9,
      ),
      statements: fc.array(statement(target), { minLength: 1, maxLength: 4 }),
    })
    .map(({ request: made, version, statements }) => ({
      request: made,
      document: { ...versionFor(version, statements), Statement: onlyOrAll(statements) },
    })),
);

/**
 * Documents of an older version have no variables; iam-simulate replaces them in every version.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function versionFor(
  version: string | undefined,
  statements: PolicyStatement[],
): { Version?: string } {
  if (JSON.stringify(statements).includes("${")) return { Version: VERSION };
  return version === undefined ? {} : { Version: version };
}

function onlyOrAll(statements: PolicyStatement[]): PolicyStatement | PolicyStatement[] {
  return statements.length === 1 && statements[0] ? statements[0] : statements;
}
