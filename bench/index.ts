import { openEnvironment } from "./engine/environment";
import { measureFirstUp } from "./measure/firstUp";
import { measureGrowth } from "./measure/growth";
import { measureMembers } from "./measure/members";
import { measurePlanning } from "./measure/planning";
import { measurePreviews } from "./measure/previews";
import { measureProof } from "./measure/proof";
import { countResources } from "./measure/resources";
import { measureWildcards } from "./measure/wildcards";
import type { Row } from "./report";
import { table } from "./report";
import type { Settings } from "./settings";
import { FULL, QUICK } from "./settings";

const NOTES = `
Every figure is of this run on this machine; only ratios compare. Variants run in turn, and each ratio is the median of the rounds'
ratios, in brackets the least and the most. Programs run on the Pulumi engine against the sandbox.
- Preview: the whole time of a process that starts Node.js with ts-node and previews an inline program through the Automation API.
  The stack is deployed and nothing changes. ts-node transpiles with swc, as stacks/tsconfig.json says; only the type-checked runs have
  Pulumi's default, TypeScript's compiler with checks. package: a program with the component as npm installs it, compiled.
  sources: with the component's TypeScript, as this repository's stacks are. plugin: a program that has the package's plugin make
  the component, as programs in other languages do; the start of the plugin, which reads its sources' types, is in it.
  hand-written: the same resources, inputs and providers without the component (bench/programs/handWritten.ts).
- First up: the whole time of the same kind of process, with the package, an empty stack and an empty account.
  chain: AWS calls that each need what the one before made, at the latency; no order of work avoids them.
- Peak memory: the largest resident set of the preview's process; the engine and the providers are other processes.
- Planning: from arguments to plan, in this process, without the engine. Under ALL a member has no resource of its own: the plan
  is the same for one account and for 50,000.
- Proof: whether GuardDuty can export from each Region, asked of a bucket policy and a key policy with no room for a further statement.
- Evaluator: a policy with a pattern of 100 wildcards that almost matches a key of 900 characters, against one of 10.
- Growth: processor time of this process at the whole size to that at half of it; linear is 2. Of members, processor time, peak memory and counts of
  a process at the whole size to those at a fifth of it; linear is 5. A recorder takes what a preview registers in one Region, in place of the engine.
- Resources: what the plan lists, at each number of Regions. The component itself is one more. The target is 3 for each Region and
  account, and one for each member by name.`;

async function bench(): Promise<void> {
  const settings = chosen(process.argv.slice(2));
  const planning = [
    ...(await measurePlanning(settings)),
    ...(await measureProof(settings)),
    ...(await measureWildcards(settings)),
    ...(await measureGrowth(settings)),
    ...(await measureMembers(settings)),
  ];
  const environment = await openEnvironment();
  let previews: Row[];
  try {
    previews = await measurePreviews(environment, settings, say);
  } finally {
    await environment.close();
  }
  const firstUp = await measureFirstUp(settings, say);
  const rows = [...previews, ...firstUp, ...planning, ...countResources()];
  console.log(table(rows));
  console.log([NOTES.trim(), ...rows.flatMap(({ note }) => note ?? [])].join("\n"));
}

/** `--quick`, or `--rounds N` in place of five. */
function chosen([option, rounds]: string[]): Settings {
  if (option === "--quick") return QUICK;
  const counted = option === "--rounds" ? Number(rounds) : FULL.repeats.counted;
  return { ...FULL, repeats: { ...FULL.repeats, counted } };
}

function say(text: string): void {
  console.error(text);
}

bench().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
