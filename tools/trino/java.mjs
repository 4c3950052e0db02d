// Finds a Java that runs Trino: JAVA_HOME's, the one on PATH, or one that the system's packages have.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export const LEAST_JAVA = 24;
const PACKAGES = "/usr/lib/jvm";

/** The command and version of the first Java that is new enough; undefined when there is none. */
export function findJava(env = process.env) {
  const homes = [
    env.JAVA_HOME,
    ...(env.PATH ?? "").split(path.delimiter).map((folder) => path.dirname(folder)),
    ...(fs.existsSync(PACKAGES) ? fs.readdirSync(PACKAGES) : []).map((name) =>
      path.join(PACKAGES, name),
    ),
  ];
  for (const home of homes) {
    const java = home && path.join(home, "bin", "java");
    if (!java || !fs.existsSync(java)) continue;
    const version = versionOf(java);
    if (version >= LEAST_JAVA) return { java, home, version };
  }
  return undefined;
}

function versionOf(java) {
  // It says its version on stderr.
  const { stderr } = spawnSync(java, ["-version"], { encoding: "utf8", timeout: 60_000 });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
}
