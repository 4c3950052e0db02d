import { randomInt } from "node:crypto";

const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** An id as Organizations makes them: a prefix and eight letters or digits. */
export function newNodeId(prefix: string): string {
  const random = Array.from({ length: 8 }, () => CHARACTERS[randomInt(CHARACTERS.length)]);
  return `${prefix}-${random.join("")}`;
}
