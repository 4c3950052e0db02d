import { isIP } from "node:net";
import { COMPARISONS, isAlternatives, isFields, isText } from "./pattern";

/**
 * What keeps a pattern from being one; undefined for a valid one.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function patternProblem(pattern: unknown): string | undefined {
  if (!isFields(pattern)) return "Event pattern must be a JSON object";
  if (Object.keys(pattern).length === 0) return "Event pattern is empty";
  return firstOf(Object.entries(pattern).map(([name, wanted]) => fieldProblem(name, wanted)));
}

function fieldProblem(name: string, wanted: unknown): string | undefined {
  if (name === "$or" && isAlternatives(wanted)) return firstOf(wanted.map(patternProblem));
  if (isFields(wanted)) return patternProblem(wanted);
  if (!Array.isArray(wanted)) return `"${name}" must be an object or an array`;
  if (wanted.length === 0) return "Empty arrays are not allowed";
  return firstOf(wanted.map(valueProblem));
}

function valueProblem(value: unknown): string | undefined {
  if (Array.isArray(value)) return "Match value must be String, number, true, false, or null";
  if (!isFields(value)) return undefined;
  const [[operator, operand] = ["", undefined], ...rest] = Object.entries(value);
  const problemOf = Object.hasOwn(OPERANDS, operator) ? OPERANDS[operator] : undefined;
  if (problemOf === undefined) return `Unrecognized match type ${operator}`;
  if (rest.length > 0) return "Only one key allowed in match expression";
  return problemOf(operand);
}

type Problem = (operand: unknown) => string | undefined;

const unless =
  (valid: (operand: unknown) => boolean, problem: string): Problem =>
  (operand) =>
    valid(operand) ? undefined : problem;

const isTextOrCaseless = (operand: unknown): boolean =>
  isText(operand) ||
  (isFields(operand) &&
    Object.keys(operand).join() === "equals-ignore-case" &&
    isText(operand["equals-ignore-case"]));

/** Operator -> what is wrong with its operand. */
const OPERANDS: { [operator: string]: Problem } = {
  exists: unless(
    (operand) => typeof operand === "boolean",
    "exists match pattern must be either true or false.",
  ),
  prefix: unless(isTextOrCaseless, "prefix match pattern must be a string"),
  suffix: unless(isTextOrCaseless, "suffix match pattern must be a string"),
  "equals-ignore-case": unless(isText, "equals-ignore-case match pattern must be a string"),
  wildcard: unless(
    (operand) => isText(operand) && !operand.includes("**"),
    "wildcard match pattern must be a string without consecutive wildcard characters",
  ),
  numeric: unless(isNumeric, "Bad numeric range operator"),
  cidr: unless(isCidr, "Malformed CIDR"),
  "anything-but": exclusionProblem,
};

const BUT = ["prefix", "suffix", "equals-ignore-case", "wildcard"];

function exclusionProblem(operand: unknown): string | undefined {
  if (isFields(operand)) {
    const [operator = "", ...rest] = Object.keys(operand);
    if (!BUT.includes(operator) || rest.length > 0) {
      return `Unsupported anything-but pattern: ${operator}`;
    }
    const values = [operand[operator]].flat();
    if (values.length === 0) return "Empty arrays are not allowed";
    return firstOf(values.map((value) => OPERANDS[operator]?.(value)));
  }
  const values = [operand].flat();
  const isOfOneKind = ["string", "number"].some((kind) =>
    values.every((value) => typeof value === kind),
  );
  if (values.length > 0 && isOfOneKind) return undefined;
  return "Value of anything-but must be an array or single string/number value.";
}

/** One comparison, or a range from below up. */
function isNumeric(operand: unknown): boolean {
  if (!Array.isArray(operand)) return false;
  const [sign, bound, above, top] = operand as unknown[];
  const isComparison = (one: unknown, value: unknown): boolean =>
    Object.hasOwn(COMPARISONS, String(one)) && typeof value === "number";
  if (operand.length === 2) return isComparison(sign, bound);
  return (
    operand.length === 4 &&
    [">", ">="].includes(String(sign)) &&
    ["<", "<="].includes(String(above)) &&
    isComparison(sign, bound) &&
    isComparison(above, top) &&
    Number(bound) < Number(top)
  );
}

function isCidr(operand: unknown): boolean {
  const [, network = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(String(operand)) ?? [];
  const family = isIP(network);
  return family !== 0 && Number(length) <= (family === 4 ? 32 : 128);
}

function firstOf(problems: (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
