import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { listFilesIn } from "../../stacks/listFiles";
import { runAt, runIn } from "../../testing/command";

const stack = (list: object) =>
  JSON.stringify({
    config: {
      "guardduty-export:regions": ["us-east-1"],
      "guardduty-export:lists": { bad: { kind: "ThreatIntelSet", ...list } },
    },
  });
const plan = (list: object, files: { [file: string]: string } = {}, ...more: string[]) =>
  runIn({ "Pulumi.prod.yaml": stack(list), ...files }, ["plan", "--stack", "prod", ...more]);

describe("Files of lists in a stack's config", () => {
  it("have the entries, one a line", async () => {
    const { out, err } = await plan(
      { file: "bad.txt" },
      { "bad.txt": "198.51.100.7\r\n\n8.8.8.8\n" },
    );
    expect(err).to.equal("");
    expect(out).to.match(/bad\W+ThreatIntelSet\W+one for each.*\W2\W/);
  });

  it("deploy what the same entries in the config deploy", async () => {
    const options = ["--format", "json", "--resource-control-policy", "none"] as const;
    const file = await plan({ file: "bad.txt" }, { "bad.txt": "198.51.100.7\n" }, ...options);
    const entries = await plan({ entries: ["198.51.100.7", ""] }, {}, ...options);
    expect(file.out).to.equal(entries.out);
  });

  it("show their changes against another configuration", async () => {
    const { out } = await plan(
      { file: "bad.txt" },
      { "bad.txt": "198.51.100.7\n", "old.yaml": stack({ entries: ["8.8.8.8"] }) },
      ...["--against-file", "old.yaml"],
    );
    expect(out).to.match(/lists\.bad\.entries/);
  });

  it("are compared with those of a commit", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lists-"));
    const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
        cwd: folder,
        stdio: "pipe",
      });
    try {
      write("Pulumi.prod.yaml", stack({ file: "bad.txt" }));
      write("bad.txt", "8.8.8.8\n");
      git("init", "--quiet", "--initial-branch=main");
      git("add", ".");
      git("commit", "--quiet", "--message=base");
      const against = async () =>
        (await runAt(folder, ["plan", "--stack", "prod", "--against", "main"])).out;
      expect(await against()).to.not.match(/lists\.bad/);
      write("bad.txt", "8.8.4.4\n");
      expect(await against()).to.match(/lists\.bad\.entries/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const wrong: [what: string, list: object, text: string | undefined, expected: RegExp][] = [
    [
      "a file that does not exist",
      { file: "no.txt" },
      undefined,
      /lists\.bad\.file: cannot read "no\.txt": it does not exist.*Fix: write the entries of the list into no\.txt/,
    ],
    [
      "a file outside of the project",
      { file: "../bad.txt" },
      undefined,
      /lists\.bad\.file: cannot read "\.\.\/bad\.txt": it must be a path within the folder.*Fix: set guardduty-export:lists\.bad\.file to a value such as "lists\/bad\.txt"/,
    ],
    ["an absolute path", { file: "/etc/hosts" }, undefined, /it must be a path within the folder/],
    [
      "entries too",
      { file: "bad.txt", entries: ["8.8.8.8"] },
      "8.8.4.4",
      /lists\.bad\.file: is set together with entries.*Fix: remove guardduty-export:lists\.bad\.entries/,
    ],
    [
      "a private address",
      { file: "bad.txt" },
      "8.8.8.8\n10.0.0.1\n",
      /lists\.bad\.file: must have public addresses only.*"10\.0\.0\.1".*Fix: remove line 2 of bad\.txt/,
    ],
    [
      "an entry twice",
      { file: "bad.txt" },
      "8.8.8.8\n\n8.8.8.8\n",
      /lists\.bad\.file: "8\.8\.8\.8" is already line 1 of bad\.txt.*Fix: remove line 3 of bad\.txt/,
    ],
    [
      "no entry",
      { file: "bad.txt" },
      "\n",
      /lists\.bad\.file: has no entries.*Fix: write the entries/,
    ],
    ["a number for a path", { file: 7, entries: ["8.8.8.8"] }, undefined, /lists\.bad\.file: .*7/],
    [
      "neither file nor entries",
      {},
      undefined,
      /lists\.bad\.entries: required property is missing/,
    ],
  ];
  for (const [what, list, text, expected] of wrong) {
    it(`are refused with ${what}`, async () => {
      const { code, err } = await plan(list, text === undefined ? {} : { "bad.txt": text });
      expect(code).to.equal(2);
      expect(err.replaceAll("\n", " ")).to.match(expected);
    });
  }

  it("are read within the folder alone, as text, and not by a link that leads out of it", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lists-"));
    try {
      const read = listFilesIn(folder);
      writeFileSync(path.join(folder, "bad.txt"), "\uFEFF8.8.8.8");
      writeFileSync(path.join(folder, "bytes"), Buffer.from([0xff, 0xfe]));
      symlinkSync("/etc/passwd", path.join(folder, "link"));
      expect(read("bad.txt")).to.deep.equal({ text: "8.8.8.8" });
      expect(read("bytes")).to.deep.equal({ cause: "notText" });
      expect(read("link")).to.deep.equal({ cause: "outside" });
      expect(read(".")).to.deep.equal({ cause: "outside" });
      expect(read("none")).to.deep.equal({ cause: "notFound" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
