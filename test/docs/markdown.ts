import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../..");

/** A fenced block of a document. */
export interface Block {
  language: string;
  text: string;
  /** Where it is, such as `README.md:42`. */
  at: string;
}

/** A Markdown document of the project. */
export interface Document {
  /** Path from the root. */
  file: string;
  text: string;
  /** The text without its fenced blocks. */
  prose: string;
  blocks: Block[];
  /** What links may point at, as GitHub names the headings. */
  anchors: Set<string>;
  /** Targets of links, images aside. */
  links: string[];
}

/** README and its like, and everything written under docs/; what is generated is left out. */
export function documents(): Document[] {
  const top = readdirSync(ROOT).filter((file) => file.endsWith(".md"));
  const below = existsSync(path.join(ROOT, "docs"))
    ? readdirSync(path.join(ROOT, "docs"), { recursive: true }).map(
        (file) => `docs/${String(file)}`,
      )
    : [];
  return [...top, ...below]
    .filter((file) => file.endsWith(".md") && !file.startsWith("docs/api/"))
    .sort()
    .map((file) => parse(file, readFileSync(path.join(ROOT, file), "utf8")));
}

/** The blocks of all documents in one of these languages. */
export function blocksIn(...languages: string[]): Block[] {
  return documents().flatMap(({ blocks }) =>
    blocks.filter(({ language }) => languages.includes(language)),
  );
}

const FENCE = /^```(\w*)\n(.*?)^```$/gms;

export function parse(file: string, text: string): Document {
  const blocks = [...text.matchAll(FENCE)].map((match) => ({
    language: match[1] as string,
    text: match[2] as string,
    at: `${file}:${text.slice(0, match.index).split("\n").length}`,
  }));
  const prose = text.replace(FENCE, "");
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1] as string);
  const links = [...prose.replace(/`[^`\n]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)];
  return {
    file,
    text,
    prose,
    blocks,
    anchors: new Set(headings.map(anchor)),
    links: links.map((match) => match[1] as string),
  };
}

/** The name GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replace(/ /g, "-");
}
