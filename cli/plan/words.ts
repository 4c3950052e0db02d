import type { AccountRole, ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import type { Tone } from "../output/report";
import type { Verdict } from "./analysis";

/** How a verdict is printed: in a cell, and in a sentence on the export from Regions. */
export const VERDICTS: {
  [verdict in Verdict]: { words: string; tone: Tone; sentence: (from: string) => string };
} = {
  allowed: {
    words: "allowed",
    tone: "good",
    sentence: (from) => `GuardDuty will be able to export${from}`,
  },
  denied: {
    words: "denied",
    tone: "bad",
    sentence: (from) => `GuardDuty will not be able to export${from}`,
  },
  undetermined: {
    words: "undetermined",
    tone: "open",
    sentence: (from) => `export${from} is undetermined`,
  },
  notChecked: {
    words: "not checked",
    tone: "open",
    sentence: (from) => `export${from} is not checked`,
  },
  detached: {
    words: "detached",
    tone: "open",
    sentence: () => "detach is set: no findings are exported",
  },
};

/** The account of a part, or where it comes from when the configuration does not name it. */
export function accountName({ accounts }: ExportPlan, role: AccountRole): string {
  return accountIdOf(accounts, role) ?? "of the credentials";
}

/** The Regions of a row: all of several, or each by name. */
export function regionsText(regions: readonly string[], all: number, between = ", "): string {
  return regions.length === all && all > 1 ? `all ${all}` : regions.join(between);
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
