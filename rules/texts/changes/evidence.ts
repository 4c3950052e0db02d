import { replacementText } from "../replacements";
import { counted, valueName } from "../words";
import type { Texts } from "./texts";
import { NOT_EXPORTED } from "./texts";

const EXPIRING = { findings: "findings", noncurrentVersions: "noncurrent versions" };

/** What happens to the bucket, the key and the findings in them. */
export const EVIDENCE = {
  exportDetached: () => `the export is detached: its destinations are deleted, and ${NOT_EXPORTED}`,
  exportAttached: () => "the export is no longer detached: each Region gets a destination",
  destinationsRedirected: ({ from, to }) =>
    `every destination is redirected from ${valueName(from)} to ${valueName(to)}; earlier findings are not moved`,
  bucketReplaced: ({ reasons, deletes }) => {
    const old = deletes
      ? "the old bucket is emptied and DELETED with every finding in it"
      : "the old bucket stays with its findings, outside the stack";
    return `the bucket is replaced because ${replacementText(reasons)}: destinations are redirected to the new bucket, and ${old}`;
  },
  keyReplaced: ({ reasons, deletes, deletionWindowInDays: days }) => {
    const old = deletes
      ? `is DELETED after ${counted(days, "day")}, and nothing decrypts what is encrypted under it`
      : "stays, and still decrypts earlier findings";
    return `the key is replaced because ${replacementText(reasons)}: the old key ${old}`;
  },
  adoptedBucketLeft: ({ bucket, to }) =>
    `findings are no longer exported to bucket ${valueName(bucket)}${instead(to)}: the former bucket keeps its findings, and its policy keeps the statements of the export`,
  adoptedKeyLeft: ({ key, to }) =>
    `key ${valueName(key)} is no longer used${instead(to)}: earlier findings stay encrypted under the former key, and its policy keeps the statements of the export`,
  onDestroyDeletes: () =>
    "pulumi destroy, and a replacement of the bucket or the key, will DELETE all findings and the key",
  onDestroyRetains: () => "pulumi destroy will keep the bucket, the key and the findings",
  expirationChanged: ({ of, from, to }) => {
    const what = EXPIRING[of];
    const expire = to === undefined ? "never expire" : `expire ${after(to)}`;
    const earlier = (to ?? Infinity) < (from ?? Infinity) ? ": S3 deletes the older ones" : "";
    return `${what} ${expire} instead of ${after(from)}${earlier}`;
  },
  expirationLeft: ({ bucket }) =>
    `the owner of bucket ${valueName(bucket)} decides when findings expire: the stack sets no lifecycle of an adopted bucket`,
  expirationAdded: ({ of, days }) => `${EXPIRING[of]} in the new bucket expire ${after(days)}`,
  objectLockChanged: ({ from, to }) =>
    `new findings are locked for ${counted(to.days, "day")} (${to.mode}) instead of ${from.days} (${from.mode})`,
} satisfies Partial<Texts>;

function instead(to: string | undefined): string {
  return to === undefined ? "" : `, and ${valueName(to)} is adopted instead`;
}

function after(days: number | undefined): string {
  return days === undefined ? "never" : `after ${counted(days, "day")}`;
}
