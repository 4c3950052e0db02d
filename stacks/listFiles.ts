import { readFileSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";

import type { ReadListFile } from "../rules/addOns";
import type { ListFileCause } from "../rules/lists/fileCause";

/** What GuardDuty reads of a list. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const MAX_BYTES = 35 << 20;

const CAUSES: { [code: string]: ListFileCause } = {
  ENOENT: "notFound",
  ENOTDIR: "notFound",
  EACCES: "noPermission",
};

/** Reads files of a project by their paths from its folder; a link that leads out of the folder is not followed. */
export const listFilesIn =
  (folder: string): ReadListFile =>
  (file) => {
    try {
      const root = realpathSync(folder);
      const found = realpathSync(path.join(root, file));
      if (!found.startsWith(`${root}${path.sep}`)) return { cause: "outside" };
      const stats = statSync(found);
      if (!stats.isFile()) return { cause: "notRegular" };
      if (stats.size > MAX_BYTES) return { cause: "tooLarge" };
      return textOf(readFileSync(found));
    } catch (error) {
      const cause = CAUSES[(error as NodeJS.ErrnoException).code ?? ""];
      if (cause === undefined) throw error;
      return { cause };
    }
  };

/** Without a byte order mark. */
function textOf(bytes: Uint8Array): ReturnType<ReadListFile> {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { cause: "notText" };
  }
}
