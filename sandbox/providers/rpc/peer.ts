import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** Variables of a process, by name. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

const ATTEMPTS = 8;
const PAUSE_MS = 25;

let lastPid: string | undefined;

/**
 * The environment that the process at the other end of a connection to a port of this machine was started with. The engine
 * hands a provider that it did not start itself nothing of it. Undefined where the system does not show it: only Linux does.
 */
export async function environmentOfPeer(
  peer: string,
  servedPort: number,
): Promise<Environment | undefined> {
  if (process.platform !== "linux") return undefined;
  const peerPort = Number(/:(\d+)$/.exec(peer)?.[1]);
  // The kernel's table of sockets leaves some out while others come and go.
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const found = await environmentAt(peerPort, servedPort);
    if (found !== undefined) return found;
    await setTimeout(attempt * PAUSE_MS);
  }
  return undefined;
}

async function environmentAt(
  peerPort: number,
  servedPort: number,
): Promise<Environment | undefined> {
  const inode = await inodeOf(peerPort, servedPort);
  if (inode === undefined) return undefined;
  const pid = await processWith(`socket:[${inode}]`);
  const text = pid && (await orNothing(readFile(`/proc/${pid}/environ`, "utf8")));
  if (!text) return undefined;
  lastPid = pid;
  return Object.fromEntries(
    text
      .split("\0")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

/** Of the socket between these ports: connections to different ports may come from one and the same port. */
async function inodeOf(peerPort: number, servedPort: number): Promise<string | undefined> {
  const [from, to] = [peerPort, servedPort].map(
    (port) => `:${port.toString(16).toUpperCase().padStart(4, "0")}`,
  ) as [string, string];
  for (const file of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    const table = (await orNothing(readFile(file, "utf8"))) ?? "";
    for (const line of table.split("\n").slice(1)) {
      const [, local = "", remote = "", , , , , , , inode] = line.trim().split(/\s+/);
      if (local.endsWith(from) && remote.endsWith(to) && inode !== "0") return inode;
    }
  }
  return undefined;
}

/** The engine opens a connection for each provider: the last process found is asked first. */
async function processWith(socket: string): Promise<string | undefined> {
  if (lastPid !== undefined && (await holds(lastPid, socket))) return lastPid;
  const all = (await orNothing(readdir("/proc"))) ?? [];
  for (const pid of all.filter((name) => /^\d+$/.test(name)).reverse()) {
    if (await holds(pid, socket)) return pid;
  }
  return undefined;
}

async function holds(pid: string, socket: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const files = (await orNothing(readdir(folder))) ?? [];
  const targets = await Promise.all(files.map((file) => orNothing(readlink(`${folder}/${file}`))));
  return targets.includes(socket);
}

/** Processes end while one looks, and others belong to other users. */
async function orNothing<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch {
    return undefined;
  }
}
