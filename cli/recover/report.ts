import type { StateResource } from "../../rules/recovery";
import { recoverCommand, nameOf, regionOfResource, shellCommand } from "../../rules/recovery";
import { healthText } from "../../rules/texts/health";
import type { Report } from "../output/report";
import { listSection } from "../output/report";
import { text, value } from "../output/text";
import { counted } from "../plan/words";
import type { Step } from "./plan";

/** `notMade`: it does not exist. */
export type ImportResult = "imported" | "notMade" | { message: string };

/** How far the command got. */
export interface Progress {
  made: boolean;
  /** What became of each import. */
  results: Map<Step, ImportResult>;
  /** Imported resources whose generated names the state has as given ones. */
  names: readonly StateResource[];
  /** Why they still are. */
  namesError?: string;
}

const AFTER =
  "Then run pulumi up. To clear the operations from the state afterwards, run pulumi refresh --clear-pending-creates.";

/** The report of `recover`. */
export function recoverReport(
  stack: string,
  steps: Step[],
  { made, results, names, namesError }: Progress,
): Report {
  const imports = steps.filter((step) => step.does === "import");
  const done = imports.filter((step) => results.get(step) === "imported");
  const failed = imports.filter((step) => typeof results.get(step) === "object");
  const left = made ? [] : imports;
  const orphans = imports.flatMap(({ others, resource }) =>
    others.map((id) => ({ id, type: resource.type, region: regionOfResource(resource) })),
  );
  const keeps = made && namesError === undefined;
  const unsolved = steps.filter(({ does }) => does === "byHand" || does === "notChecked");
  return {
    title: text`Recover stack ${value(stack)}`,
    summary: summary(),
    findings: left.length + failed.length + orphans.length + (keeps ? 0 : names.length) > 0,
    notChecked: unsolved.length > 0,
    sections: [
      ...listSection("Imported", done.map(lineOf)),
      ...listSection(
        "Not imported",
        failed.map((step) => `${lineOf(step)}: ${messageOf(results.get(step))}`),
        { tone: "open" },
      ),
      ...listSection(
        "To import, if it exists",
        left.map((step) =>
          step.replaces ? replacingLine(step) : shellCommand("pulumi", step.args),
        ),
      ),
      ...listSection(
        "Orphans: made by an interrupted deployment, and in no state",
        orphans.map(orphanText),
        { tone: "bad" },
      ),
      ...listSection(
        keeps ? "The next update keeps" : "To keep: the next update would replace",
        names.map(({ type, urn }) => `${type} ${nameOf(urn)}`),
      ),
      ...listSection("State not changed", namesError === undefined ? [] : [namesError], {
        tone: "open",
      }),
      ...listSection("To solve by hand", unsolved.map(unsolvedText), { tone: "open" }),
      ...listSection(
        "Nothing to do: the next pulumi up makes it, or repeats the operation",
        steps
          .filter((step) => NOTHING_TO_DO.includes(step.does) || results.get(step) === "notMade")
          .map(lineOf),
      ),
      ...listSection("After that", steps.length === 0 ? [] : [AFTER]),
    ],
    data: {
      ...{ stack, made },
      steps: steps.map((step) => stepData(step, results.get(step))),
      orphans,
      names: names.map(({ type, urn }) => ({ type, urn })),
    },
  };

  /** Pulumi alone imports no second resource of a URN. */
  function replacingLine(step: Step): string {
    return `${lineOf(step)}, which replaces the one in the state: run ${recoverCommand(stack)}`;
  }

  function summary(): Report["summary"] {
    if (steps.length === 0) return summaryOf(names.length, keeps);
    const pending = counted(steps.length, "pending operation");
    if (left.length > 0) {
      return { text: `${pending}; run with --yes to import ${left.length}`, tone: "open" };
    }
    const open = failed.length + orphans.length + unsolved.length;
    const text = `${pending}; ${done.length} imported${open > 0 ? `, ${open} left` : ""}`;
    return { text, tone: open > 0 ? "bad" : "good" };
  }
}

function summaryOf(names: number, keeps: boolean): Report["summary"] {
  if (names === 0) return { text: "no operation is pending", tone: "good" };
  const imported = counted(names, "imported resource");
  return keeps
    ? { text: `${imported}: the next update keeps the name`, tone: "good" }
    : { text: `${imported}: run with --yes to keep the name`, tone: "open" };
}

const NOTHING_TO_DO: readonly Step["does"][] = ["repeat", "notMade"];

function messageOf(result: ImportResult | undefined): string {
  return typeof result === "object" ? result.message : "";
}

function lineOf({ operation, resource: { type, urn } }: Step): string {
  return `${operation} ${type} ${nameOf(urn)}`;
}

function unsolvedText(step: Step): string {
  if (step.does !== "notChecked") {
    return `${lineOf(step)}: look in AWS whether it exists; if it does, run pulumi import, or delete it`;
  }
  const { problem, fix } = healthText(step.finding);
  return `${lineOf(step)}: not checked: ${problem}. Fix: ${fix}`;
}

interface Orphan {
  id: string;
  type: string;
  region?: string | undefined;
}

function orphanText({ id, type, region = "<Region>" }: Orphan): string {
  return type === "aws:kms/key:Key"
    ? `key ${id}: no alias, and no finding is encrypted under it. Run aws kms schedule-key-deletion --key-id ${id} --region ${region}`
    : `${type} ${id}`;
}

function stepData(
  { does, operation, resource: { type, urn }, ...more }: Step,
  result?: ImportResult,
) {
  return {
    ...{ operation, type, urn, does },
    ...("args" in more && { id: more.id, command: shellCommand("pulumi", more.args) }),
    ...(result !== undefined && { result: typeof result === "string" ? result : "failed" }),
    ...(typeof result === "object" && result),
  };
}
