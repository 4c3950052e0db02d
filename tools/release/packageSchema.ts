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

interface Manifest {
  name: string;
  version: string;
  description: string;
  license: string;
  keywords: string[];
  /** Set when a release is made: where the package is published from. */
  repository?: { url: string };
}

/** The schema of the package for all languages, as the SDK's analyzer reads it from the sources. */
export function packageSchema(): PackageSpec {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Manifest;
  const { name, version, description } = manifest;
  const analyzer = new Analyzer(ROOT, name, manifest, new Set(COMPONENTS));
  const { components, typeDefinitions, dependencies } = analyzer.analyze();
  const spec = generateSchema(
    name,
    version,
    description,
    components,
    typeDefinitions,
    dependencies,
  );
  return { ...spec, ...registryMetadata(manifest) };
}

/** What the Pulumi Registry shows of the package; addresses are those of the repository, once that is known. */
export function registryMetadata({
  license,
  keywords,
  repository,
}: Pick<Manifest, "license" | "keywords" | "repository">) {
  const metadata = {
    displayName: "GuardDuty Export",
    publisher: "guardduty-export",
    keywords: [...keywords, "category/cloud", "kind/component"],
    license,
  };
  if (repository === undefined) return metadata;
  const home = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
  const [owner, project] = new URL(home).pathname.slice(1).split("/");
  return {
    ...metadata,
    repository: home,
    homepage: home,
    logoUrl: `https://raw.githubusercontent.com/${owner}/${project}/main/docs/logo.svg`,
    pluginDownloadURL: `github://api.github.com/${owner}/${project}`,
  };
}

/** The text of the file that is checked in. */
export function packageSchemaText(): Promise<string> {
  return format(JSON.stringify(packageSchema()), { parser: "json", printWidth: 100 });
}
