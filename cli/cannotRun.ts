import type { Finding } from "./findings";
import { error } from "./findings";
import type { InputValues } from "./findings/inputs";
import type { IdOfKind } from "../rules/findings";

/** What keeps a command from running: printed on stderr, exit code 2. */
export class CannotRun extends Error {
  constructor(readonly finding: Finding) {
    super(finding.id);
    this.name = "CannotRun";
  }
}

/** A command line, or a file that it names, that a command cannot run with. */
export function cannotRun<Id extends IdOfKind<"input">>(
  id: Id,
  values: InputValues[Id],
): CannotRun {
  return new CannotRun(error(id, values as never));
}
