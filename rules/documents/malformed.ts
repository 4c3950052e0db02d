import { parseArn, startsAsArn } from "../arn";
import { isOperator } from "../evaluator";
import { listOf } from "../policyDocument";
import { matchesAction } from "./unknownActions";
import { isDeleted } from "./deletedIdentity";

/** What is wrong with an element. */
export type MalformedKind =
  | "unknownElement"
  | "missing"
  | "both"
  | "type"
  | "effect"
  | "principalKind"
  | "principal"
  | "action"
  | "unknownAction"
  | "resource"
  | "operator"
  | "value";

/** An element of a statement that is not as the policy language has it. */
export interface MalformedElement {
  kind: MalformedKind;
  /** The elements that lead to it, such as `["Condition", "StringEquals", "aws:SourceVpc"]`. */
  path: string[];
  /** As it was found; undefined: it is missing. */
  value?: unknown;
}

/** What a policy is the policy of. */
export interface PolicySubject {
  service: "s3" | "kms";
  /** ARN of the bucket; undefined: not known, or a key, whose statements have `*`. */
  bucketArn?: string;
}

/**
 * The elements of a statement that are malformed.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function malformedElements(
  statement: { [element: string]: unknown },
  subject: PolicySubject,
): MalformedElement[] {
  return [
    ...Object.entries(statement).flatMap(([name, value]): MalformedElement[] => {
      if (value === undefined) return [];
      const check = ELEMENTS.get(name);
      if (check === undefined) return [{ kind: "unknownElement", path: [name], value }];
      return check(value, subject).map((one) => ({ ...one, path: [name, ...one.path] }));
    }),
    ...REQUIRED.flatMap(([name, other]): MalformedElement[] => {
      const given = [name, other].filter(
        (one) => one !== undefined && statement[one] !== undefined,
      );
      if (given.length === 1) return [];
      return [{ kind: given.length === 0 ? "missing" : "both", path: [name] }];
    }),
  ];
}

const REQUIRED: [name: string, other?: string][] = [
  ["Effect"],
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
];

type Check = (value: unknown, subject: PolicySubject) => MalformedElement[];

const found = (kind: MalformedKind, value: unknown, path: string[] = []): MalformedElement[] => [
  { kind, path, value },
];

/** A text, or a list of at least one, each as `isRight` has it. */
function texts(
  kind: MalformedKind,
  isRight: (text: string, subject: PolicySubject) => boolean,
): Check {
  return (value, subject) => {
    const all = listOf(value);
    if (value === null || all.length === 0) return found("type", value);
    return all.flatMap((one) => {
      if (typeof one !== "string") return found("type", one);
      return isRight(one, subject) ? [] : found(kind, one);
    });
  };
}

const ACTION = /^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;

/** The actions of the service alone; KMS keeps those of others, and they have no effect. */
const isAction = (text: string, { service }: PolicySubject) =>
  ACTION.test(text) && (text === "*" || text.toLowerCase().startsWith(`${service}:`));

/** ARNs and patterns of them, with policy variables; for a key `*` is the key itself. */
const isResource = (text: string, { bucketArn }: PolicySubject) =>
  (text === "*" || startsAsArn(text)) && (bucketArn === undefined || isIn(bucketArn, text));

/** Whether an ARN, or a pattern of ARNs, can be of the bucket or its objects. */
export function isIn(bucketArn: string, arn: string): boolean {
  const [head = ""] = arn.split(/[*?$]/, 1);
  if (head === bucketArn || head.startsWith(`${bucketArn}/`)) return true;
  return head !== arn && bucketArn.startsWith(head);
}

const wellFormedAction = texts("action", isAction);

const action: Check = (value, subject) => {
  const malformed = wellFormedAction(value, subject);
  if (malformed.length > 0) return malformed;
  return listOf(value as string | string[])
    .filter((one) => !matchesAction(one))
    .flatMap((one) => found("unknownAction", one));
};
const resource = texts("resource", isResource);

function isAccountOrIdentity(text: string): boolean {
  if (/^(\*|\d{12})$/.test(text)) return true;
  const { service = "", accountId = "" } = parseArn(text) ?? {};
  return ["iam", "sts"].includes(service) && /^(\d{12}|aws)$/.test(accountId);
}

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

const PRINCIPALS = new Map<string, Check>([
  ["AWS", texts("principal", (text) => isAccountOrIdentity(text) || isDeleted(text))],
  ["Service", texts("principal", (text) => DOMAIN.test(text))],
  ["Federated", texts("principal", (text) => startsAsArn(text) || DOMAIN.test(text))],
  ["CanonicalUser", texts("principal", (text) => /^[0-9a-f]{64}$/.test(text))],
]);

const principal: Check = (value, subject) => {
  if (value === "*") return [];
  if (!isRecord(value) || Object.keys(value).length === 0) return found("type", value);
  return Object.entries(value).flatMap(([kind, names]) => {
    const check = PRINCIPALS.get(kind);
    if (check === undefined) return found("principalKind", names, [kind]);
    return check(names, subject).map((one) => ({ ...one, path: [kind, ...one.path] }));
  });
};

const condition: Check = (value) => {
  if (!isRecord(value)) return found("type", value);
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isOperator(operator)) return found("operator", operator, [operator]);
    if (!isRecord(keys)) return found("type", keys, [operator]);
    return Object.entries(keys).flatMap(([key, values]) =>
      listOf(values).flatMap((one) =>
        ["string", "number", "boolean"].includes(typeof one)
          ? valueProblem(operator, one as string, [operator, key])
          : found("type", one, [operator, key]),
      ),
    );
  });
};

/** What no value can be compared with. */
const COMPARABLE: [operators: RegExp, values: RegExp][] = [
  [/(^|:)numeric/i, /^[+-]?(\d+\.?\d*|\.\d+)$/],
  [/(^|:)date/i, /^(\d+|\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?)?)$/],
  [/(^|:)(bool|null)(ifexists)?$/i, /^(true|false)$/i],
  [/(^|:)(not)?ipaddress/i, /^([\d.]+|[0-9a-f:.]*:[0-9a-f:.]*)(\/\d{1,3})?$/i],
  [/(^|:)arn/i, /^(\*|\$\{.*|arn(:[^:]*){4}:.*)/i],
];

function valueProblem(operator: string, value: unknown, path: string[]): MalformedElement[] {
  const wrong = COMPARABLE.some(
    ([operators, values]) => operators.test(operator) && !values.test(String(value)),
  );
  return wrong ? found("value", value, path) : [];
}

const ELEMENTS = new Map<string, Check>([
  ["Sid", (value) => (typeof value === "string" ? [] : found("type", value))],
  ["Effect", (value) => (value === "Allow" || value === "Deny" ? [] : found("effect", value))],
  ["Principal", principal],
  ["NotPrincipal", principal],
  ["Action", action],
  ["NotAction", action],
  ["Resource", resource],
  ["NotResource", resource],
  ["Condition", condition],
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
