import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** The version of this package: its package.json is one folder up from the sources, and two from what is built. */
export function ownVersion(): string {
  const files = ["..", "../.."].map((folder) => path.join(__dirname, folder, "package.json"));
  const file = files.find(existsSync) as string;
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
