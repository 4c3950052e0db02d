import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { parseDocument } from "yaml";
import type { Document, YAMLSeq } from "yaml";

const ROOT = path.resolve(__dirname, "../..");
const CONFIG = "stacks/Pulumi.sandbox.yaml";

/** A repository with the example's config committed: the base branch of the pull request. */
export function createBase(folder: string): void {
  mkdirSync(path.join(folder, path.dirname(CONFIG)), { recursive: true });
  cpSync(path.join(ROOT, CONFIG), path.join(folder, CONFIG));
  edit(path.join(ROOT, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"), (project) =>
    project.set("main", ROOT),
  );
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, "Export findings");
}

/** What the pull request changes: one Region more. Committed, so that HEAD^1 is the base as in GitHub's merge commit. */
export function addRegion(folder: string, region: string): void {
  const file = path.join(folder, CONFIG);
  edit(file, file, (config) =>
    (config.getIn(["config", "guardduty-export:regions"]) as YAMLSeq).add(region),
  );
  commit(folder, `Add ${region}`);
}

function edit(from: string, to: string, change: (document: Document) => void): void {
  const document = parseDocument(readFileSync(from, "utf8"));
  change(document);
  writeFileSync(to, String(document));
}

function commit(folder: string, subject: string): void {
  git(folder, "add", ".");
  const identity = ["-c", "user.name=preview", "-c", "user.email=preview@localhost"];
  git(folder, ...identity, "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", subject);
}

function git(cwd: string, ...args: string[]): void {
  execFileSync("git", args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
}
