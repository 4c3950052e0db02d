import type { AccountRole, ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import type { Tone } from "../output/report";
import type { Verdict } from "./analysis";

/** How a verdict is printed: in a cell, and in a sentence. */
export const VERDICTS: { [verdict in Verdict]: { words: string; tone: Tone; sentence: string } } = {
  allowed: { words: "allowed", tone: "good", sentence: "GuardDuty will be able to export" },
  denied: { words: "denied", tone: "bad", sentence: "GuardDuty will not be able to export" },
  undetermined: {
    words: "undetermined",
    tone: "open",
    sentence: "whether GuardDuty will be able to export is undetermined",
  },
  notChecked: {
    words: "not checked",
    tone: "open",
    sentence: "whether GuardDuty will be able to export is not checked",
  },
  detached: {
    words: "detached",
    tone: "open",
    sentence: "nothing is exported, as detach is set",
  },
};

/** The account of a part; that of the credentials where it is not said which one it is. */
export function accountName({ accounts }: ExportPlan, role: AccountRole): string {
  return accountIdOf(accounts, role) ?? "of the credentials";
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
