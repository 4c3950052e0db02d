import { ADD_ON_TEXTS } from "./addOns";
import { FIELD_TEXTS } from "./fields";
import { RELATION_TEXTS } from "./relations";
import { STACK_TEXTS } from "./stack";

export { breachText } from "./relations";

/** What every problem of arguments is in English: what is wrong, the value found, what is allowed. */
export const TEXTS = { ...FIELD_TEXTS, ...RELATION_TEXTS, ...ADD_ON_TEXTS, ...STACK_TEXTS };

export type ProblemId = keyof typeof TEXTS;

/** What the text of a problem is made from. */
export type ValuesOf<Id extends ProblemId> = Parameters<(typeof TEXTS)[Id]>[0];
