import { modelOf } from "../../models";
import { type Members, operationParts } from "../contract";
import { inputProblems } from "./problems";
import { refusalOfInput } from "./refusals";

/**
 * Refuses an input that AWS's model of the operation does not allow: members that are missing or of another type,
 * values outside of an enum, a length, a range or a pattern. Services outside of AWS have no model here.
 */
export function requireValidInput(operation: string, input: Members): void {
  const { service, name } = operationParts(operation);
  const model = modelOf(service);
  if (model === undefined) return;
  const problems = inputProblems(model, name, input);
  const stray = problems.find(({ kind }) => kind === "unknown");
  // A client of AWS cannot send it: a provider stand-in of the sandbox did.
  if (stray) throw new TypeError(`${operation} has no member ${stray.path.join(".")}`);
  if (problems.length > 0) throw refusalOfInput(service, problems);
}
