import type { ProblemId } from "../problems";
import { withId } from "../texts/identified";
import type { AnyFindingId } from ".";

/** What the log of a deployment has that is neither a finding nor a problem of the arguments. */
export const LOG_LINE_IDS = [
  "providerProcesses",
  "policiesNotEvaluated",
  "existingPolicyChanges",
  "bucketOwnerVerified",
  "secretInState",
  "engineTooOld",
] as const;

export type LogLineId = (typeof LOG_LINE_IDS)[number];

/** What a component can report: each is a heading of docs/errors.md. */
export type LoggedId = AnyFindingId | ProblemId | LogLineId;

/** A text for the log, with its id at the end. */
export const logged = (id: LoggedId, text: string) => withId(id, text);
