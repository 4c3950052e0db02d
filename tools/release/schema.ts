import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import type { PackageSpec } from "@pulumi/pulumi/provider/experimental/schema";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { format } from "prettier";

import * as library from "../../index";

const ROOT = path.join(__dirname, "../..");
export const SCHEMA_FILE = path.join(ROOT, "schema.json");

/** Every component that the package exports: what the plugin host serves. */
export const COMPONENTS = Object.entries(library).flatMap(([name, value]) =>
  typeof value === "function" && "__pulumiComponentResource" in value ? [name] : [],
);

/** The schema of the package for all languages, as the SDK's analyzer reads it from the sources. */
export function packageSchema(): PackageSpec {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    name: string;
    version: string;
    description: string;
  };
  const { name, version, description } = manifest;
  const analyzer = new Analyzer(ROOT, name, manifest, new Set(COMPONENTS));
  const { components, typeDefinitions, dependencies } = analyzer.analyze();
  return generateSchema(name, version, description, components, typeDefinitions, dependencies);
}

export function schemaText(): Promise<string> {
  return format(JSON.stringify(packageSchema()), { parser: "json", printWidth: 100 });
}

if (require.main === module) {
  void schemaText().then((text) => writeFileSync(SCHEMA_FILE, text));
}
