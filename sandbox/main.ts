import { chmod, readFile, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { startSandbox } from ".";
import { WorldError } from "./world";

interface ServeOptions {
  world: string;
  state?: string;
  writeEnv?: string;
  envFile?: string;
  port?: number;
  region?: string;
  strict?: true;
}

const program = new Command("sandbox").description("A local AWS for trying and testing exports.");

program
  .command("serve")
  .description("Serves a world to the Pulumi engine, AWS SDKs and the AWS CLI until it is stopped.")
  .requiredOption("--world <file>", "world file, JSON")
  .option("--state <file>", "file that the world outlives the process in")
  .option("--write-env <file>", "writes what clients need in their environment, to be sourced")
  // Node.js takes an option of this name for itself and stops when the file does not exist yet.
  .option("--env-file <file>", "the same; Node.js takes it for itself unless the file exists")
  .option("--port <number>", "port of the HTTP server (default: any free one)", Number)
  .option("--region <name>", "default Region for clients (default: us-east-1)")
  .option("--strict", "refuses calls with members that the sandbox does not model")
  .action(serve);

async function serve(options: ServeOptions): Promise<void> {
  const { world, state, port, region, strict } = options;
  const envFile = options.writeEnv ?? options.envFile;
  const sandbox = await startSandbox({
    world: JSON.parse(await readFile(world, "utf8")),
    stateFile: state,
    port,
    region,
    strict,
  });
  sandbox.cloud.logRefusals(({ accountId, region, operation, error, why }) =>
    console.error(`${operation} (${accountId}, ${region}): ${error}: ${why}`),
  );
  sandbox.cloud.logIgnored(({ accountId, region, operation, ignored }) =>
    console.error(`${operation} (${accountId}, ${region}): not modelled: ${ignored?.join(", ")}`),
  );
  if (envFile !== undefined) {
    // Its owner alone may read it, a file that was there before too.
    await writeFile(envFile, envText(sandbox.env), { mode: 0o600 });
    await chmod(envFile, 0o600);
  }
  console.log(`AWS and control API: ${sandbox.url}`);
  console.log(`Pulumi providers:    ${sandbox.env["PULUMI_DEBUG_PROVIDERS"]}`);
  console.log(envFile === undefined ? envText(sandbox.env).trimEnd() : `Environment: . ${envFile}`);
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void sandbox.close());
}

function envText(env: { [name: string]: string }): string {
  const lines = Object.entries(env).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
  );
  return lines.join("");
}

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof WorldError ? error.message : error);
  process.exitCode = 1;
});
