/** Descriptions of config keys of add-ons. */
export const ADD_ON_KEYS = {
  chronicleReader: "Name of the one of readers that Google reads as.",
} as const;
