import type { Difference } from "./stackPairs";

type Rule = boolean | ((pair: Difference) => boolean);

const lost: Rule = ({ from }) => from !== undefined;
const gained: Rule = ({ to }) => to !== undefined;
const becomes =
  (value: unknown): Rule =>
  ({ to }) =>
    to === value;
const was =
  (value: unknown): Rule =>
  ({ from }) =>
    from === value;
/** Of lists that leave out what they do not have, where none leaves out nothing. */
const narrower: Rule = ({ from, to, whole }) => (whole ? to : from) !== undefined;
const wider: Rule = ({ from, to, whole }) => (whole ? from : to) !== undefined;
const replaced: Rule = ({ from, to }) => from !== undefined && to !== undefined;
/** Of numbers, and what holds where none is set. */
const lower =
  (unset: number): Rule =>
  ({ from, to }) =>
    Number(to ?? unset) < Number(from ?? unset);
const higher =
  (unset: number): Rule =>
  ({ from, to }) =>
    Number(to ?? unset) > Number(from ?? unset);
/** From a value to one that stands before it. */
const down =
  (unset: string, ...order: string[]): Rule =>
  ({ from, to }) =>
    order.indexOf(String(to ?? unset)) < order.indexOf(String(from ?? unset));

const isTrusted = (kind: unknown) => kind === "IPSet" || kind === "TrustedEntitySet";

/** Whether a pattern is one that an edit made of another, which reaches all that it reaches. */
const isWithin = (pattern: unknown) => /\*2$/.test(String(pattern));

/** Whether Pulumi registers a feed or a connector. */
const isRegistered = (args: unknown) =>
  Object.keys(Object(args) as object).some((key) => key === "instance" || key === "workspace");

/** Whether a change of one property takes protection, findings or their delivery away, or gives access to them. */
const RULES: [path: RegExp, rule: Rule][] = [
  [/(^|\.)tags\.\*$/, false],
  // Where a stack is, and as whom it is deployed.
  [/^(role|name|administratorStack|homeRegion)$/, true],
  [/\.(assumeRoleArn|externalId|profile)$/, ({ path }) => path.startsWith("readers.")],
  [/^account\.profile$/, false],
  [/^(account|key\.account)\.accountId$/, replaced],
  [/^organization\.(administrator|management)\.accountId$/, true],
  [/^bucket\.account\.accountId$/, true],
  [/^(providerMode|findingPublishingFrequency)$/, false],
  // Which findings GuardDuty generates, and of whom.
  [/^regions\[\]$/, lost],
  [/^existing\.\*\.detectorId$/, false],
  [/^existing\.\*\.destinationId$/, ({ to }) => to === undefined],
  [/^existing\.\*\.enable$/, was(true)],
  [/^organization\.management\.(detector|delegated)$/, was(true)],
  [/^organization\.management\.malwareProtectionAccess$/, false],
  [/^organization\.members\.managedBy$/, false],
  [
    /^organization\.members\.autoEnable$/,
    ({ from, to }) => to !== undefined && to !== "ALL" && from !== "NONE",
  ],
  [/^organization\.members\.accounts\[\]\.accountId$/, lost],
  [/^organization\.members\.accounts\[\]\.(email|invite|existing)$/, false],
  [/^organization\.members\.exclude\[\]$/, gained],
  [/features\[\]\.(additionalConfigurations\[\]\.)?name$/, false],
  [/\.status$/, becomes("DISABLED")],
  [/\.autoEnable$/, down("NONE", "NONE", "NEW", "ALL")],
  [/features\[\]\.regions\[\]$/, narrower],
  [/features\[\]\.excludeRegions\[\]$/, gained],
  [/^administratorAccountId$/, lost],
  [/^acceptInvitation$/, was(true)],
  // The evidence.
  [/^(bucket|key)\.existing\.(name|arn|policy)$/, true],
  [/^(bucket|key)\.existing\.detach$/, becomes(true)],
  [/^bucket\.(name|namePrefix)$/, true],
  // Readers may read under another prefix from now on.
  [/^bucket\.prefix$/, true],
  [/^bucket\.retentionDays$/, lower(Infinity)],
  [/^bucket\.noncurrentVersionDays$/, lower(30)],
  [/^bucket\.objectLock\.mode$/, becomes("GOVERNANCE")],
  [/^bucket\.objectLock\.days$/, lower(0)],
  [/^bucket\.protection$/, was("locked")],
  [/^(bucket\.breakGlassRoleArns|readerArns)\[\]$/, gained],
  [/^bucket\.accessLogs\.bucketName$/, lost],
  [/^bucket\.accessLogs\.prefix$/, false],
  [/^key\.(alias|description)$/, false],
  [/^key\.rotationPeriodInDays$/, higher(365)],
  [/^key\.deletionWindowInDays$/, lower(30)],
  [/^notifications$/, was(true)],
  [/^notificationTopicArn$/, lost],
  [/^preflight$/, was(true)],
  [/^proof$/, down("require", "off", "warn", "require")],
  [/^onDestroy$/, becomes("delete")],
  // Who reads findings.
  [/^readers\.\*\.deletesAfterTransfer$/, becomes(true)],
  [/^readers\.\*\.visibilityTimeoutSeconds$/, false],
  [/^readers\./, true],
  [/^chronicle\.(assetNamespace|labels\.\*)$/, false],
  [/^chronicle\.maxLookbackDays$/, lower(180)],
  // Of a feed and a connector that are created by hand, which a deployment leaves as they are.
  [/^(chronicle|sentinel)\.reader$/, false],
  [/^(chronicle|sentinel)\./, true],
  [/^athena\./, false],
  [/^events\.severityAtLeast$/, higher(0)],
  [/^events\.(types|accounts)\[\]$/, narrower],
  [/^events\.malwareScans$/, was(true)],
  [/^events\.(busArn|topicArn)$/, true],
  // What GuardDuty archives, trusts and scans.
  [/^filters\.\*\.criterion\.\*\.equals\[\]$/, gained],
  [/^filters\.\*\.criterion\.\*\.notEquals\[\]$/, lost],
  [/^filters\.\*\.criterion\.\*\.matches\[\]$/, ({ to }) => to !== undefined && !isWithin(to)],
  [
    /^filters\.\*\.criterion\.\*\.notMatches\[\]$/,
    ({ from }) => from !== undefined && !isWithin(from),
  ],
  [/^filters\.\*\.criterion\.\*\.greater\w+$/, lower(0)],
  [/^filters\.\*\.criterion\.\*\.less\w+$/, higher(Infinity)],
  [/^filters\.\*\.action$/, ({ to }) => to !== "NOOP"],
  [/^filters\.\*\.regions\[\]$/, wider],
  [/^filters\.\*\.(description|rank|detach|existing\.\*\.detectorId)$/, false],
  [/^lists\.\*\.kind$/, ({ from, to }) => isTrusted(to) || !isTrusted(from)],
  // Of a list that GuardDuty trusts; the other one is a file.
  [/^lists\.\*\.entries\[\]$/, gained],
  [/^lists\.\*\.regions\[\]$/, wider],
  [/^lists\.\*\.(file|existing\.\*\.\w+)$/, true],
  [/^lists\.\*\.detach$/, false],
  [/^malwareProtection\.buckets\[\]\.(name|bucketName|region)$/, true],
  [/^malwareProtection\.buckets\[\]\.keyArn$/, lost],
  [/^malwareProtection\.buckets\[\]\.prefixes\[\]$/, narrower],
  [/^malwareProtection\.buckets\[\]\.tagging$/, becomes(false)],
  // Its role reads the findings.
  [/^malwareProtection\.findingsBucket\.(prefixes\[\]|tagging)$/, true],
  [/^malwareProtection\.[^.]+\.existing\.(planId|roleArn)$/, true],
  [/^malwareProtection\.[^.]+\.detach$/, false],
  [/^health$/, ({ to }) => to !== true],
  [/^health\.intervalMinutes$/, higher(15)],
  [/^health\.topicArn$/, true],
  [/^health\.email$/, lost],
  [/^health\.logRetentionDays$/, lower(90)],
  [/^health\.reserveConcurrency$/, becomes(false)],
];

/** Of what is added or removed as a whole. */
const OBJECTS: [path: RegExp, rule: Rule][] = [
  [/(^|\.)(tags|labels)$/, false],
  [/^organization\.management$/, lost],
  [/^organization\.members\.accounts(\[\])?$/, lost],
  [/features(\[\])?$/, false],
  [/additionalConfigurations$/, false],
  [/^(account|key\.account)$/, false],
  [/^bucket\.account$/, true],
  [/^bucket\.accessLogs$/, lost],
  [/^(bucket|key)\.existing$/, true],
  [/^readers\.\*$/, true],
  [/^readers\.\*\.queue(\.existing)?$/, true],
  [/^(chronicle|sentinel)$/, ({ from, to }) => to !== undefined || isRegistered(from)],
  [/^events$/, true],
  [/^sentinel\.workspace$/, true],
  [/^athena$/, lost],
  [/^filters(\.\*)?$/, gained],
  [/^filters\.\*\.criterion\.\*$/, lost],
  [/^filters\.\*\.existing(\.\*)?$/, false],
  [/^lists\.\*\.existing(\.\*)?$/, true],
  [/^malwareProtection\.buckets(\[\])?$/, lost],
  [/^malwareProtection\.findingsBucket$/, true],
  [/^malwareProtection\..+\.existing$/, true],
  [/^health$/, lost],
];

/** Whether a difference is a risk. Of an object, undefined where that depends on its properties. */
export function atRisk(difference: Difference): boolean | undefined {
  const isObject = typeof (difference.from ?? difference.to) === "object";
  const rules = isObject ? OBJECTS : RULES;
  const rule = rules.find(([path]) => path.test(difference.path))?.[1];
  if (rule === undefined && !isObject) throw new Error(`${difference.path} has no rule`);
  return typeof rule === "function" ? rule(difference) : rule;
}
