// A browser and mermaid from npm in .cache/browser, and what they make of markdown.
// `node tools/pictures/browser.mjs --optional` gets them where it can: Linux on x86_64, with a registry.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import markdownIt from "markdown-it";
import { run, say } from "../run.mjs";

/* global document, window -- of the page, in which evaluate() runs */

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.resolve(HERE, "../..");
const CACHE = path.join(ROOT, ".cache/browser");
const MINUTE = 60_000;

const lockOf = (folder) => {
  const file = path.join(folder, "package-lock.json");
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
};
const lock = lockOf(path.join(HERE, "browser"));

/** Whether the browser that the lock file names is in the cache. */
export const hasBrowser = () => lockOf(CACHE) === lock;

async function getBrowser() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`there is no browser for ${process.platform} on ${process.arch}`);
  }
  const fresh = `${CACHE}.${process.pid}`;
  try {
    fs.cpSync(path.join(HERE, "browser"), fresh, { recursive: true });
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const options = { cwd: fresh, limit: 10 * MINUTE };
    await run("Getting a browser (0.3 GB, once)", "npm", args, options);
    fs.rmSync(CACHE, { recursive: true, force: true });
    fs.renameSync(fresh, CACHE); // a run that was cut short leaves nothing that looks done
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

/** Opens the browser, and gets it first where it is missing. */
export async function openBrowser() {
  if (!hasBrowser()) await getBrowser();
  const load = (name) =>
    import(pathToFileURL(createRequire(`${CACHE}/package.json`).resolve(name)).href);
  const { default: chromium } = await load("@sparticuz/chromium");
  const { default: puppeteer } = await load("puppeteer-core");
  const executablePath = await chromium.executablePath();
  return puppeteer.launch({ args: chromium.args, executablePath, headless: "shell" });
}

const STYLE = `body { font: 14px/1.5 sans-serif; margin: 16px } table { border-collapse: collapse; font-size: 12px }
th, td { border: 1px solid #d0d7de; padding: 4px 8px } pre { background: #f6f8fa; padding: 8px; overflow: hidden }`;

/**
 * Renders markdown as GitHub does in a window of this width, with its diagrams drawn, and writes a screenshot to `file`.
 * Answers each diagram's size and its smallest text in pixels; rejects with mermaid's error.
 */
export async function render(browser, markdown, { width, file }) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width, height: 600 });
    const body = markdownIt({ html: true }).render(markdown);
    await page.setContent(`<style>${STYLE}</style>${body}`);
    await page.addScriptTag({ path: path.join(CACHE, "node_modules/mermaid/dist/mermaid.min.js") });
    const drawn = await page.evaluate(async () => {
      const nodes = [...document.querySelectorAll("code.language-mermaid")];
      for (const node of nodes) node.parentElement.style.background = "none";
      window.mermaid.initialize({ startOnLoad: false });
      await window.mermaid.run({ nodes });
      return nodes.map((node) => {
        const svg = node.querySelector("svg");
        const { width, height } = svg.getBoundingClientRect();
        const scale = svg.getScreenCTM().a;
        const texts = [...svg.querySelectorAll(".nodeLabel, .edgeLabel, text")].filter(
          (text) => text.textContent.trim() !== "",
        );
        const sizes = texts.map(
          (text) => parseFloat(window.getComputedStyle(text).fontSize) * scale,
        );
        return { width, height, text: Math.min(...sizes), labels: texts.length };
      });
    });
    if (file) await page.screenshot({ path: file, fullPage: true });
    return drawn;
  } finally {
    await page.close();
  }
}

/** The blocks of mermaid in a text. */
export const diagrams = (text) =>
  [...text.matchAll(/^```mermaid\n[^]*?^```$/gm)].map(([block]) => block);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (!hasBrowser()) await getBrowser();
    say("A browser that draws diagrams, in .cache/browser");
  } catch (error) {
    say(`Diagrams are not drawn in a browser: ${error.message}`);
    process.exitCode = process.argv.includes("--optional") ? 0 : 1;
  }
}
