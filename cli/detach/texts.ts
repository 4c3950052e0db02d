import { policyChangeLines } from "../../rules/texts/policyChanges";
import { counted } from "../../rules/texts/words";
import type { HolderName, Note, StepData } from "./step";

/** How many members are listed. */
const FIRST = 10;

/** What a step changes, and the exact changes, a line each. */
export interface StepText {
  text: string;
  details: string[];
}

export function stepText(step: StepData): StepText {
  switch (step.id) {
    case "stopAutoEnable":
      return {
        text: "set auto-enable to NONE; existing members do not change",
        details: step.values.map(({ of, value }) => `${of}: ${value} to NONE`),
      };
    case "disassociateMembers": {
      const { accountIds } = step;
      const more = accountIds.length > FIRST ? ` and ${accountIds.length - FIRST} more` : "";
      return {
        text: `disassociate ${counted(accountIds.length, "member")}: GuardDuty stays enabled there, and the administrator no longer receives the findings`,
        details: [`${accountIds.slice(0, FIRST).join(", ")}${more}`],
      };
    }
    case "endDelegation":
      return {
        text: `end the delegation of GuardDuty to account ${step.administratorId}`,
        details: [],
      };
    case "removeStatements":
      return {
        text: `remove ${counted(step.count, "statement")} of the export from ${policyName(step)}`,
        details: policyChangeLines(step.changes),
      };
  }
}

export function noteText(note: Note): string {
  switch (note.id) {
    case "createdByStack":
      return `the stack created the ${note.holder}: pulumi destroy deletes or retains it, as onDestroy says`;
    case "ownerRemovesStatements":
      return `the owner of ${policyName(note)} has to remove the statements whose Sids start with ${note.sidPrefix}`;
    case "delegatedAdministratorRegistered":
      return "the account is still registered with AWS Organizations as delegated administrator for GuardDuty: when no Region has a delegation, run aws organizations deregister-delegated-administrator --account-id <its id> --service-principal guardduty.amazonaws.com";
  }
}

function policyName({ holder, name }: HolderName): string {
  return `the policy of ${holder} ${name}`;
}
