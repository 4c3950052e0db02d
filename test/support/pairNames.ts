import type { Difference } from "./stackPairs";

/** Properties whose value holds as well where it is not set. */
const DEFAULTS: [path: RegExp, value: unknown][] = [
  [/^role$/, "administrator"],
  [/^name$/, "findings"],
  [/^homeRegion$/, "us-east-1"],
  [/(^|\.)(status|tagging|reserveConcurrency)$/, true],
  [/(^|\.)status$/, "ENABLED"],
  [/\.malwareProtectionAccess$/, false],
  [/\.managedBy$/, "guardduty"],
  [/\.invite$/, false],
  [/\.detach$/, false],
  [/\.existing\.policy$/, "merge"],
  [/^key\.rotationPeriodInDays$/, 365],
  [/^key\.deletionWindowInDays$/, 30],
  [/^providerMode$/, "auto"],
  [/^findingPublishingFrequency$/, "SIX_HOURS"],
  [/^proof$/, "require"],
  [/^(notifications|preflight|acceptInvitation)$/, false],
  [/(^|\.)(enable|existing|delegated|detector)$/, false],
  [/^bucket\.protection$/, "standard"],
  [/^readers\.\*\.preset$/, "generic"],
  [/^readers\.\*\.deletesAfterTransfer$/, false],
  [/^readers\.\*\.accessKey\.keyVersion$/, 1],
  [/^athena\.(includeSampleFindings|ocsfView)$/, false],
  [/^events\.malwareScans$/, false],
  [/^health\.intervalMinutes$/, 15],
  [/^onDestroy$/, "retain"],
  [/^chronicle\.sourceType$/, "AMAZON_SQS_V2"],
  [/^filters\.\*\.action$/, "ARCHIVE"],
  [/^health\.logRetentionDays$/, 90],
];

/** What the texts say in place of a property's path or value. */
const SAID: [path: RegExp, text: RegExp][] = [
  [/^role$/, /^the role of the stack changes/],
  [/^name$/, /^the component is renamed/],
  [/^onDestroy$/, /^pulumi destroy/],
  [/^bucket\.namePrefix$/, /its name changes from \S+-<8 hex digits> to \S+-<8 hex digits>/],
  [/^health$/, /^health is (added|removed)/],
  [/^bucket\.existing\.detach$/, /^the export is (no longer )?detached/],
  [/^key\.existing\.detach$/, /^the export is (no longer )?detached/],
  [/^bucket\.existing\.policy$/, /the policy of bucket acme-archive/],
  [/^key\.existing\.policy$/, /the policy of key arn:/],
  [/^readers\.\*\.queue\.existing\.policy$/, /the policy of queue https:/],
  [/^lists\.\*\.file$/, /^lists\.\w+\.entries: /],
];

/** The same of what comes or goes with an object around it. */
const SAID_OF_OBJECTS: [around: RegExp, text: RegExp][] = [
  [
    /^organization\.members\.accounts/,
    / becomes a member: |is removed from organization\.members\.accounts/,
  ],
  [/^existing(\.|$)/, / (detector|destination) .* (is adopted|is removed from existing)/],
  [/^organization(\.management)?$/, /^the delegation |^the management account /],
  [/^bucket\.existing$/, /^findings are no longer exported to bucket|an existing one is adopted/],
  [/^key\.existing$/, /^key \S+ is no longer used|^the key is replaced because/],
  [/^bucket\.objectLock$/, /Object Lock is (added|removed)/],
  [/^readers\.[^.]+\.(role|webIdentity|accessKey|service)$/, / reads as /],
];

const hasWord = (text: string, word: string) =>
  new RegExp(`(^|[^\\w-])${word.replace(/[^\w\s]/g, "\\$&")}($|[^\\w-])`).test(text);

/** Whether a text names what differs: its path, one of its values, or what it means; what comes or goes with others, as these. */
export function isNamed(
  { path, shownPath, from, to, around }: Difference,
  texts: readonly string[],
): boolean {
  const said = [
    ...SAID.filter(([of]) => of.test(path)),
    ...SAID_OF_OBJECTS.filter(
      ([of]) => around !== undefined && (of.test(around) || of.test(shownPath)),
    ),
  ].map(([, text]) => text);
  const last = around?.split(".").at(-1);
  const names = around === undefined || last === undefined ? [] : [around, last];
  const values = [from, to].flatMap((value) => {
    const isWord = typeof value === "string" && value.length > 2;
    return isWord || typeof value === "number" ? [String(value)] : [];
  });
  return texts.some(
    (text) =>
      // Everything is new then.
      text.startsWith("the role of the stack changes ") ||
      [shownPath, ...values, ...names].some((word) => hasWord(text, word)) ||
      said.some((one) => one.test(text)),
  );
}

/** Whether not setting one side's value means the other's. */
export function meansTheSame({ path, from, to }: Difference): boolean {
  const value = from ?? to;
  return (
    (from === undefined || to === undefined) &&
    DEFAULTS.some(([of, one]) => of.test(path) && one === value)
  );
}
