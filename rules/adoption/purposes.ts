/** What a component's statements are for: its Sid prefix and one of these make a Sid. They are replaced in every run. */
export const REPLACED_PURPOSES: readonly string[] = [
  "GetBucketLocation",
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

/** What readers need to get and decrypt findings that are there: kept in the policies of a bucket and key that an export leaves. */
export const READING_PURPOSES: readonly string[] = [
  "ListFindings",
  "GetFindings",
  "DecryptFindings",
];

/**
 * Written only into the policies of what a component creates, and kept should that be adopted later: without them no
 * identity could manage the key, and the bucket would accept requests without TLS.
 */
export const KEPT_PURPOSES: readonly string[] = ["DenyInsecureTransport", "AccountAdministration"];
