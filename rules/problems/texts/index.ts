import { ACTIONS } from "./actions";
import { ADD_ON_TEXTS } from "./addOns";
import { CHECK_TEXTS } from "./checks";
import { ENTRY_TEXTS } from "./entries";
import { FIELD_TEXTS } from "./fields";
import { FILTER_TEXTS } from "./filters";
import { IMPORT_TEXTS } from "./imports";
import { LIST_TEXTS } from "./lists";
import { LIVE_POLICY_TEXTS } from "./livePolicies";
import { LOST_PART_TEXTS } from "./lostParts";
import { MALWARE_TEXTS } from "./malware";
import { RELATION_TEXTS } from "./relations";
import { STACK_TEXTS } from "./stack";

export { ACTIONS } from "./actions";
export type { CheckSubject } from "./subjects";
export type { ExistingEntry } from "./entries";
export type { PolicyHolder } from "./livePolicies";

/** What every problem is in English: what is wrong, the value found, what is allowed. */
export const TEXTS = {
  ...FIELD_TEXTS,
  ...RELATION_TEXTS,
  ...ADD_ON_TEXTS,
  ...FILTER_TEXTS,
  ...LIST_TEXTS,
  ...MALWARE_TEXTS,
  ...STACK_TEXTS,
  ...LIVE_POLICY_TEXTS,
  ...CHECK_TEXTS,
  ...LOST_PART_TEXTS,
  ...IMPORT_TEXTS,
  ...ENTRY_TEXTS,
};

/** The kinds of problems. */
export type ProblemId = keyof typeof TEXTS;

/** What the text of a problem is made from. */
export type ValuesOf<Id extends ProblemId> = Parameters<(typeof TEXTS)[Id]>[0];

/** The actions outside the arguments that fix a problem. */
export type ActionId = keyof typeof ACTIONS;

/** What the text of an action is made from. */
export type TextValues<Id extends ActionId> = Parameters<(typeof ACTIONS)[Id]>[0];
