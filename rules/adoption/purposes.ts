/** What a component's statements are for: its Sid prefix and one of these make a Sid. */
export const WRITTEN_PURPOSES: readonly string[] = [
  "PutObject",
  "DenyUnencrypted",
  "DenyOtherKeys",
  "ListPrefix",
  "GetMarkers",
  "ListFindings",
  "GetFindings",
  "GenerateDataKey",
  "DecryptFindings",
];

/** Purposes that released versions wrote and this one does not: the next run removes such statements. */
export const RELEASED_PURPOSES: readonly string[] = ["GetBucketLocation"];

/** A component's statements of any version: every run replaces them. */
export const REPLACED_PURPOSES: readonly string[] = [...WRITTEN_PURPOSES, ...RELEASED_PURPOSES];

/** What readers need to get and decrypt findings that are there: kept in the policies of a bucket and key that an export leaves. */
export const READING_PURPOSES: readonly string[] = [
  "ListFindings",
  "GetFindings",
  "DecryptFindings",
];

/**
 * Written only into the policies of what a component creates, and kept should that be adopted later: without them no
 * identity could manage the key, and the bucket would accept requests without TLS, findings that GuardDuty did not write, and changes.
 */
export const KEPT_PURPOSES: readonly string[] = [
  "DenyOtherWriters",
  "DenyInsecureTransport",
  "DenyChanges",
  "DenyChangesWithoutMfa",
  "AccountAdministration",
];
