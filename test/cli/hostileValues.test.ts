import { expect } from "chai";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { CannotRun } from "../../cli/cannotRun";
import type { StackLocation } from "../../cli/config/stackFile";
import { stackFileOf } from "../../cli/config/stackFile";
import { plan } from "../../cli/commands/plan";
import { markdownText } from "../../cli/output/markdown";
import { printable } from "../../cli/output/printable";
import { propertyPath } from "../../rules/problems";
import { schemaPaths, valuesOf, WHOLE_STACK_FILES, WHOLE_STACKS } from "../support/wholeStacks";

/** Words that no sentence of ours has: where they stand, a value stands. */
const MARK = /quagga|zebu/i;

/** What a value may be, from a word that is its own and what it was. A property that refuses it keeps its value. */
const HOSTILE: { [what: string]: (word: string, was: string) => string } = {
  "a word": (word) => word,
  "words of a name": (word) => `${word}-zebu`,
  "a sentence": (word) => `${word}, and nothing else changes. Zebu: none.`,
  "a sentence in brackets": (word) => `(${word}) zebu).`,
  "a mention": (word) => `@${word}/zebu`,
  "an issue": (word) => `${word}/zebu#5 #1 GH-1`,
  "a host": (word) => `www.${word}.example https://zebu.example`,
  "a link and marks": (word) => `**${word}** [zebu](https://zebu.example) <b> ~~zebu~~ $zebu$`,
  "code and a cell's end": (word) => `\`${word}\` | zebu`,
  "an emoji": (word) => `:${word}:`,
  "a formula": (word) => `$${word}$`,
  "turned text": (word) => `${word}\u202e zebu\u2066\u200b`,
  lines: (word) => `${word}\n\n# zebu\n- zebu`,
  quotes: (word) => `${word}" and "zebu`,
  "the end of what it was": (word, was) => was.replace(/[\w-]+(\/|\.txt)?$/, `${word}$1`),
  "marks after what it was": (word, was) => `${was}/${word}).`,
  "the beginning of what it was": (word, was) => was.replace(/^[a-z-]+/, word),
};

const FILES: { [file: string]: string } = WHOLE_STACK_FILES;

const LOCATION: StackLocation = {
  project: { name: "p", stackConfigDir: ".", defaults: {}, program: {} },
  ...{ stack: "s", file: "Pulumi.s.yaml" },
  listFile: (file) => (FILES[file] === undefined ? { cause: "notFound" } : { text: FILES[file] }),
};

type Values = { [key: string]: unknown };

/** The same with another value, or another name of what is there. */
function replaced(values: unknown, [step = "", ...rest]: readonly string[], by: unknown): unknown {
  if (Array.isArray(values)) {
    return values.map((one: unknown, index) =>
      String(index) !== step ? one : rest.length === 0 ? by : replaced(one, rest, by),
    );
  }
  return Object.fromEntries(
    Object.entries(values as Values).map(([key, inner]) => {
      if (key !== step) return [key, inner];
      if (rest.length > 0) return [key, replaced(inner, rest, by)];
      return [key, by];
    }),
  );
}

function renamed(values: unknown, steps: readonly string[], name: string): unknown {
  const parent = steps.slice(0, -1);
  const old = steps.at(-1)!;
  const map = parent.reduce((inner, step) => (inner as Values)[step], values) as Values;
  const other = Object.fromEntries(
    Object.entries(map).map(([key, inner]) => [key === old ? name : key, inner]),
  );
  return parent.length === 0 ? other : replaced(values, parent, other);
}

/** A place of a configuration where its author chooses a text: its path in the schema, and its own. */
interface Position {
  path: string;
  steps: readonly string[];
  value: string;
}

const textsOf = (values: Values): Position[] =>
  valuesOf(values).flatMap(({ value, ...at }) =>
    typeof value === "string" ? [{ ...at, value }] : [],
  );

/** Names that are chosen, those within others first. */
function namesOf(values: Values): Position[] {
  const names = new Map(
    valuesOf(values).flatMap(({ path: at, steps }) => {
      const parts = at.split(/\.|(?=\[)/);
      return parts.flatMap((part, index) => {
        if (part !== "*") return [];
        const own = steps.slice(0, index + 1);
        const path = parts
          .slice(0, index + 1)
          .join(".")
          .replaceAll(".[", "[");
        return [[own.join("\n"), { path, steps: own, value: own.at(-1)! }] as const];
      });
    }),
  );
  return [...names.values()].sort((a, b) => b.steps.length - a.steps.length);
}

/** Property paths that are refused. */
function refused(values: unknown): string[] {
  try {
    stackFileOf("s.yaml", LOCATION, JSON.stringify({ config: values }));
    return [];
  } catch (error) {
    if (!(error instanceof CannotRun) || error.finding.id !== "configInvalid") throw error;
    return error.finding.problems.map((one) => one.path);
  }
}

/** The configuration with a hostile text in every place that takes it. */
function hostileTo(values: Values, hostile: (word: string, was: string) => string): Values {
  const textOf = ({ value }: Position, index: number) => hostile(wordOf(index), value);
  let texts = textsOf(values).map((one, index) => ({ ...one, text: textOf(one, index) }));
  const changed = () =>
    texts.reduce((all, { steps, text }) => replaced(all, steps, text), values as unknown);
  for (let paths = refused(changed()); paths.length > 0; paths = refused(changed())) {
    const isRefused = ({ steps }: Position) => {
      const own = propertyPath(steps.map((step) => (/^\d$/.test(step) ? Number(step) : step)));
      return paths.some((one) => own.startsWith(one) || one.startsWith(own));
    };
    const kept = texts.filter((one) => !isRefused(one));
    texts = kept.length < texts.length ? kept : [];
  }
  return namesOf(values).reduce<unknown>((all, name, index) => {
    const other = renamed(all, name.steps, hostile(wordOf(400 + index), name.value));
    return refused(other).length === 0 ? other : all;
  }, changed()) as Values;
}

/** A word for each position, without digits. */
const wordOf = (index: number) =>
  `quagga${[index % 26, Math.floor(index / 26)].map((one) => String.fromCharCode(97 + one)).join("")}`;

const OWN_ELEMENTS = [
  ...["h3", "p", "strong", "ul", "li", "code", "pre", "details", "summary", "em"],
  ...["table", "thead", "tbody", "tr", "th", "td", "br"],
];

/** What GitHub makes links, mentions, emoji and formulas of, outside of code. */
const MARKUP = /[a-z]:\/\/|\bwww\.|@|#\d|\bGH-\d|\b[0-9a-f]{7,40}\b|:[+\w-]+:|\$/i;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** What of a comment's text stands outside of code, and what is no element of ours. */
function faultsOf(markdown: string): string[] {
  const html = micromark(markdown, {
    ...{ allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] },
  });
  const elements = [...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/g)].map(([, element]) => element!);
  const outside = html
    .replace(/<pre>.*?<\/pre>|<code>.*?<\/code>/gs, " ")
    .replace(/<\/?(?:p|li|td|th|summary|h3|br)[^>]*>/g, "\n")
    .replace(/<[^>]*>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");
  const lines = outside.split("\n").filter((line) => MARK.test(line) || MARKUP.test(line));
  return [
    ...elements.filter((element) => !OWN_ELEMENTS.includes(element)).map((one) => `<${one}>`),
    ...lines.map((line) => line.trim()),
    ...(INVISIBLE.test(markdown.replace(/⚠️|❌|✅/gu, "")) ? ["invisible"] : []),
  ];
}

describe("A comment on a change of a whole stack", function () {
  this.timeout(600_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "hostile-"));
    for (const [file, text] of Object.entries(WHOLE_STACK_FILES)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (file: string, values: unknown) => {
    const config = Object.entries(values as Values).map(([key, one]) => [`p:${key}`, one]);
    writeFileSync(path.join(folder, file), JSON.stringify({ config: Object.fromEntries(config) }));
  };
  async function comment(from: unknown, to: unknown): Promise<string> {
    write("old.yaml", from);
    write("Pulumi.s.yaml", to);
    const report = await plan(folder, { stack: "s", project: "p", againstFile: "old.yaml" });
    return markdownText(printable(report));
  }
  for (const [stack, values] of Object.entries(WHOLE_STACKS)) {
    for (const [what, hostile] of Object.entries(HOSTILE)) {
      it(`has every value in code, and no markup of one: ${stack}, ${what}`, async () => {
        const changed = hostileTo(values, hostile);
        const shown = [await comment(values, changed), await comment(changed, values)];
        expect([...new Set(shown.flatMap(faultsOf))]).to.deep.equal([]);
      });
    }
  }

  it("is tried with every name that a configuration's author chooses", () => {
    const all = Object.values(WHOLE_STACKS);
    const tried = new Set(all.flatMap(namesOf).map(({ path: at }) => at));
    const names = schemaPaths().flatMap((at) =>
      [...at.matchAll(/\*/g)].map(({ index }) => at.slice(0, index + 1)),
    );
    expect([...new Set(names)].filter((at) => !tried.has(at))).to.deep.equal([]);
  });
});
