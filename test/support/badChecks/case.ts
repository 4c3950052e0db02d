import type { Fix, Problem } from "../../../rules/problems";

/** What a check compares: the arguments, and what AWS answers. */
export interface Checked {
  args: { [name: string]: unknown };
  aws: { [name: string]: unknown };
}

/** A check that finds something; `done` is what AWS answers once a fix outside the arguments was made. */
export interface BadCheck extends Checked {
  find: (of: Checked) => Problem[];
  done?: (aws: Checked["aws"], fix: Fix) => Checked["aws"];
}
