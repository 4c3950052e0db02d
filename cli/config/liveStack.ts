import { planAddOns } from "../../rules/addOns";
import type { ExportSettings } from "../../rules/args";
import type { FilterSettings } from "../../rules/filters";
import type { ExportPlan } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import type { StatementOwner } from "../../rules/policies";
import { cannotRun } from "../cannotRun";
import type { Finding } from "../findings";
import type { StackOptions } from "./stackFile";
import { readStackFile, locateStack } from "./stackFile";

/** The export that a stack's config describes, for the commands that call AWS. */
export interface LiveStack {
  stack: string;
  name: string;
  owner: StatementOwner;
  settings: ExportSettings;
  plan: ExportPlan;
  /** The finding filters that the config declares. */
  filters: readonly FilterSettings[];
  /** What of the configuration is not known. */
  notChecked: Finding[];
}

/** Reads the config of an administrator's stack. Throws CannotRun. */
export function readLiveStack(folder: string, options: StackOptions): LiveStack {
  const { project, stack, name, notChecked, part } = readStackFile(
    folder,
    locateStack(folder, options),
  );
  if (part.role === "member") {
    throw cannotRun("memberStack", { stack });
  }
  const { settings, addOns } = part;
  const { filters } = planAddOns(name, settings, addOns);
  const owner = { project, stack, component: name };
  return {
    ...{ stack, name, owner, settings, notChecked },
    plan: planExport({ owner, settings }),
    filters: filters?.plan.settings.filters ?? [],
  };
}
