// Run in a project of its own: prints what `require("guardduty-export")` loads, and what each use of it loads.
const { createRequire } = require("node:module");
const path = require("node:path");

const load = createRequire(path.join(process.cwd(), "index.js"));
const loaded = () => Object.keys(require.cache).map((file) => file.replaceAll(path.sep, "/"));
const services = () =>
  [
    ...new Set(loaded().flatMap((file) => /@pulumi\/(aws\/\w+|gcp|azure)\//.exec(file)?.[1] ?? [])),
  ].sort();

load("@pulumi/pulumi");
load("guardduty-export");
const atFirst = {
  modules: loaded().filter((file) => file.includes("/zod/")).length,
  services: services(),
};
load("guardduty-export").GuardDutyExport;
console.log(JSON.stringify({ atFirst, services: services() }));
