/**
 * What comes before every refresh that may drop the key: a key that is pending deletion is none to the provider, and once it is deleted the
 * findings encrypted under it cannot be decrypted.
 */
export const KEEP_KEY_FIRST =
  "If the key is pending deletion, first run the two commands that guardduty-export status prints for it.";
