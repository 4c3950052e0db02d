// Runs after `npm install` in a checkout, which is also how Pulumi gets the package from Git: builds dist/. Pulumi may have left out
// what is only for development, the compiler among it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

function npm(...args) {
  const { status } = spawnSync("npm", args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync("node_modules/typescript")) {
  npm("install", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund");
}
npm("run", "--silent", "build");
