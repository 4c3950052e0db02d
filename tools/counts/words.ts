/** A word that the project has another for. */
export interface Word {
  /** Matches whole words, with those of a name such as `isForeign` written apart. */
  pattern: RegExp;
  /** What is written instead. */
  use: string;
  /** Where it counts: in every line, or in names of code alone, because as prose the word is plain. Defaults to every line. */
  only?: "names";
}

/** What reads as translated, and names that AWS and Pulumi have others for. */
export const WORDS: Word[] = [
  { pattern: /strangers?|passers? ?by|intruders?|who else/, use: "unintended access" },
  { pattern: /gains?/, use: "unintendedAccess()", only: "names" },
  { pattern: /deeds?/, use: "SensitiveAction" },
  { pattern: /lapse[sd]?|restraints?/, use: "MissingProtection, protections" },
  { pattern: /(take|takes|taken|taking|took) out/, use: "remove" },
  { pattern: /mend|mends|mended|mending/, use: "fix" },
  { pattern: /unseen/, use: "unchecked" },
  { pattern: /seen/, use: "Finding.confirmed, Result", only: "names" },
  { pattern: /(could|can) ?not be seen/, use: "could not check" },
  { pattern: /places?/, use: "ExportTarget, FindingsLocation, location", only: "names" },
  { pattern: /look|looks|looked/, use: "observe, Observation", only: "names" },
  { pattern: /questions|asked/, use: "Observation, requests", only: "names" },
  { pattern: /policy news/, use: "policyChangeLog" },
  { pattern: /tell outcome/, use: "logPolicyChanges" },
  { pattern: /readable/, use: "hideStandIns, plainValue", only: "names" },
  { pattern: /without frames/, use: "withoutStack" },
  { pattern: /companions?/, use: "addOns" },
  { pattern: /beside/, use: "with, next to, in addition to; addOns" },
  { pattern: /nobody|somebody|everybody|anybody/, use: "the role or identity" },
  { pattern: /foreign(ers?)?/, use: "from others; othersStatements" },
  { pattern: /tell|tells|told|telling/, use: "report, print, identify, notify" },
  { pattern: /(come|comes|came|coming) to/, use: "result in, deploy, be" },
  { pattern: /reckon(s|ed|ing)?/, use: "estimate" },
  { pattern: /(write|writes|written|writing|wrote) over/, use: "overwrite" },
  { pattern: /is no (property|field)|there (is|are) no such/, use: "unknown, not found" },
  { pattern: /anything but/, use: "a value other than" },
  { pattern: /a person|persons/, use: "the role" },
  { pattern: /not provable/, use: "undetermined" },
];

/** Names of the configuration that have changed; the text is matched as it is written. */
export const FORMER_KEYS: Word[] = [
  { pattern: /\w+-export:overrides\b/, use: "existing" },
  { pattern: /\w+-export:frequency\b/, use: "findingPublishingFrequency" },
  { pattern: /\bproviders: ["']?per(Region|Account)\b/, use: "providerMode" },
  { pattern: /\bsandbox\/engine\b/, use: "sandbox/providers" },
];

/** Files whose words are others' or of the past. */
export const NOT_OURS: RegExp[] = [
  /^CHANGELOG\.md$/, // says what was renamed
  /^tools\/counts\/words\.ts$|^test\/(tools\/counts|docs\/prose)\.test\.ts$/, // the list, and what is tried on it
  /^LICENSE$|^package-lock\.json$|\bgo\.(mod|sum)$/,
  /^sandbox\/(models|providers\/shapes)\//, // AWS's and the providers' own names, generated
  /^test\/fixtures\/releases\//, // states of earlier releases
];

/** Others' names: API members, protocol messages and texts of AWS. They are taken out of a line before its words are counted. */
export const OTHERS_NAMES: RegExp[] = [
  /\bevent(First|Last)Seen\b|\b(first|last)_seen\b/gi, // GuardDuty's findings
  /\banything-but\b/g, // EventBridge's event patterns
];
