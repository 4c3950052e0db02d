// Renders the comment of a changed sandbox stack and the picture of 34 Regions, in a browser.
// Usage: npm run build, then node tools/pictures/rendered.mjs. Linux on x86_64 alone; the browser is installed into .cache.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { diagrams, openBrowser, render, ROOT } from "./browser.mjs";

const WIDTH = 900;

function plan(...options) {
  const command = [path.join(ROOT, "dist/cli/main.js"), "plan", "--format", "markdown"];
  return execFileSync(process.execPath, [...command, ...options], { cwd: ROOT, encoding: "utf8" });
}

const browser = await openBrowser();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pictures-"));
const draw = (markdown, name) =>
  render(browser, markdown, { width: WIDTH, file: path.join(ROOT, "docs/pictures", name) });
try {
  const base = path.join(folder, "base.yaml");
  const stack = fs.readFileSync(path.join(ROOT, "stacks/Pulumi.sandbox.yaml"), "utf8");
  fs.writeFileSync(base, stack.replace(/^.*me-south-1.*\n/gm, ""));
  await draw(plan("--config", base), "comment-before.png");
  await draw(plan("--stack", "sandbox", "--against-file", base), "comment-after.png");
  const { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } = createRequire(import.meta.url)(
    path.join(ROOT, "dist/rules/regions.js"),
  );
  const every = path.join(folder, "every.json");
  const config = {
    regions: [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS],
    homeRegion: "us-east-1",
  };
  fs.writeFileSync(every, JSON.stringify(config));
  await draw(diagrams(plan("--config", every)).join("\n\n"), "regions.png");
} finally {
  await browser.close();
  fs.rmSync(folder, { recursive: true });
}
