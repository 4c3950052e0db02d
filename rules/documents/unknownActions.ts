import { distance } from "fastest-levenshtein";

import { glob, toPattern } from "../evaluator";
import { KMS_ACTIONS, S3_ACTIONS } from "./actionNames";

const NAMES: { readonly [service: string]: readonly string[] } = {
  s3: S3_ACTIONS,
  kms: KMS_ACTIONS,
};

/** Whether an action, or a pattern of actions, stands for one that its service has. Case does not count. */
export function matchesAction(action: string): boolean {
  if (action === "*") return true;
  const [service = "", pattern = ""] = action.toLowerCase().split(":");
  const wanted = toPattern(pattern);
  return namesOf(service).some((name) => glob(wanted, name.toLowerCase()));
}

/** A longer distance is no slip of the pen. */
const MOST = 2;

/** The action that was meant, spelled right; undefined: it cannot be guessed. */
export function meantAction(action: string): string | undefined {
  const [service = "", name = ""] = action.split(":");
  const ranked = namesOf(service.toLowerCase())
    .map((one) => ({ one, apart: distance(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ apart }) => apart <= MOST)
    .sort((a, b) => a.apart - b.apart);
  const [first, second] = ranked;
  const isClear = first !== undefined && first.apart !== second?.apart;
  return isClear ? `${service.toLowerCase()}:${first.one}` : undefined;
}

function namesOf(service: string): readonly string[] {
  return NAMES[service] ?? [];
}
