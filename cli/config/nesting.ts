import { isNestedDeeper } from "../../rules/nesting";
import { cannotRun } from "../cannotRun";

const LEVELS = 100;

/** Throws CannotRun: a value of that many levels is a mistake, and anchors may nest one in itself. */
export function refuseNested(value: unknown, file: string): void {
  if (isNestedDeeper(value, LEVELS)) throw cannotRun("nestingTooDeep", { file, levels: LEVELS });
}
