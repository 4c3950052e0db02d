// What CHANGELOG.md says of a tag: `node tools/release/notes.mjs v1.2.3`. Fails unless the tag is package.json's version and has notes.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The section of a version; throws an error that says what to do when there is none. */
export function notesOf(tag, version, changelog) {
  if (tag !== `v${version}`) {
    throw new Error(`the tag is ${tag} and package.json has ${version}: npm version makes both.`);
  }
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split("\n", 1)[0] === version);
  const notes = section?.slice(version.length).trim();
  if (!notes) throw new Error(`CHANGELOG.md has no section ${version}: name it after the version.`);
  return notes;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const read = (file) => readFileSync(path.join(ROOT, file), "utf8");
  const { version } = JSON.parse(read("package.json"));
  console.log(notesOf(process.argv[2], version, read("CHANGELOG.md")));
}
