import type { ExportSettings } from "../../rules/args";
import type { ExportPlan } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import type { StatementOwner } from "../../rules/policies";
import { CannotRun } from "../cannotRun";
import type { StackOptions } from "./stackFile";
import { readStackFile, stackPlace } from "./stackFile";

/** The export that a stack's config describes, for the commands that ask AWS. */
export interface LiveStack {
  stack: string;
  name: string;
  owner: StatementOwner;
  settings: ExportSettings;
  plan: ExportPlan;
  /** What the config cannot tell, a line each. */
  notChecked: string[];
}

/** Reads the config of an administrator's stack. Throws CannotRun. */
export function readLiveStack(folder: string, options: StackOptions): LiveStack {
  const { project, stack, name, notChecked, part } = readStackFile(
    folder,
    stackPlace(folder, options),
  );
  if (part.role === "member") {
    throw new CannotRun(
      `stack ${stack} is a member account's: its findings leave by the administrator's export; name the administrator's stack`,
    );
  }
  const { settings } = part;
  const owner = { project, stack, component: name };
  return { stack, name, owner, settings, plan: planExport({ owner, settings }), notChecked };
}
