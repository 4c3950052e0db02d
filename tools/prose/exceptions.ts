/** Documents that are not checked, and why. */
export const NOT_CHECKED: { pattern: RegExp; reason: string }[] = [
  { pattern: /^CHANGELOG\.md$/, reason: "names what was renamed, and lists more than it explains" },
  { pattern: /^docs\/sandbox-operations\.md$/, reason: "generated from AWS's models" },
  { pattern: /^test\/.*\/golden\//, reason: "expected outputs of the command" },
];

/** Words that begin with a capital letter in a heading: names of products, protocols, standards and files. */
export const NAMES: RegExp[] = [
  /^(AWS|API|ESC|IAM|KMS|S3|SIEM|SQL)('s)?$/,
  /^(Amazon|Athena|Chronicle|EventBridge|Google|GuardDuty|Microsoft|Pulumi|SecOps|Sentinel)('s)?$/,
  /^(Cloud|Deployments|Lock|Object|Organizations)$/, // of Pulumi, S3 and AWS
  /^Regions?$/, // as AWS writes it
  /^(Sid|I)$/,
  /^(Hong|Kong|Bahrain|Melbourne)$/,
];

/** Prose that breaks a rule for a reason. */
export interface Exception {
  file: string;
  /** Part of what the check prints of it. */
  text: string;
  reason: string;
}

export const EXCEPTIONS: Exception[] = [
  {
    file: "docs/installation-configuration.md",
    text: "has capital letters as a title: Export",
    reason: "the package has this name in the Pulumi Registry",
  },
  {
    file: "docs/_index.md",
    text: "has capital letters as a title: Export",
    reason: "the package has this name in the Pulumi Registry",
  },
];
