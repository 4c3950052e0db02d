// Bundles the health check's Lambda function into dist/: one file, with AWS's SDK left to the Lambda runtime.
import { build } from "esbuild";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the bundle is. */
export const BUNDLE = path.join(ROOT, "dist/health/handler.js");

/** Writes the bundle, the same bytes for the same source. */
export async function bundle(outfile = BUNDLE) {
  await build({
    entryPoints: [path.join(ROOT, "health/handler.ts")],
    outfile,
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    external: ["@aws-sdk/*"],
    logLevel: "warning",
  });
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
