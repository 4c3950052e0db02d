import { chmod, readFile, writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { startSandbox } from ".";
import type { ShellName } from "./environment";
import { environmentText, shellOf, SHELLS } from "./environment";
import { portOf, regionOf, startError, worldOf } from "./startErrors";

interface ServeOptions {
  world?: string;
  state?: string;
  writeEnv?: string;
  envFile?: string;
  port?: number;
  region?: string;
  shell: ShellName;
  lenient?: true;
}

const program = new Command("sandbox").description("A local AWS for trying and testing exports.");

program
  .command("serve", { isDefault: true })
  .description("Serves a world to the Pulumi engine, AWS SDKs and the AWS CLI until it is stopped.")
  .option("--world <file>", "world file, JSON (default: one account without an export)")
  .option("--state <file>", "file that the world outlives the process in")
  .option("--write-env <file>", "writes what clients need in their environment, to be sourced")
  // Node.js takes an option of this name for itself and stops when the file does not exist yet.
  .option("--env-file <file>", "the same; Node.js takes it for itself unless the file exists")
  .option("--port <number>", "port of the HTTP server (default: any free one)", portOf)
  .option("--region <name>", "default Region for clients (default: us-east-1)", regionOf)
  .addOption(
    new Option("--shell <name>", "shell that the environment is written for")
      .choices(Object.keys(SHELLS))
      .default(shellOf(process.env)),
  )
  .option("--lenient", "answers calls with members that the sandbox does not model, and logs them")
  .action(serve);

async function serve(options: ServeOptions): Promise<void> {
  const { world, state, port, region, shell, lenient } = options;
  const envFile = options.writeEnv ?? options.envFile;
  const sandbox = await startSandbox({
    world: world === undefined ? {} : worldOf(await readFile(world, "utf8")),
    stateFile: state,
    port,
    region,
    strict: lenient !== true,
  });
  sandbox.cloud.logRefusals(({ accountId, region, operation, error, why }) =>
    console.error(`${operation} (${accountId}, ${region}): ${error}: ${why}`),
  );
  sandbox.cloud.logIgnored(({ accountId, region, operation, ignored }) =>
    console.error(`${operation} (${accountId}, ${region}): not modelled: ${ignored?.join(", ")}`),
  );
  if (envFile !== undefined) {
    await writeEnvironment(envFile, environmentText(sandbox.env, shell)).catch(async (error) => {
      await sandbox.close();
      throw error;
    });
  }
  console.log(`AWS and control API: ${sandbox.url}`);
  console.log(`Pulumi providers:    ${sandbox.env["PULUMI_DEBUG_PROVIDERS"]}`);
  const environment = environmentText(sandbox.env, shell).trimEnd();
  console.log(
    envFile === undefined ? environment : `Environment: ${SHELLS[shell].source(envFile)}`,
  );
  console.log("Ready.");
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void sandbox.close());
}

/** Its owner alone may read it, a file that was there before too. */
async function writeEnvironment(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  await chmod(file, 0o600);
}

program.parseAsync().catch((error: unknown) => {
  console.error(startError(error) ?? error);
  process.exitCode = 1;
});
