import type { LeafChange } from "../../changes";
import { isEncryptedMark } from "../../changes";
import { pathName } from "../words";
import type { Texts } from "./texts";

/** What happens to single settings. */
export const SETTINGS = {
  settingChanged: (change) => {
    const effect = EFFECTS.find(({ path }) => path.test(change.path));
    const then = effect?.[change.to === undefined ? "unset" : "set"];
    return `${leafText(asConfigured(change))}${then === undefined ? "" : `: ${then}`}`;
  },
} satisfies Partial<Texts>;

const NEW_ROLE = "Pulumi creates another role, and the reader has to use that one";
const NEW_KEY =
  "Pulumi creates another access key and deletes the former one, with which the reader can no longer read";
const NEW_ID = "the reader can take the role only with the external id that its trust has then";

/** What follows from a setting that its name and values do not show. */
const EFFECTS: { path: RegExp; set?: string; unset?: string }[] = [
  {
    path: /^health\.email$/,
    set: "alarms are sent there once the address confirms the subscription",
    unset: "alarms are no longer sent there",
  },
  {
    path: /^health\.topicArn$/,
    set: "alarms are sent to that topic alone",
    unset: "alarms are no longer sent there",
  },
  { path: /^readers\.[^.]+\.accessKey\.keyVersion$/, set: NEW_KEY, unset: NEW_KEY },
  { path: /^readers\.[^.]+\.role\.externalId$/, set: NEW_ID, unset: NEW_ID },
  {
    path: /^readers\.[^.]+\.(role|webIdentity|service)\.name$/,
    set: NEW_ROLE,
    unset: NEW_ROLE,
  },
];

/** The values of the configuration, where those of a setting have other names. */
const AS_CONFIGURED: { [path: string]: { [value: string]: boolean } } = {
  notifications: { none: false, made: true, given: false },
};

function asConfigured(change: LeafChange): LeafChange {
  const values = AS_CONFIGURED[change.path];
  if (values === undefined) return change;
  return { ...change, from: values[String(change.from)], to: values[String(change.to)] };
}

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
  const stays = FEATURE_REGIONS.test(list) ? ": AWS keeps the plan there as it is" : "";
  return `${name} loses ${leafValue(from)}${stays}`;
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

const FEATURE_REGIONS = /(^|\.)features\.[^.]+\.regions$/;

function leafValue(value: unknown): string {
  if (isEncryptedMark(value)) return "an encrypted value";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
