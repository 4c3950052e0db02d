// Pulumi's language hosts are programs of their own that only the downloaded CLI has. This one runs programs as they do: of Node.js
// by the SDK's own cmd/run, from the program's folder, with Pulumi.yaml's runtime options; of Go the binary that those name.
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const {
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  RunPluginResponse,
  RunResponse,
} = require("@pulumi/pulumi/proto/language_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { spawn } = require("node:child_process");
const path = require("node:path");

const engine = process.argv.at(-1);
const SAID_ALREADY = 32;

const programs = {
  nodejs(request, info, { tsconfig, typescript = true, nodeargs = "" }) {
    const flags = {
      monitor: request.getMonitorAddress(),
      engine,
      organization: request.getOrganization(),
      project: request.getProject(),
      "root-directory": info.getRootDirectory(),
      stack: request.getStack(),
      pwd: info.getProgramDirectory(),
      parallel: request.getParallel(),
    };
    const args = [
      ...nodeargs.split(" ").filter((one) => one !== ""),
      require.resolve("@pulumi/pulumi/cmd/run"),
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info.getEntryPoint(),
    ];
    const env = {
      PULUMI_NODEJS_TYPESCRIPT: String(typescript),
      ...(tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    };
    return { command: process.execPath, args, env };
  },

  go(request, info, { binary }) {
    const env = {
      PULUMI_MONITOR: request.getMonitorAddress(),
      PULUMI_ENGINE: engine,
      PULUMI_ORGANIZATION: request.getOrganization(),
      PULUMI_PROJECT: request.getProject(),
      PULUMI_STACK: request.getStack(),
      PULUMI_PARALLEL: String(request.getParallel()),
      PULUMI_DRY_RUN: String(request.getDryrun()),
    };
    return { command: path.resolve(info.getProgramDirectory(), binary), args: [], env };
  },
};

function run({ request }, answer) {
  const info = request.getInfo();
  const options = info.getOptions()?.toJavaScript() ?? {};
  const program = programs[options.binary ? "go" : "nodejs"](request, info, options);
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...program.env,
  };
  const cwd = info.getProgramDirectory();
  const child = spawn(program.command, program.args, { cwd, env, stdio: ["ignore", 2, 2] });
  child.on("close", (code) => {
    const response = new RunResponse();
    if (code === SAID_ALREADY) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${code}`);
    answer(null, response);
  });
}

/** A policy pack, by the SDK's own cmd/run-policy-pack; its output is streamed. */
function runPlugin(call) {
  const { request } = call;
  const pack = request.getInfo().getProgramDirectory();
  const args = [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), ...request.getArgsList()];
  const env = { ...process.env, ...variables(request.getEnvList()) };
  const child = spawn(process.execPath, [...args, pack], {
    ...{ cwd: request.getPwd(), env, stdio: ["ignore", "pipe", "pipe"] },
  });
  const send = (set, value) => {
    const response = new RunPluginResponse();
    response[set](value);
    call.write(response);
  };
  child.stdout.on("data", (data) => send("setStdout", data));
  child.stderr.on("data", (data) => send("setStderr", data));
  child.on("close", (code) => {
    send("setExitcode", code ?? 1);
    call.end();
  });
  call.on("cancelled", () => child.kill());
}

const variables = (list) =>
  Object.fromEntries(list.map((one) => [/^[^=]*/.exec(one)[0], one.replace(/^[^=]*=/, "")]));

const server = new Server();
server.addService(LanguageRuntimeService, {
  run,
  runPlugin,
  getPluginInfo: (_, answer) => answer(null, new PluginInfo()),
  getRequiredPlugins: (_, answer) => answer(null, new GetRequiredPluginsResponse()),
  getRequiredPackages: (_, answer) => answer(null, new GetRequiredPackagesResponse()),
});
// The engine reads the port from the first line.
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (_, port) => console.log(port));
