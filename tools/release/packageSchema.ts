import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental/provider";
import type { PackageSpec } from "@pulumi/pulumi/provider/experimental/schema";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { format } from "prettier";

import * as library from "../../index";

const ROOT = path.join(__dirname, "../..");
export const PACKAGE_SCHEMA_FILE = path.join(ROOT, "schema.json");

/** Every component that the package exports: what the plugin host serves. */
export const COMPONENTS = getPulumiComponents(library).map(({ name }) => name);

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

/** The text of the file that is checked in. */
export function packageSchemaText(): Promise<string> {
  return format(JSON.stringify(packageSchema()), { parser: "json", printWidth: 100 });
}
