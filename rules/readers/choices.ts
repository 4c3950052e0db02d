/** The vendors whose readers are known. */
export const ReaderPreset = {
  /** Any other reader. */
  Generic: "generic",
  /** Google SecOps. */
  Chronicle: "chronicle",
  /** Microsoft Sentinel. */
  Sentinel: "sentinel",
  /** Splunk Add-on for AWS. */
  Splunk: "splunk",
  /** Elastic's AWS integration. */
  Elastic: "elastic",
  /** Panther. */
  Panther: "panther",
} as const;
export type ReaderPreset = (typeof ReaderPreset)[keyof typeof ReaderPreset];
