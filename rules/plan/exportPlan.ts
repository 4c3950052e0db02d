import type { ExportSettings } from "../args";
import type { RegionFacts } from "../regions";
import type { AccountsPlan } from "./accounts";
import type { PoliciesPlan } from "./policies";
import type { ProviderPlan } from "./providers";
import type { ResourceIdentity } from "./resources";
import type { StandIns } from "./standIns";

/** What exists in one Region. */
export interface RegionPlan extends RegionFacts {
  detectorName: string;
  destinationName: string;
}

/** What a component will register, where, under which names. */
export interface ExportPlan {
  settings: ExportSettings;
  accounts: AccountsPlan;
  home: RegionFacts;
  regions: RegionPlan[];
  /** None for the administrator account when the program hands in its provider. */
  providers: ProviderPlan[];
  /** Provider processes the engine starts for them, the one handed in included. */
  providerProcesses: number;
  resources: ResourceIdentity[];
  sidPrefix: string;
  policies: PoliciesPlan;
  standIns: StandIns;
  /** Whether the export's statements are taken out of a policy again: then there are no destinations. */
  detaching: boolean;
  /** Whether detectors stay when the stack goes: with one goes the organization's threat detection, and AWS refuses while members remain. */
  retainDetectors: boolean;
  /** What a person should know before deploying; a line each. */
  warnings: string[];
}
