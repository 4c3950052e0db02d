import { grantFindings } from "../../rules/health";
import type { Finding } from "../findings";
import { notChecked } from "../findings";
import type { Observation } from "./observe";

/** Grants of a key that the stack creates: the export needs none. */
export function judgeGrants({ key, target }: Pick<Observation, "key" | "target">): Finding[] {
  const { grants } = key?.value ?? {};
  if (grants === undefined) return [];
  if (grants.finding !== undefined) return [notChecked("keyGrants", grants.finding)];
  const { keyArn = "" } = target;
  return grantFindings(keyArn, grants.value);
}
