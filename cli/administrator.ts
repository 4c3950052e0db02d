import type { Account } from "../aws/accounts";
import type { Cloud } from "../aws/cloud";
import { CannotRun } from "./cannotRun";
import type { Finding } from "./findings";
import { unchecked } from "./findings";
import { findingText } from "./findings/texts";

/** The administrator's account, without which nothing can be checked. Throws CannotRun. */
export function administratorOf({ accounts }: Pick<Cloud, "accounts">): Account {
  const role = "administrator";
  const { value, finding } = accounts[role] ?? {
    finding: unchecked("accountNotConfigured", { role }),
  };
  if (value !== undefined) return value;
  throw cannotRunFor(unchecked("accountNotAccessible", { role, cause: finding }));
}

/** A finding without which a command cannot run. */
export function cannotRunFor(finding: Finding): CannotRun {
  const { problem, fix } = findingText(finding);
  return new CannotRun(`${problem}\n  Fix: ${fix}`);
}
