import { existsSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { type World } from "./schema";
import { parseWorld } from "./world";

/** A world and the file it outlives its process in, when there is one. */
export interface WorldStore {
  readonly world: World;
  /** Resolves once everything that was changed before the call is on disk. */
  commit(): Promise<void>;
  replace(world: World): Promise<void>;
}

/**
 * Opens the world of a state file that exists, else the one that `worldFile` describes.
 * Each commit writes the whole world to a new file and renames it over the old one, so a killed process leaves either
 * the world before the call or the world after it. Commits that wait for the disk share the next write.
 */
export async function openWorld(worldFile: unknown, stateFile?: string): Promise<WorldStore> {
  const saved = stateFile !== undefined && existsSync(stateFile);
  let world = parseWorld(saved ? JSON.parse(await readFile(stateFile, "utf8")) : worldFile);
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const commit = (): Promise<void> => {
    if (stateFile === undefined) return Promise.resolve();
    next ??= writing
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return (writing = writeDurably(stateFile, JSON.stringify(world)));
      });
    return next;
  };
  const store: WorldStore = {
    get world() {
      return world;
    },
    commit,
    replace(other) {
      world = other;
      return commit();
    },
  };
  if (!saved) await commit();
  return store;
}

async function writeDurably(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  // Only its owner may read it: it holds the secrets of the world.
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  const directory = await open(path.dirname(file), "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
