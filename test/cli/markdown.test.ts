import { expect } from "chai";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

import { MARKDOWN_LIMIT, markdownText } from "../../cli/output/markdown";
import { printable } from "../../cli/output/printable";
import type { Report } from "../../cli/output/report";
import { statementLines } from "../../cli/plan/sentences";
import { changeText } from "../../rules/texts/changes";

/** Names that a repository may give to stacks, roles, prefixes and statements, by what GitHub would make of them. */
const HOSTILE: { [what: string]: string } = {
  "a link": "[click](https://evil.example)",
  "a reference": "[click][x] [x]: https://evil.example",
  "an image": "![x](https://evil.example/x.png)",
  "an address": "https://evil.example/path?x=1",
  "an address of FTP": "ftp://evil.example",
  "a host": "www.evil.example",
  "a host in brackets": "(www.evil.example)",
  "an autolink": "<https://evil.example>",
  "an e-mail address": "root@evil.example",
  "an address of XMPP": "xmpp:root@evil.example mailto:root@evil.example",
  "a mention": "@everyone",
  "a mention of a team": "@acme/security",
  "an issue": "#1",
  "an issue of a repository": "acme/repo#5",
  "an issue by its letters": "GH-12",
  "an issue of a tracker": "JIRA-123",
  "a commit": "a5c3785ed8d6a35868bc169f07e40e889087fd2e",
  "a short commit": "deadbee",
  "a commit of digits": "1234567",
  "a commit of a user": "acme@a5c3785ed8",
  "a comparison": "a5c3785...b5c3785",
  "an advisory": "GHSA-jfh8-c2jp-5v3q CVE-2024-1234",
  emoji: ":tada: :+1: x:tada:",
  formula: "$x^2$ $$x$$",
  "a formula in code": "$`x`$",
  bold: "**bold** __bold__ *i* _i_",
  struck: "~~gone~~ ~gone~",
  code: "`code` ``co`de``",
  "a fence": "```js x ```",
  "a heading": "# heading",
  "a quote": "> quote",
  "an alert": "> [!WARNING]",
  "a list": "- item",
  "a numbered list": "1. item",
  "a numbered list in brackets": "1) item",
  "a task": "[ ] task [x] task",
  "a rule": "---",
  "an underlined heading": "===",
  "a footnote": "[^1] [^1]: note",
  HTML: "<img src=x onerror=alert(1)> <b>bold</b>",
  "a comment": "<!-- hidden -->",
  "the end of what is folded": "</details></summary>",
  "an entity": "&lt;b&gt; &#64;everyone &commat;everyone",
  "a cell's end": "a | b \\| c",
  backslashes: "\\@everyone \\[x] \\",
  indentation: "      indented",
  "turned text": "admin\u202egnp.exe\u2066\u200f",
  "what has no width": "pro\u200bd\u200d\u2060\ufeff\u00ad\u3164\u{e0041}\u180e",
  "other spaces": "a\u00a0b\u2003c\u3000d\u2800e",
  controls: "\u0000\u001b[31mred\u0007\u0085",
};

const reportOf = (text: string): Report => ({
  ...{ findings: false, data: {} },
  title: `Plan of ${text}`,
  summary: { text, tone: "good" },
  sections: [
    { title: "Lines", content: { kind: "lines", lines: [text, `role ${text} of ${text}`] } },
    { title: "More", content: { kind: "lines", lines: [`first\n  ${text}`] }, folded: true },
    { title: "Table", content: { kind: "table", head: ["A", "B"], rows: [[text, "second"]] } },
    { title: "Code", content: { kind: "code", language: "json", text }, folded: true },
  ],
});

const htmlOf = (markdown: string) =>
  micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });

const OWN_ELEMENTS = [
  ...["h3", "p", "strong", "ul", "li", "code", "pre", "details", "summary"],
  ...["table", "thead", "tbody", "tr", "th", "td", "br"],
];

/** What GitHub makes links, mentions, emoji and formulas of, outside of code. */
const AUTOLINKS: { [what: string]: RegExp } = {
  address: /[a-z]:\/\/|\bwww\.|mailto:|xmpp:/i,
  mention: /@/,
  issue: /#\d|\bGH-\d|\b[A-Z]+-\d/,
  commit: /\b[0-9a-f]{7,40}\b/i,
  emoji: /:[+\w-]+:/,
  formula: /\$/,
};

const decoded = (html: string) =>
  html
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

describe("A comment whose report has", () => {
  for (const [what, name] of Object.entries(HOSTILE)) {
    it(`${what} shows its letters, and nothing else`, () => {
      const shown = printable(reportOf(name));
      const markdown = markdownText(shown);
      const html = htmlOf(markdown);
      const elements = [...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/g)].map(([, element]) => element!);
      expect(elements.filter((element) => !OWN_ELEMENTS.includes(element))).to.deep.equal([]);
      // Each section, list and table is where it was, and there is no other.
      const count = (element: string) => elements.filter((one) => one === element).length / 2;
      expect(["h3", "details", "table", "ul", "pre"].map(count)).to.deep.equal([1, 2, 1, 2, 2]);
      expect(count("li")).to.equal(3);
      expect(count("td")).to.equal(2);
      expect(html).to.not.contain("<!--");

      const outside = decoded(
        html.replace(/<pre>.*?<\/pre>|<code>.*?<\/code>/gs, " ").replace(/<[^>]*>/g, " "),
      );
      for (const [link, pattern] of Object.entries(AUTOLINKS)) {
        expect(outside, link).to.not.match(pattern);
      }
      // The same letters as the name has, spaces aside.
      const letters = (text: string) => text.replace(/\s/g, "");
      const [, summary = ""] = /<p>✅ (.*?)<\/p>/s.exec(html) ?? [];
      const { text } = shown.summary;
      expect(letters(decoded(summary.replace(/<\/?code>/g, "")))).to.equal(letters(text));
      // Nothing in it is invisible.
      const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
      expect(markdown.replace(/⚠️|❌|✅/gu, "")).to.not.match(invisible);
    });
  }

  it("a title of several lines shows one", () => {
    const html = htmlOf(markdownText({ ...reportOf("x"), title: "one\n\n# two\n1. three" }));
    expect(html).to.match(/^<h3>one <code>#<\/code> two 1. three<\/h3>/);
  });

  it("sentences alone shows them as they are", () => {
    const sentence =
      "GuardDuty cannot export: no statement allows it, and (so far) nothing arrives.";
    expect(markdownText(reportOf(sentence))).to.contain(`\n\n✅ ${sentence}\n`);
  });

  it("ordinary words as a value shows them in a code span of their own", () => {
    const claim = "security and nothing else changes. Evidence at risk: none.";
    const code = (text: string) => `<code>${text.replaceAll('"', "&quot;")}</code>`;
    const html = (text: string) => htmlOf(markdownText(printable(reportOf(text))));
    const set = (path: string, to: string) =>
      changeText({ id: "settingChanged", risk: false, path, to });
    expect(html(set("tags.owner", claim))).to.contain(
      `${code("tags.owner")} is set to ${code(`"${claim}"`)}`,
    );
    expect(html(set("tags.owner", "unchanged"))).to.contain(` is set to ${code('"unchanged"')}`);
    expect(html(set("tags.owner is unchanged\nand", "x"))).to.contain(
      `${code('"tags.owner is unchanged\\nand"')} is set to ${code('"x"')}`,
    );
    expect(html(set("tags.owner", 'none" and "more'))).to.contain(
      ` is set to ${code('"none\\" and \\"more"')}`,
    );
    const statement = {
      Sid: "Approved and nothing",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "*",
    };
    const [line = ""] = statementLines([statement as never], "Export", "s3");
    expect(html(line)).to.contain(`${code('"Approved and nothing"')}: any principal may`);
    const [malformed = ""] = statementLines(
      [{ ...statement, Effect: "Allow it" } as never],
      "Export",
      "s3",
    );
    expect(html(malformed)).to.match(/kept as it is: <code>\{.*Allow it.*\}<\/code>/);
    expect(html(`feed, got "long words that are cut...`)).to.contain(
      code('"long words that are cut'),
    );
  });

  describe("more than a comment has room for", () => {
    const lines = (count: number, text = "x".repeat(40)) =>
      Array.from({ length: count }, (_, index) => `line ${index} ${text}`);
    const section = (title: string, all: string[], more: object = {}) => ({
      ...{ title, content: { kind: "lines" as const, lines: all } },
      ...more,
    });
    const long = (...sections: Report["sections"]) => markdownText({ ...reportOf("x"), sections });

    it("keeps what is wrong, wherever it stands, and cuts every section inside", () => {
      const text = long(
        section("Details", lines(5_000)),
        section("Evidence at risk", ["the export is detached", ...lines(2_500)], { tone: "bad" }),
        section("Findings", ["the bucket is public", ...lines(2_500)], { tone: "bad" }),
      );
      expect(text.length).to.be.at.most(MARKDOWN_LIMIT);
      expect(text).to.contain("**❌ Evidence at risk**\n\n- the export is detached\n");
      expect(text).to.contain("**❌ Findings**\n\n- the bucket is public\n");
      expect(text.match(/^- … and \d,\d{3} more$/gm)).to.have.length(3);
    });

    it("keeps the section of a line that is too long itself", () => {
      const text = long(
        section("Evidence at risk", [`buckets ${"a ".repeat(40_000)}`], { tone: "bad" }),
        section("Details", lines(3)),
      );
      expect(text.length).to.be.at.most(MARKDOWN_LIMIT);
      expect(text).to.match(/Evidence at risk\*\*\n\n- buckets a a a .* …\n/);
      expect(text).to.contain("**Details**\n\n- line 0");
    });

    it("keeps the first rows of a table, and leaves out code", () => {
      const rows = lines(5_000).map((line) => [line, "second"]);
      const text = long(
        { title: "Code", content: { kind: "code", language: "json", text: "x".repeat(70_000) } },
        { title: "Table", content: { kind: "table", head: ["A", "B"], rows } },
      );
      expect(text.length).to.be.at.most(MARKDOWN_LIMIT);
      expect(text).to.match(/\| second \|\n\| … and \d,\d{3} more \|\n\n_Details are left out/);
    });

    it("keeps what is wrong under a summary of any length", () => {
      const text = markdownText({
        ...reportOf("word ".repeat(20_000)),
        sections: [section("Findings", ["the bucket is public"], { tone: "bad" })],
      });
      expect(text.length).to.be.at.most(MARKDOWN_LIMIT);
      expect(text).to.contain("- the bucket is public");
    });
  });
});
