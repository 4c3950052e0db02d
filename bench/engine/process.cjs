// One run of a program on the Pulumi engine, in a process that ends with it.
const { LocalWorkspace, PulumiCommand } = require("@pulumi/pulumi/automation");
const { spawn } = require("node:child_process");

/** Hosts the package in a folder for programs of any language, as Pulumi does for each run; resolves to its port. */
async function startPlugin(folder) {
  const host = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/run-plugin"), folder], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => host.kill());
  return new Promise((resolve, reject) => {
    host.stdout.once("data", (port) => resolve(Number.parseInt(port, 10)));
    host.once("close", (code) => reject(new Error(`the plugin ended with ${code}`)));
  });
}

async function attached(plugin, { PULUMI_DEBUG_PROVIDERS: providers, ...env }) {
  const port = await startPlugin(plugin);
  return { ...env, PULUMI_DEBUG_PROVIDERS: `${providers},guardduty-export:${port}` };
}

/** Hooks of the program, and of the plugin, call AWS themselves. */
function reachAws(env) {
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith("AWS_")) process.env[name] = value;
  }
}

async function run(order) {
  const { pulumiRoot, pulumiHome, folder, program, plugin, input, operation, options } = order;
  reachAws(order.env);
  const env = plugin ? await attached(plugin, order.env) : order.env;
  const stack = await LocalWorkspace.createOrSelectStack(
    {
      projectName: "bench",
      stackName: "bench",
      // Loaded when the engine asks for it, as Pulumi's language host does.
      program: async () => require(program).program(input),
    },
    {
      workDir: folder,
      pulumiCommand: await PulumiCommand.get({ root: pulumiRoot }),
      pulumiHome,
      projectSettings: { name: "bench", runtime: "nodejs", backend: { url: `file://${folder}` } },
      envVars: env,
    },
  );
  const { changeSummary, summary } = await stack[operation](options);
  return {
    changes: changeSummary ?? summary.resourceChanges,
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

process.once("message", (order) => {
  run(order).then(
    (done) => process.send(done, () => process.exit()),
    (error) => process.send({ error: error.message }, () => process.exit(1)),
  );
});
