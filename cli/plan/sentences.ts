import type { PolicySubject } from "../../rules/documents/malformed";
import { malformedElements } from "../../rules/documents/malformed";
import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { operatorText } from "../../rules/texts/conditions";
import { valueName } from "../../rules/texts/words";

/** Statements as sentences, those of one Sid prefix by what they are for; without a service all are the stack's own. */
export function statementLines(
  statements: PolicyStatement[],
  sidPrefix: string,
  service: PolicySubject["service"] | undefined,
): string[] {
  return statements.map((statement, index) => {
    const isOwn = String(statement.Sid).startsWith(sidPrefix);
    const isMalformed =
      !isOwn &&
      service !== undefined &&
      malformedElements({ ...statement }, { service }).length > 0;
    const text = isMalformed
      ? `malformed, kept as it is: ${JSON.stringify(statement)}`
      : sentence(statement);
    // One line each, whatever others wrote into a name.
    return `${nameOf(statement, index, sidPrefix)}: ${text}`.replaceAll("\n", "\\n");
  });
}

function nameOf({ Sid }: PolicyStatement, index: number, sidPrefix: string): string {
  if (typeof Sid !== "string") return `statement ${index}`;
  if (!Sid.startsWith(sidPrefix)) return JSON.stringify(Sid);
  const purpose = Sid.slice(sidPrefix.length);
  return sidPrefix === "" ? valueName(purpose) : purpose;
}

function sentence(statement: PolicyStatement): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const who = but(principalNames(Principal), principalNames(NotPrincipal), "any principal except ");
  const what = but(listed(Action), listed(NotAction), "everything but ");
  const where = but(listed(Resource), listed(NotResource), "everything but ");
  const conditions = conditionLines(statement);
  const may = Effect === "Deny" ? "may not" : "may";
  const subject = who === "" ? "" : `${who} ${may} `;
  const on = where === "" ? "" : ` on ${where}`;
  return `${subject}${what}${on}${conditions.length === 0 ? "" : `, where ${joined(conditions)}`}`;
}

/** The conditions of a statement, each in words. */
export function conditionLines({ Condition }: PolicyStatement): string[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => condition(operator, key, listOf(values))),
  );
}

function but(given: string, excluded: string, words: string): string {
  return given === "" && excluded !== "" ? `${words}${excluded}` : given;
}

/** Principals by name. */
export function principalNames(principal: PolicyStatement["Principal"]): string {
  if (principal === undefined) return "";
  if (principal === "*") return "any principal";
  return listed(Object.values(principal).flatMap(listOf)).replace(/^\*$/, "any principal");
}

function condition(operator: string, key: string, values: unknown[]): string {
  return `${valueName(key)} ${operatorText(operator)} ${listed(values.map(String))}`;
}

/** One or two by name, more by number and first: the whole list is in the JSON. */
function listed(values: string | string[] | undefined): string {
  const all = listOf(values).map(valueName);
  if (all.length <= 2) return all.join(" or ");
  return `one of ${all.length} such as ${all[0]}`;
}

function joined(parts: string[]): string {
  return parts.join(" and ");
}
