import type { SandboxEnvironment } from "../engine/environment";
import { programInput } from "../engine/environment";
import type { BenchStack, Run, RunOptions } from "../engine/stack";
import { openStack } from "../engine/stack";
import type { Row } from "../report";
import { megabytes, ratioRow, seconds } from "../report";
import { interleaved, ratio, spread } from "../rounds";
import type { Settings } from "../settings";
import { regionsText, someRegions } from "../settings";

/** The stacks of one number of Regions, each with an account of its own. */
type Comparison = { component: BenchStack; handWritten: BenchStack };

/** No-change previews of the component and of hand-written programs, and the memory they take. */
export async function measurePreviews(
  environment: SandboxEnvironment,
  { previewRegions, repeats }: Settings,
  say: (text: string) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, count] of previewRegions.entries()) {
    const where = regionsText(count);
    const regions = someRegions(count);
    const stacks: Comparison = {
      component: openStack(environment, programInput(2 * index, regions)),
      handWritten: openStack(environment, programInput(2 * index + 1, regions)),
    };
    say(`Deploying what is previewed at ${where}`);
    await deploy(stacks);
    const runs = await interleaved(
      repeats,
      {
        component: () => preview(stacks.component, { program: "component" }),
        handWritten: () => preview(stacks.handWritten, { program: "handWritten" }),
        sources: () => preview(stacks.component, { program: "sources" }),
        plugin: () => preview(stacks.component, { program: "plugin" }),
        typeChecked: () => preview(stacks.handWritten, { program: "handWritten", typeCheck: true }),
      },
      (round, of) => say(`Previews at ${where}: round ${round} of ${of}`),
    );
    rows.push(...timeRows(where, runs));
    if (count === previewRegions.at(-1)) rows.push(memoryRow(where, runs));
  }
  return rows;
}

/** Deploys both programs. Throws unless they make the same resources, but for the component itself. */
async function deploy({ component, handWritten }: Comparison): Promise<void> {
  await component.run({ program: "component", operation: "up" });
  await handWritten.run({ program: "handWritten", operation: "up" });
  const [ours, theirs] = [typesOf(component), typesOf(handWritten)];
  const differ = [...difference(ours, theirs), ...difference(theirs, ours)];
  if (differ.length > 0) {
    throw new Error(`one program made, and the other did not: ${differ.join(", ")}`);
  }
}

/** Of the resources that are deployed, but for the component itself. */
const typesOf = (stack: BenchStack): string[] =>
  stack
    .state()
    .map(({ type }) => type)
    .filter((type) => !type.startsWith("guardduty-export:"));

/** What a list has more often than another. */
function difference(one: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return one.filter((text) => {
    const index = left.indexOf(text);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

async function preview(stack: BenchStack, options: Omit<RunOptions, "operation">): Promise<Run> {
  const run = await stack.run({ ...options, operation: "preview" });
  const changed = Object.keys(run.changes).filter((operation) => operation !== "same");
  if (changed.length > 0) {
    throw new Error(`a preview of ${options.program} has changes: ${JSON.stringify(run.changes)}`);
  }
  return run;
}

type Runs = Record<"component" | "handWritten" | "sources" | "plugin" | "typeChecked", Run[]>;

const COMPARED = [
  { of: "component", to: "handWritten", target: { atMost: 1.15 } },
  { of: "sources", to: "handWritten", target: { atMost: 1.15 } },
  { of: "plugin", to: "handWritten" },
  { of: "typeChecked", to: "component", target: { atLeast: 3 } },
  { of: "typeChecked", to: "sources", target: { atLeast: 3 } },
] as const;

const NAMES: Record<keyof Runs, string> = {
  component: "package",
  handWritten: "hand-written",
  sources: "sources",
  plugin: "plugin",
  typeChecked: "type-checked hand-written",
};

function timeRows(where: string, runs: Runs): Row[] {
  const times = (name: keyof Runs) => runs[name].map((run) => run.seconds);
  const median = (name: keyof Runs) => seconds(spread(times(name)).median);
  return COMPARED.map(({ of, to, ...judged }) =>
    ratioRow(
      `Preview, ${where}: ${NAMES[of]} / ${NAMES[to]}`,
      ratio(times(of), times(to)),
      "target" in judged ? judged.target : undefined,
      `${median(of)} / ${median(to)}`,
    ),
  );
}

function memoryRow(where: string, { component, handWritten }: Runs): Row {
  const [ours = [], theirs = []] = [component, handWritten].map((runs) =>
    runs.map(({ peakMemory }) => peakMemory),
  );
  return ratioRow(
    `Peak memory, ${where}: ${NAMES.component} / ${NAMES.handWritten}`,
    ratio(ours, theirs),
    undefined,
    `${megabytes(spread(ours).median)} / ${megabytes(spread(theirs).median)}`,
  );
}
