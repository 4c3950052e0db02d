/** Programs in documents that are not registered on the engine, by file and language, and why. */
export const NOT_REGISTERED: { [block: string]: string } = {
  "docs/testing.md ts": "runs with Pulumi's mocks: test/docs/programs.test.ts compiles it",
  "docs/_index.md python": "is of examples/python, whose names are compared with the generated SDK",
  "docs/_index.md go": "is of examples/go, which test/examples runs",
  "docs/_index.md csharp": "is of examples/csharp, whose names are compared with the schema",
  "docs/_index.md java": "is of examples/java, whose names are compared with the schema",
  "docs/_index.md yaml": "is of examples/yaml, whose names are compared with the schema",
  "README.md yaml":
    "is a project without a program of its own, as test/package/withoutProgram.test.ts deploys",
  "docs/getting-started.md yaml":
    "is a project without a program of its own, as test/package/withoutProgram.test.ts deploys, and its settings",
  "docs/installation-configuration.md yaml":
    "is a project without a program of its own, as test/package/withoutProgram.test.ts deploys",
  "docs/configuration.md yaml":
    "is the first line of a file of settings, which test/cli/discover.test.ts compares",
  "docs/command.md yaml":
    "is a file of arguments, which the command plans in test/docs/running.test.ts",
  "docs/pull-requests.md yaml": "is a workflow of a pull request, which has no configuration",
};

/** Documents with one program that adopts what GuardDuty has a generated id for, and the test that adopts the same. */
export const ADOPTING: { [file: string]: string } = {
  "docs/lists.md": "test/e2e/lists.test.ts",
  "docs/malware.md": "test/e2e/malware.test.ts",
};

/** Folders of examples whose program is not in TypeScript, and what tries it. */
export const OTHER_EXAMPLES: { [folder: string]: string } = {
  csharp: "test/examples compares its names with the schema",
  go: "test/examples runs it",
  java: "test/examples compares its names with the schema",
  python: "test/examples compares its names with the generated SDK",
  "policy-pack": "test/policy runs it on the engine",
  yaml: "test/examples holds it to the schema",
};
