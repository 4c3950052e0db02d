import type { ExistingEntry, Problem } from "../problems";
import { problem, remove } from "../problems";

/** What the arguments say to exist, and which of them. */
export interface NamedEntry {
  /** Path of the value that names it. */
  path: string;
  /** Path of all that is said about it. Defaults to the same. */
  whole?: string;
  entry: ExistingEntry;
}

/** The IAM actions that read whether it exists. */
export function entryCalls(entry: ExistingEntry): string[] {
  switch (entry.kind) {
    case "filter":
      return ["guardduty:GetFilter"];
    case "list":
      return [`guardduty:Get${entry.of}`];
    case "malwarePlan":
      return ["guardduty:GetMalwareProtectionPlan"];
    case "queue":
      return ["sqs:GetQueueAttributes"];
  }
}

/** An entry that is not there: its import, or the first call that uses it, would name neither the argument nor what to do. */
export function entryProblem({ path, whole = path, entry }: NamedEntry): Problem {
  return problem("entryNotFound", path, remove(whole), { entry });
}
