// Bundles the health check's Lambda function into dist/: one file, with AWS's SDK left to the Lambda runtime.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the bundle is. */
export const BUNDLE = path.join(ROOT, "dist/health/handler.js");

/** Writes the bundle, the same bytes for the same source; who reads it meanwhile finds it whole where it has them already. */
export async function bundle(outfile = BUNDLE) {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, "health/handler.ts")],
    outfile,
    write: false,
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    external: ["@aws-sdk/*"],
    logLevel: "warning",
  });
  const [{ contents }] = outputFiles;
  const present = await readFile(outfile).catch(() => undefined);
  if (present?.equals(contents)) return outfile;
  await mkdir(path.dirname(outfile), { recursive: true });
  await writeFile(outfile, contents);
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
