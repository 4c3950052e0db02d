import type { Edit } from "../proof";
import { KEEP_KEY_FIRST } from "./keyDeletion";
import { listed, statementName } from "./words";

/** What to do to make a finding go away, as sentences. */
export function fixText(edits: readonly Edit[]): string {
  return edits.map(editText).join(" ");
}

function editText(edit: Edit): string {
  const policy = `the ${edit.policy} policy`;
  switch (edit.edit) {
    case "deploy":
      return `${edit.policy === "key" ? `${KEEP_KEY_FIRST} ` : ""}Run pulumi refresh and then pulumi up: the stack writes ${policy} again.`;
    case "addStatement":
      return `Add the statement ${JSON.stringify(edit.statement)} to ${policy}.`;
    case "removeStatement":
      return `Remove ${statementName(edit)} from ${policy}.`;
    default:
      return `${changeText(edit)} ${statementName(edit)} of ${policy}.`;
  }
}

type Change = Exclude<Edit, { edit: "deploy" | "addStatement" | "removeStatement" }>;

function changeText(edit: Change): string {
  const all = (values: string[]) => listed(values.map((value) => JSON.stringify(value)));
  switch (edit.edit) {
    case "setPrincipal":
      return `Set Principal to ${JSON.stringify(edit.principal)} in`;
    case "addServices":
      return `Add ${all(edit.services)} to the Service principals of`;
    case "removePrincipals":
      return `Remove ${all(edit.principals)} from the principals of`;
    case "addResource":
      return `Add ${JSON.stringify(edit.resource)} to the Resource of`;
    case "setResources":
      return `Set Resource to ${JSON.stringify(edit.resources)} in`;
    case "removeElement":
      return `Remove the element ${JSON.stringify(edit.element)} from`;
    case "setActions":
      return `Set Action to ${JSON.stringify(edit.actions)} in`;
    case "addCondition":
      return `Add ${all(edit.values)} to the condition ${edit.operator} ${edit.key} of`;
    case "removeCondition":
      return `Remove the condition on ${edit.key} from`;
  }
}
