import type { RegionFacts } from "../regions";
import type { PlannedResource } from "../resources";
import type { AccountsPlan } from "./accounts";
import type { PolicyRules, ResolvedPolicies } from "./policies";
import type { ProviderChoice, ProviderPlan } from "./providers";
import type { ExportTarget, TargetValues } from "./target";
import type { PlanWarning } from "./warnings";

/** What exists in one Region. */
export interface RegionPlan extends RegionFacts {
  detectorName: string;
  destinationName: string;
}

/** What a component will register, where, under which names. */
export interface ExportPlan extends PolicyRules {
  accounts: AccountsPlan;
  home: RegionFacts;
  regions: RegionPlan[];
  providerChoice: ProviderChoice;
  /** None for the administrator account when the program hands in its provider. */
  providers: ProviderPlan[];
  /** Provider processes the engine starts for them, the one handed in included. */
  providerProcesses: number;
  resources: PlannedResource[];
  policies: ResolvedPolicies;
  target: TargetValues;
  /** The target as it is printed and assessed: what is not known stands for itself. */
  shown: ExportTarget;
  /** Whether the export's statements are removed from a policy again: then there are no destinations. */
  detaching: boolean;
  /** Whether detectors stay when the stack goes: with one goes the organization's threat detection, and AWS refuses while members remain. */
  retainDetectors: boolean;
  /** What to know before deploying. */
  warnings: PlanWarning[];
}
