import type { ReplacementReason } from "../changes";
import { listed, valueName } from "./words";

type Texts = {
  [Id in ReplacementReason["id"]]: (reason: Extract<ReplacementReason, { id: Id }>) => string;
};

const TEXTS: Texts = {
  homeRegion: ({ from, to }) => `its Region changes from ${from} to ${to}`,
  name: ({ from, to }) => `its name changes from ${valueName(from)} to ${valueName(to)}`,
  objectLock: ({ added }) => `Object Lock is ${added ? "added" : "removed"}`,
  adopted: ({ arn }) => (arn === undefined ? "an existing one is adopted" : `${arn} is adopted`),
  account: ({ from, to }) => {
    const [old, now] = [from, to].map((id) => id ?? "that of the credentials");
    const unknown = from === undefined || to === undefined;
    return `its account changes from ${old} to ${now}${unknown ? " (unless they are the same)" : ""}`;
  },
};

/** Why a bucket or a key is replaced, as clauses. */
export function replacementText(reasons: readonly ReplacementReason[]): string {
  return listed(
    reasons.map((reason) => (TEXTS[reason.id] as (of: ReplacementReason) => string)(reason)),
  );
}
