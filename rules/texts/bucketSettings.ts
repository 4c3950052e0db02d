/** Values of a bucket's settings, as findings print them. */

export const ALL_BLOCKS_ON = "all four on";

export function blocksOff(blocks: readonly string[]): string {
  return `${blocks.join(", ")} off`;
}

/** The default retention of Object Lock. */
export function retention(mode: string, days: number): string {
  return `${mode} for ${days} days`;
}

/** The default encryption; without a key: S3's own choice. */
export function encryptedUnder(algorithm: string, key?: string): string {
  return key === undefined ? algorithm : `${algorithm} under ${key}`;
}

export const KEY_OF_EXPORT = "the key of the export";

/** What a rule of the lifecycle expires. */
export function expires(rule: string, what: "findings" | "noncurrent versions", days: number) {
  return `rule ${rule} expires ${what} ${afterDays(days)}`;
}

/** What a rule of the lifecycle moves to an archive, from which readers get InvalidObjectState. */
export function movedTo(
  rule: string,
  what: "findings" | "noncurrent versions",
  to: string,
  days?: number,
) {
  return `rule ${rule} moves ${what} to ${to}${days === undefined ? "" : ` ${afterDays(days)}`}`;
}

/** What an existing bucket has to have. */
export function keptFor(days: number): string {
  return `findings that can be read for ${days} days, as long as GuardDuty keeps them`;
}

export const NO_ARCHIVE = "none moved to GLACIER or DEEP_ARCHIVE";

/** When current findings, undefined: never, and noncurrent versions expire. */
export function expiration(days: number | undefined, noncurrentDays: number): string {
  const findings = days === undefined ? "never" : afterDays(days);
  return `findings expire ${findings}, noncurrent versions ${afterDays(noncurrentDays)}`;
}

export function expiresMarker(rule: string, marker: string, days: number): string {
  return `rule ${rule} expires the marker ${marker} ${afterDays(days)}`;
}

export function keepsMarker(marker: string): string {
  return `a rule that keeps ${marker}`;
}

export function replicatedTo(buckets: readonly string[]): string {
  return `to ${buckets.join(", ")}`;
}

/** S3 answers a rule with a date as one without days. */
function afterDays(days: number): string {
  return days === 0 ? "at a date" : `after ${days} ${days === 1 ? "day" : "days"}`;
}
