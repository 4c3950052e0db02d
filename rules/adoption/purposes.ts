/** What a component's statements are for: its Sid prefix and one of these make a Sid. They are replaced in every run. */
export const REPLACED_PURPOSES: readonly string[] = [
  "GetBucketLocation",
  "PutObject",
  "DenyUnencrypted",
  "DenyOtherKeys",
  "DenyInsecureTransport",
  "GenerateDataKey",
];

/** Written into the policy of a key that a component creates, and kept ever after: without it nobody could manage the key. */
export const KEPT_PURPOSES: readonly string[] = ["AccountAdministration"];
