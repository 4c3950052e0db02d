import { openCloud } from "../../aws/cloud";
import { cannotRun } from "../cannotRun";
import type { StackSource } from "../config/liveStack";
import { liveStackOf, readStack } from "../config/liveStack";
import { pulumi } from "../config/pulumi";
import type { StackFile, StackOptions } from "../config/stackFile";
import { isOwnProgram } from "../config/stackFile";
import { changeState, stateOf, tryState } from "../config/state";
import { milliseconds } from "../durations";
import type { Report } from "../output/report";
import { AWS_MESSAGES } from "../../rules/awsMessages";
import { planMemberDetectors } from "../../rules/plan";
import type { Deployment } from "../../rules/recovery";
import { nameOf, recoveries, refreshArguments } from "../../rules/recovery";
import { importedNames, withImportedNames } from "../../rules/recovery/importedNames";
import { hasResource, withReplacement } from "../../rules/recovery/replacements";
import type { Step } from "../recover/plan";
import { planRecovery } from "../recover/plan";
import type { ImportResult, Progress } from "../recover/report";
import { recoverReport } from "../recover/report";

export interface RecoverOptions extends StackOptions {
  yes?: boolean;
  /** File of `pulumi stack export`; undefined: it is run. */
  state?: string;
  /** Of one call. */
  timeout: string;
}

/** What the deployment of a stack of either role runs as, and where. */
function creatorsOf(source: StackSource) {
  const is = source.from === "config" ? partOf(source.file) : source.is;
  if (is.role === "administrator") {
    const { stack, owner, plan } = liveStackOf(source);
    return { stack, project: owner.project, plan };
  }
  const { owner, settings } = is;
  const { account, regions } = settings;
  const role = "member" as const;
  const [home = "us-east-1"] = regions;
  return {
    ...{ stack: owner.stack, project: owner.project },
    plan: {
      ...{ account: role, home: { name: home } },
      accounts: { uses: [{ account: role, credentials: account, regions }] },
      providers: planMemberDetectors(owner.component, settings).providers,
    },
  };
}

function partOf({ project, stack, name, part }: StackFile) {
  return { ...part, owner: { project, stack, component: name } };
}

/** Marks the generated names of what was imported as generated, with `yes`. */
async function keepNames(
  folder: string,
  stack: string,
  { yes, state, deployment }: RecoverOptions & { deployment: Deployment },
): Promise<Pick<Progress, "names" | "namesError">> {
  const names = importedNames(deployment);
  if (names.length === 0 || yes !== true || state !== undefined) return { names };
  return changeState(folder, stack, withImportedNames).then(
    () => ({ names }),
    ({ message }: Error) => ({ names, namesError: message }),
  );
}

/** Takes what a create made into the state. */
async function imported(
  folder: string,
  stack: string,
  { args, id, replaces, resource }: Extract<Step, { does: "import" }>,
): Promise<ImportResult> {
  if (!replaces) {
    return pulumi(folder, args).then(
      () => "imported",
      ({ message }: Error) => (AWS_MESSAGES.importMissing.test(message) ? "notMade" : { message }),
    );
  }
  // `pulumi import` takes no second resource of a URN; a refresh drops what does not exist.
  const exists = async () => {
    await pulumi(folder, refreshArguments(stack, resource.urn));
    return hasResource(await stateOf(folder, stack, {}), resource.urn, id);
  };
  return tryState(folder, stack, withReplacement(resource, id), exists).then(
    (made) => (made ? "imported" : "notMade"),
    ({ message }: Error) => ({ message }),
  );
}

/** Takes what an interrupted deployment made, and could not record, into the stack's state; without `yes` it only lists the steps. Throws CannotRun. */
export async function recover(
  folder: string,
  options: RecoverOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const { state, ...others } = options;
  const own = isOwnProgram(folder, options);
  const source = await readStack(folder, own ? options : others);
  const argsFile = source.from === "config" ? source.file.argsFile : undefined;
  if (argsFile !== undefined) throw cannotRun("stackNotGiven", { argsFile });
  const { stack, project, plan } = creatorsOf(source);
  const timeout = milliseconds("--timeout", options.timeout);
  const deployment = await stateOf(folder, stack, { project, file: state });
  const made = options.yes === true;
  if (recoveries(deployment).length === 0) {
    const kept = await keepNames(folder, stack, { ...options, deployment });
    return recoverReport(stack, [], { made, results: new Map(), ...kept });
  }
  const cloud = await openCloud(plan, { timeout });
  try {
    progress("reading");
    const steps = await planRecovery(stack, plan, cloud, deployment);
    const results: Progress["results"] = new Map();
    for (const step of options.yes === true ? steps : []) {
      if (step.does !== "import") continue;
      progress(`importing ${nameOf(step.resource.urn)}`);
      results.set(step, await imported(folder, stack, step));
    }
    const after = made ? await stateOf(folder, stack, { project, file: state }) : deployment;
    const kept = await keepNames(folder, stack, { ...options, deployment: after });
    return recoverReport(stack, steps, { made, results, ...kept });
  } finally {
    progress("");
    cloud.close();
  }
}
