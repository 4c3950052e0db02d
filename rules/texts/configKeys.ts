/** Descriptions of config keys of add-ons. */
export const ADD_ON_KEYS = {
  chronicleReader: "Name of the one of readers that Google reads as.",
  sentinelReader: "Name of the one of readers that Microsoft Sentinel reads as.",
  listFile:
    "Path of a file with the entries, one a line, from the folder of the project. Defaults to none: entries are set.",
  findingsBucket:
    "How the findings bucket is protected. The add-on is then in the account of that bucket. Defaults to none.",
} as const;
