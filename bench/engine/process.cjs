// One run of a program on the Pulumi engine, in a process that ends with it.
const { LocalWorkspace, PulumiCommand } = require("@pulumi/pulumi/automation");

async function run({ pulumiRoot, pulumiHome, folder, env, program, input, operation, options }) {
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
