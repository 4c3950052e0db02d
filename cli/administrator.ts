import { CannotRun } from "./cannotRun";
import type { Account } from "../aws/accounts";
import type { Cloud } from "../aws/cloud";

/** The administrator's account, without which nothing can be asked. Throws CannotRun. */
export function administratorOf({ accounts }: Pick<Cloud, "accounts">): Account {
  const administrator = accounts.administrator;
  if (administrator?.seen !== undefined) return administrator.seen;
  const { reason, nextStep } = administrator?.fault ?? { reason: "there is none", nextStep: "" };
  throw new CannotRun(
    `the administrator's account cannot be asked: ${reason}\n  Next: ${nextStep}`,
  );
}
