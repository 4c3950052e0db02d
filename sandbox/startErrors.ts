import { InvalidArgumentError } from "commander";

import { regionFacts } from "../rules/regions";
import { WorldError } from "./world";

const MAX_PORT = 65_535;

/** The port that an option's text is. Throws InvalidArgumentError. */
export function portOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= MAX_PORT) return Number(text);
  throw new InvalidArgumentError(
    `It must be a number from 0 to ${MAX_PORT}; 0 takes any free port.`,
  );
}

/** The Region that an option's text names. Throws InvalidArgumentError. */
export function regionOf(text: string): string {
  if (regionFacts(text) !== undefined) return text;
  throw new InvalidArgumentError("It must be an AWS Region, such as us-east-1.");
}

const CAUSES: { [code: string]: string } = {
  ENOENT: "not found",
  ENOTDIR: "not found",
  EACCES: "no permission",
  EISDIR: "is a folder",
};

/** The world of a file's text. Throws WorldError. */
export function worldOf(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new WorldError([`not JSON: ${(error as Error).message}`]);
  }
}

/** Why the sandbox does not start, for the terminal; undefined: it is a fault of its own. */
export function startError(error: unknown): string | undefined {
  if (error instanceof WorldError) return error.message;
  const { code, path, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE")
    return `port ${port} is in use\n  Fix: Pass another --port, or leave it out to take any free port.`;
  if (path === undefined || code === undefined) return undefined;
  return `${path}: ${CAUSES[code] ?? code}\n  Fix: Correct the path, or create the file or its folder.`;
}
