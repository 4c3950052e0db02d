import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

const ROOT = path.join(__dirname, "../..");

/** The page of the Pulumi Registry: its example in each language is the program in examples/. */
export const REGISTRY_PAGE = path.join(ROOT, "docs/_index.md");
export const INSTALLATION_PAGE = path.join(ROOT, "docs/installation-configuration.md");

/** Languages as the registry's chooser names them, with their program and the language of its code block. */
const PROGRAMS = [
  ["typescript", "typescript/index.ts", "ts"],
  ["python", "python/__main__.py", "python"],
  ["go", "go/main.go", "go"],
  ["csharp", "csharp/Program.cs", "csharp"],
  ["java", "java/src/main/java/example/App.java", "java"],
  ["yaml", "yaml/Pulumi.yaml", "yaml"],
] as const;

/** The text of docs/_index.md. */
export function registryPage(): string {
  const names = PROGRAMS.map(([language]) => language).join(",");
  const examples = PROGRAMS.map(([language, file, block]) => {
    const program = readFileSync(path.join(ROOT, "examples", file), "utf8").trimEnd();
    return `{{% choosable language ${language} %}}\n\n\`\`\`${block}\n${program}\n\`\`\`\n\n{{% /choosable %}}`;
  });
  return `---
title: GuardDuty Export
meta_desc: Export Amazon GuardDuty findings from every Region of an organization to one encrypted S3 bucket with Pulumi.
layout: package
---

The GuardDuty Export component sends the findings of Amazon GuardDuty from every Region and account of an organization to one encrypted
S3 bucket. It creates or adopts the detectors, the bucket and the KMS key, writes policies that allow GuardDuty for exactly these
detectors, and checks that GuardDuty can write before it creates a destination.

## Example

{{< chooser language "${names}" >}}

${examples.join("\n\n")}

{{< /chooser >}}
`;
}

const REQUIRED = [
  "description",
  "displayName",
  "homepage",
  "keywords",
  "license",
  "logoUrl",
  "pluginDownloadURL",
  "publisher",
  "repository",
];

/**
 * What the Pulumi Registry misses of a package: metadata of its schema, and its two pages. Empty when it can be listed.
 * Source: https://github.com/pulumi/registry
 */
export function registryProblems(schema: { [part: string]: unknown }): string[] {
  const missing = REQUIRED.filter((part) => !schema[part] || schema[part]?.toString() === "");
  const keywords = (schema["keywords"] ?? []) as string[];
  const kinds = ["category/", "kind/component"].filter(
    (kind) => !keywords.some((keyword) => keyword.startsWith(kind)),
  );
  return [
    ...missing.map((part) => `schema.json: ${part} is missing`),
    ...kinds.map((kind) => `schema.json: no keyword starts with ${kind}`),
    ...[REGISTRY_PAGE, INSTALLATION_PAGE].flatMap(pageProblems),
  ];
}

function pageProblems(file: string): string[] {
  const name = path.relative(ROOT, file);
  if (!existsSync(file)) return [`${name} is missing`];
  const [, front = ""] = readFileSync(file, "utf8").split(/^---$/m);
  const { title, meta_desc, layout } = (parse(front) ?? {}) as { [key: string]: unknown };
  return [
    ...(title ? [] : [`${name}: title is missing`]),
    ...(meta_desc ? [] : [`${name}: meta_desc is missing`]),
    ...(layout === "package" ? [] : [`${name}: layout is not package`]),
  ];
}
