import type { ProblemId } from "../../../rules/problems";

/** What problems mean, and their fixes. */
export type Meanings = { [id in ProblemId]?: [meaning: string, fix: string] };
