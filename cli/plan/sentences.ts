import type { PolicySubject } from "../../rules/documents/malformed";
import { malformedElements } from "../../rules/documents/malformed";
import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";

const OPERATORS: { [operator: string]: string } = {
  StringEquals: "is",
  StringNotEquals: "is not",
  ArnEquals: "is",
  ArnLike: "is like",
  StringLike: "is like",
  Bool: "is",
};

/** Statements as sentences, those of one Sid prefix by what they are for. */
export function statementLines(
  statements: PolicyStatement[],
  sidPrefix: string,
  service: PolicySubject["service"],
): string[] {
  return statements.map((statement, index) => {
    const isOwn = String(statement.Sid).startsWith(sidPrefix);
    const isMalformed = !isOwn && malformedElements({ ...statement }, { service }).length > 0;
    const text = isMalformed
      ? `malformed, kept as it is: ${JSON.stringify(statement)}`
      : sentence(statement);
    // One line each, whatever others wrote into a name.
    return `${nameOf(statement, index, sidPrefix)}: ${text}`.replaceAll("\n", "\\n");
  });
}

function nameOf({ Sid }: PolicyStatement, index: number, sidPrefix: string): string {
  if (typeof Sid !== "string") return `statement ${index}`;
  return Sid.startsWith(sidPrefix) ? Sid.slice(sidPrefix.length) : Sid;
}

function sentence(statement: PolicyStatement): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const who = but(names(Principal), names(NotPrincipal), "any principal except ");
  const what = but(listed(Action), listed(NotAction), "everything but ");
  const where = but(listed(Resource), listed(NotResource), "everything but ");
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => condition(operator, key, listOf(values))),
  );
  const may = Effect === "Deny" ? "may not" : "may";
  return `${who} ${may} ${what} on ${where}${conditions.length === 0 ? "" : `, where ${joined(conditions)}`}`;
}

function but(given: string, excluded: string, words: string): string {
  return given === "" ? `${words}${excluded}` : given;
}

function names(principal: PolicyStatement["Principal"]): string {
  if (principal === undefined) return "";
  if (principal === "*") return "any principal";
  return listed(Object.values(principal).flatMap(listOf)).replace(/^\*$/, "any principal");
}

function condition(operator: string, key: string, values: unknown[]): string {
  return `${key} ${OPERATORS[operator] ?? operator} ${listed(values.map(String))}`;
}

/** One or two by name, more by number and first: the whole list is in the JSON. */
function listed(values: string | string[] | undefined): string {
  const all = listOf(values);
  if (all.length <= 2) return all.join(" or ");
  return `one of ${all.length} such as ${all[0]}`;
}

function joined(parts: string[]): string {
  return parts.join(" and ");
}
