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
  const { service, name: pattern } = partsOfAction(action.toLowerCase());
  const wanted = toPattern(pattern);
  return namesOf(service).some((name) => glob(wanted, name.toLowerCase()));
}

/** A longer distance is no slip of the pen. */
const MOST = 2;

/** The action that was meant, spelled right; undefined: it cannot be guessed. */
export function meantAction(action: string): string | undefined {
  const { service, name } = partsOfAction(action);
  const ranked = namesOf(service.toLowerCase())
    .map((one) => ({ one, apart: distance(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ apart }) => apart <= MOST)
    .sort((a, b) => a.apart - b.apart);
  const [first, second] = ranked;
  const isClear = first !== undefined && first.apart !== second?.apart;
  return isClear ? `${service.toLowerCase()}:${first.one}` : undefined;
}

/** `s3` and `GetObject` of `s3:GetObject`. */
export function partsOfAction(action: string): { service: string; name: string } {
  const end = action.indexOf(":");
  return { service: action.slice(0, end), name: action.slice(end + 1) };
}

function namesOf(service: string): readonly string[] {
  return NAMES[service] ?? [];
}
