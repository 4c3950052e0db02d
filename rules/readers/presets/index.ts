import type { ReaderPreset } from "../choices";
import { chronicle } from "./chronicle";
import { cortex } from "./cortex";
import { cribl } from "./cribl";
import { crowdstrike } from "./crowdstrike";
import { datadog } from "./datadog";
import { elastic } from "./elastic";
import { generic } from "./generic";
import { openSearch } from "./openSearch";
import { panther } from "./panther";
import type { ReaderFacts, VendorPreset } from "./preset";
import { SECRET } from "./preset";
import { runReveal } from "./runReveal";
import { sentinel } from "./sentinel";
import { splunk } from "./splunk";
import { sumoLogic } from "./sumoLogic";
import { wazuh } from "./wazuh";

export type { IdentityKind, ReaderFacts, VendorPreset } from "./preset";

export const PRESETS: { [name in ReaderPreset]: VendorPreset } = {
  ...{ generic, chronicle, sentinel, splunk, elastic, panther },
  ...{ crowdstrike, sumologic: sumoLogic, runreveal: runReveal, datadog },
  ...{ cortex, cribl, opensearch: openSearch, wazuh },
};

/** The form filled in: label -> value. */
export function filledForm(preset: ReaderPreset, facts: ReaderFacts): { [label: string]: string } {
  const withKey = facts.accessKeyId !== undefined;
  return Object.fromEntries(
    Object.entries(PRESETS[preset].form).flatMap(([label, source]) => {
      if (source === SECRET && !withKey) return [];
      const value = typeof source === "string" ? facts[source] : source.says;
      return value === undefined ? [] : [[label, value]];
    }),
  );
}
