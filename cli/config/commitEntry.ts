import { cannotRun } from "../cannotRun";

/** What a commit has at a path. */
export type Entry = { kind: "folder" } | { kind: "file"; object: string };

/** Reads a commit, by paths from the root of the repository. */
export interface Tree {
  /** What is at a path whose folders are no links: its mode in octal, and its object. Undefined: nothing. */
  at(path: string): Promise<{ mode: string; object: string } | undefined>;
  /** Where a symbolic link leads. */
  target(link: string): Promise<string>;
}

const [LINK, FOLDER, SUBMODULE] = ["120000", "040000", "160000"];

/** A chain that is longer leads in circles. */
const MAX_LINKS = 10;

/** Finds a file as a file system does: links are followed within the commit. Undefined: it is absent. Throws CannotRun. */
export async function entryOf(
  tree: Tree,
  file: string,
  shownAs: string,
): Promise<Entry | undefined> {
  const elsewhere = () => cannotRun("fileNotRead", { file: shownAs, cause: "notInCommit" });
  const partsOf = (path: string, ofLink: boolean) =>
    path.split("/").map((part) => ({ part, ofLink }));
  const todo = partsOf(file, false);
  const done: string[] = [];
  let entry: Entry = { kind: "folder" };
  let links = 0;
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
    const { part, ofLink } = next;
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (done.pop() === undefined) throw elsewhere();
      entry = { kind: "folder" };
      continue;
    }
    const found = await tree.at([...done, part].join("/"));
    if (found === undefined) {
      // A link that leads nowhere is there.
      if (ofLink) throw elsewhere();
      return undefined;
    }
    const { mode, object } = found;
    if (mode === LINK) {
      const target = await tree.target(object);
      links += 1;
      if (target.startsWith("/") || links > MAX_LINKS) throw elsewhere();
      todo.unshift(...partsOf(target, true));
      continue;
    }
    if (mode === SUBMODULE) throw elsewhere();
    entry = mode === FOLDER ? { kind: "folder" } : { kind: "file", object };
    done.push(part);
  }
  return entry;
}
