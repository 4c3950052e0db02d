import type { LeafChange } from "../../changes";
import { isEncryptedMark } from "../../changes";
import { pathName } from "../words";
import { effectOf } from "./effects";
import type { Texts } from "./texts";

/** What happens to single settings. */
export const SETTINGS = {
  settingChanged: (change) => {
    const owner = policyOwnerText(change);
    if (owner !== undefined) return owner;
    const then = effectOf(change);
    // A default that holds follows a colon already.
    const hasDefault = change.to === undefined && change.default !== undefined;
    const joint = hasDefault ? ", and " : ": ";
    return `${leafText(change)}${then === undefined ? "" : `${joint}${then}`}`;
  },
} satisfies Partial<Texts>;

/** Names and values that a repository chooses are set off from the sentence. */
export function leafText(change: LeafChange): string {
  const { path, from, to, list, encrypted, default: holds } = change;
  const name = pathName(path);
  if (encrypted !== undefined) return encryptedText(change);
  if (list !== undefined && (from === undefined || to === undefined)) return entryText(change);
  if (from === undefined) return `${name} is set to ${leafValue(to)}`;
  if (to === undefined) {
    const now = holds === undefined ? "" : `: the default is ${leafValue(holds)}`;
    return `${name} was ${leafValue(from)} and is no longer set${now}`;
  }
  const other = isEncryptedMark(from) && isEncryptedMark(to);
  return `${name} changes from ${leafValue(from)} to ${other ? "another one" : leafValue(to)}`;
}

/** A list gains or loses an entry, or is set or unset as a whole. */
function entryText({ from, to, list = "", whole }: LeafChange): string {
  const name = pathName(list);
  const all = LIMITING.test(list) ? ", which includes all" : "";
  if (from === undefined) {
    return whole === true
      ? `${name} was not set${all}; now it has ${leafValue(to)}`
      : `${name} gains ${leafValue(to)}`;
  }
  if (whole === true) return `${name} had ${leafValue(from)}, and is no longer set${all}`;
  return `${name} loses ${leafValue(from)}`;
}

/** What one side has of a value that the other side encrypts as a whole. */
function encryptedText({ path, from, to, list, encrypted }: LeafChange): string {
  const name = pathName(list ?? path);
  const has = list === undefined ? "is" : "has";
  return encrypted === "from"
    ? `${name} was encrypted; now it ${has} ${leafValue(to)}`
    : `${name} ${list === undefined ? "was" : "had"} ${leafValue(from)}, and is now encrypted`;
}

/** Lists without which nothing is left out. */
const LIMITING = /(^(events\.(types|accounts))|\.(regions|prefixes))$/;

/** Which policies the health check reads, and as whose, follows from settings of the export. */
function policyOwnerText({ path, to }: LeafChange): string | undefined {
  const policy = /^health\.policyOwners\.(bucket|key)$/.exec(path)?.[1];
  if (policy === undefined) return undefined;
  if (to === undefined) return `health no longer checks the policy of the ${policy}`;
  return `health checks the policy of the ${policy} from now on as ${OWNERS[String(to)]}`;
}

const OWNERS: { [owner: string]: string } = {
  stack: "written by the stack alone",
  shared: "written by the stack and others",
  external: "written by its owner",
};

function leafValue(value: unknown): string {
  if (isEncryptedMark(value)) return "an encrypted value";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
