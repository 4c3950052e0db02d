import type { Change } from "../../changes";
import { ADD_ONS } from "./addOns";
import { EVIDENCE } from "./evidence";
import { FEATURES } from "./features";
import { FILTERS } from "./filters";
import { LIST_ENTRIES } from "./lists";
import { ORGANIZATION } from "./organization";
import { POLICIES } from "./policies";
import { READERS } from "./readers";
import { REGIONS } from "./regions";
import { SETTINGS } from "./settings";
import { STACK } from "./stack";
import type { Texts } from "./texts";

const TEXTS: Texts = {
  ...STACK,
  ...REGIONS,
  ...EVIDENCE,
  ...ORGANIZATION,
  ...POLICIES,
  ...SETTINGS,
  ...FEATURES,
  ...ADD_ONS,
  ...READERS,
  ...LIST_ENTRIES,
  ...FILTERS,
};

/** What a change does, as a clause. */
export function changeText(change: Change): string {
  return (TEXTS[change.id] as (of: Change) => string)(change);
}
