import type { Account } from "../aws/accounts";
import type { Cloud } from "../aws/cloud";
import { CannotRun } from "./cannotRun";
import { unchecked } from "./findings";

/** The administrator's account, without which nothing can be checked. Throws CannotRun. */
export function administratorOf({ accounts }: Pick<Cloud, "accounts">): Account {
  const role = "administrator";
  const { value, finding } = accounts[role] ?? {
    finding: unchecked("accountNotConfigured", { role }),
  };
  if (value !== undefined) return value;
  throw new CannotRun(unchecked("accountNotAccessible", { role, cause: finding }));
}
