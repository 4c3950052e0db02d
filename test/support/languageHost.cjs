// Pulumi's language host for Node.js is a program of its own that only the downloaded CLI has. This one runs programs as it does:
// the SDK's own cmd/run, from the program's folder, with Pulumi.yaml's runtime options.
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const {
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  RunResponse,
} = require("@pulumi/pulumi/proto/language_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { spawn } = require("node:child_process");

const engine = process.argv.at(-1);
const SAID_ALREADY = 32;

function run({ request }, answer) {
  const info = request.getInfo();
  const { tsconfig, nodeargs = "" } = info.getOptions()?.toJavaScript() ?? {};
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
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: "true",
    ...(tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
  };
  const cwd = info.getProgramDirectory();
  spawn(process.execPath, args, { cwd, env, stdio: ["ignore", 2, 2] }).on("close", (code) => {
    const response = new RunResponse();
    if (code === SAID_ALREADY) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${code}`);
    answer(null, response);
  });
}

const server = new Server();
server.addService(LanguageRuntimeService, {
  run,
  getPluginInfo: (_, answer) => answer(null, new PluginInfo()),
  getRequiredPlugins: (_, answer) => answer(null, new GetRequiredPluginsResponse()),
  getRequiredPackages: (_, answer) => answer(null, new GetRequiredPackagesResponse()),
});
// The engine reads the port from the first line.
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (_, port) => console.log(port));
