import type { AnyFindingId } from "../../../rules/findings";
import type { LoggedId } from "../../../rules/findings/logged";
import { ADD_ONS } from "./addOns";
import { CHECKS } from "./checks";
import { FIELDS } from "./fields";
import { LOG_LINES } from "./logLines";
import { RELATIONS } from "./relations";

type Entries<Id extends string> = { [id in Id]: [meaning: string, fix: string] };

/** Everything that a component reports and that is no finding. */
const ALL: Entries<Exclude<LoggedId, AnyFindingId>> = {
  ...LOG_LINES,
  ...CHECKS,
  ...FIELDS,
  ...RELATIONS,
  ...ADD_ONS,
};

/** Sections of docs/errors.md. */
const SECTIONS: { title: string; from: string; ids: object }[] = [
  {
    title: "Log lines of a deployment",
    from: "`pulumi preview` and `pulumi up` log these on the component or the stack.",
    ids: LOG_LINES,
  },
  {
    title: "Checks before a deployment",
    from: "The component reads what exists in AWS before it changes anything. Errors fail the preview or update; warnings are logged. The program of a stack runs these checks of all its components first: one list has every error, those of the configuration too, and nothing is registered (tested: `test/e2e/stackChecks.test.ts`).",
    ids: CHECKS,
  },
  {
    title: "Arguments and configuration",
    from: "The components and the program of a stack report these errors in one list, before anything is registered.",
    ids: { ...FIELDS, ...RELATIONS, ...ADD_ONS },
  },
];

/** The sections, for what is no finding. */
export const problemSections = (): string[] =>
  SECTIONS.map(({ title, from, ids }) =>
    [
      `## ${title}`,
      from,
      ...(Object.keys(ids) as (keyof typeof ALL)[]).map((id) => {
        const [meaning, fix] = ALL[id];
        return `### ${id}\n\n${meaning}.\n\n- Fix: ${fix}.`;
      }),
    ].join("\n\n"),
  );
