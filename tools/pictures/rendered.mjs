// Renders every mermaid diagram of the documents, and the comment of a changed sandbox stack, in a browser.
// Usage: npm run build, then node tools/pictures/rendered.mjs. Linux on x86_64 alone; the browser is installed into .cache.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import markdownIt from "markdown-it";
import { run } from "../run.mjs";

/* global document, window -- of the page, in which evaluate() runs */

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");
const CACHE = path.join(ROOT, ".cache/browser");

async function openBrowser() {
  const [lock, installed] = [HERE + "/browser", CACHE].map((at) =>
    path.join(at, "package-lock.json"),
  );
  if (!fs.existsSync(installed) || !fs.readFileSync(lock).equals(fs.readFileSync(installed))) {
    fs.rmSync(CACHE, { recursive: true, force: true });
    fs.cpSync(path.join(HERE, "browser"), CACHE, { recursive: true });
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("Installing the browser", "npm", args, { cwd: CACHE });
  }
  const load = (name) =>
    import(pathToFileURL(createRequire(`${CACHE}/package.json`).resolve(name)).href);
  const { default: chromium } = await load("@sparticuz/chromium");
  const { default: puppeteer } = await load("puppeteer-core");
  const executablePath = await chromium.executablePath();
  return puppeteer.launch({ args: chromium.args, executablePath, headless: "shell" });
}

const STYLE = `body { font: 14px/1.5 sans-serif; width: 860px; margin: 16px } table { border-collapse: collapse; font-size: 12px }
th, td { border: 1px solid #d0d7de; padding: 4px 8px } pre { background: #f6f8fa; padding: 8px; overflow: hidden }`;

/** Renders markdown as GitHub does, with the diagrams drawn; rejects with mermaid's error. */
async function render(browser, markdown, file) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: 900, height: 600 });
    const body = markdownIt({ html: true }).render(markdown);
    await page.setContent(`<style>${STYLE}</style>${body}`);
    await page.addScriptTag({ path: path.join(CACHE, "node_modules/mermaid/dist/mermaid.min.js") });
    const drawn = await page.evaluate(async () => {
      const nodes = [...document.querySelectorAll("code.language-mermaid")];
      for (const node of nodes) node.parentElement.style.background = "none";
      window.mermaid.initialize({ startOnLoad: false });
      await window.mermaid.run({ nodes });
      return nodes.map((node) => node.querySelector("svg")?.getBoundingClientRect().width ?? 0);
    });
    if (drawn.some((width) => width < 50)) throw new Error(`a diagram is not drawn: ${drawn}`);
    if (file) await page.screenshot({ path: file, fullPage: true });
    return drawn.length;
  } finally {
    await page.close();
  }
}

function plan(...options) {
  const command = [path.join(ROOT, "dist/cli/main.js"), "plan", "--format", "markdown"];
  return execFileSync(process.execPath, [...command, ...options], { cwd: ROOT, encoding: "utf8" });
}

const diagrams = (text) => [...text.matchAll(/^```mermaid\n[^]*?^```$/gm)].map(([block]) => block);

const browser = await openBrowser();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pictures-"));
try {
  const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" });
  for (const name of documents.trim().split("\n")) {
    const blocks = diagrams(fs.readFileSync(path.join(ROOT, name), "utf8"));
    if (blocks.length === 0) continue;
    console.log(`${name}: ${await render(browser, blocks.join("\n\n"))} drawn`);
  }
  const base = path.join(folder, "base.yaml");
  const stack = fs.readFileSync(path.join(ROOT, "stacks/Pulumi.sandbox.yaml"), "utf8");
  fs.writeFileSync(base, stack.replace(/^.*me-south-1.*\n/gm, ""));
  const pictures = path.join(ROOT, "docs/pictures");
  await render(browser, plan("--config", base), path.join(pictures, "comment-before.png"));
  const after = plan("--stack", "sandbox", "--against-file", base);
  await render(browser, after, path.join(pictures, "comment-after.png"));
  const { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } = createRequire(import.meta.url)(
    path.join(ROOT, "dist/rules/regions.js"),
  );
  const every = path.join(folder, "every.json");
  const config = {
    regions: [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS],
    homeRegion: "us-east-1",
  };
  fs.writeFileSync(every, JSON.stringify(config));
  const graph = diagrams(plan("--config", every)).join("\n\n");
  await render(browser, graph, path.join(pictures, "regions.png"));
} finally {
  await browser.close();
  fs.rmSync(folder, { recursive: true });
}
