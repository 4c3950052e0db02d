import { execFileSync } from "node:child_process";

/** Runs git in a folder, as a user that needs no configuration of the machine. Throws where git fails. */
export const gitIn =
  (folder: string) =>
  (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
      cwd: folder,
      stdio: "pipe",
    });
