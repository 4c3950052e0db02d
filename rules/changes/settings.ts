import type { ExportSettings, MemberDetectorsSettings } from "../args";
import type { Change } from "./change";
import { change, split } from "./change";
import { featureChanges, isOfFeature } from "./features";
import { leafChanges, leafPaths } from "./leaves";
import type { LeafChange } from "./values";

/** A configuration: its arguments as they are given, and its settings with every default. */
interface Configured<Settings> {
  args: object;
  settings: Settings;
}

/** Settings that other rules describe, whatever changes in them. */
const DESCRIBED = [
  ...["regions", "onDestroy", "administrator.accountId", "members.autoEnable"],
  ...["bucket.name", "bucket.namePrefix", "bucket.prefix", "bucket.objectLock"],
  ...["bucket.retentionDays", "bucket.noncurrentVersionDays"],
  ...["bucket.existing.name", "key.existing.arn"],
  ...["bucket.existing.policy", "key.existing.policy"],
  // What these name is compared as arguments.
  ...["notificationTopic", "bucket.accessLogsBucket"],
  // Its bucket and prefix are arguments.
  "bucket.accessLogs",
];

const FEATURE_REGIONS =
  /^(members\.(accounts\.\d+\.)?)?features\.[^.]+\.(regions|excludeRegions)\./;

/** The settings that a change is from; those of a member have no bucket. */
interface Base {
  regions: readonly string[];
  bucket?: Pick<ExportSettings["bucket"], "protection">;
}

/** Settings that protect or deliver evidence, and when a change of them puts it at risk. */
const RISKS: [path: RegExp, atRisk: (change: LeafChange, base: Base) => boolean][] = [
  [/^proof$/, ({ from, to }) => from === "require" || to === "off"],
  [/^preflight$/, ({ to }) => to === false],
  [/^notifications$/, ({ from }) => from === "made"],
  [/^notificationTopicArn$/, ({ from }) => from !== undefined],
  [/^administrator(AccountId|Stack)$/, ({ from }) => from !== undefined],
  [/^acceptInvitation$/, ({ from }) => from === true],
  [/^readerArns\./, ({ to }) => to !== undefined],
  // Of a bucket that was not locked, administrators of its account could do the same.
  [
    /^bucket\.breakGlassRoleArns\./,
    ({ to }, { bucket }) => to !== undefined && bucket?.protection === "locked",
  ],
  [/^bucket\.protection$/, ({ from }) => from === "locked"],
  [/^bucket\.accessLogs\.bucketName$/, ({ from }) => from !== undefined],
  [/^key\.deletionWindowInDays$/, ({ from, to }) => Number(to) < Number(from)],
  [/^key\.rotationPeriodInDays$/, ({ from, to }) => Number(to) > Number(from)],
  [/^management\.(detector|delegated)$/, ({ from }) => from === true],
  [FEATURE_REGIONS, narrowsRegions],
  [/^members\.exclude\./, ({ to }) => to !== undefined],
  [/^existing\.[^.]+\.enable$/, ({ from }) => from === true],
];

/** Whether a protection plan is set in fewer Regions; of a list that is set or unset as a whole, only what it begins to leave out. */
function narrowsRegions({ list, from, to, whole }: LeafChange): boolean {
  if (list?.endsWith(".excludeRegions")) return to !== undefined;
  return whole === true ? to !== undefined : from !== undefined;
}

/** What no other rule describes of an export, given what happens to its evidence. */
export function exportSettingChanges(
  base: Configured<ExportSettings>,
  head: Configured<ExportSettings>,
  evidence: readonly Change[],
): Change[] {
  const [old, now] = [base.settings, head.settings];
  const described = [
    ...DESCRIBED,
    ...reasonsGiven(evidence),
    ...memberAccounts(old, now),
    ...management(old, now),
    ...existing(old, now),
    ...adoptions(old, now),
    // Which topic is given is an argument.
    ...([old, now].some(({ notifications }) => notifications === "made") ? [] : ["notifications"]),
  ];
  return settingChanges(base, head, described, "administrator");
}

/** The same of a member account's detectors. */
export function memberSettingChanges(
  base: Configured<MemberDetectorsSettings>,
  head: Configured<MemberDetectorsSettings>,
): Change[] {
  const { added, removed } = split(base.settings.regions, head.settings.regions);
  const { settings: old } = base;
  const { settings: now } = head;
  const both = now.regions.filter((region) => old.regions.includes(region));
  const described = [
    ...[...added, ...removed].map((region) => `existing.${region}`),
    ...both.flatMap((region) => detectorAt(old, now, region)),
    ...(accountMoves(old, now) ? ["account.accountId"] : []),
  ];
  return settingChanges(base, head, ["regions", ...described], "account");
}

/** Region and account, where a replacement names them as its reasons. */
function reasonsGiven(evidence: readonly Change[]): string[] {
  return evidence.flatMap((one) => {
    if (one.id !== "bucketReplaced" && one.id !== "keyReplaced") return [];
    const holder = one.id === "bucketReplaced" ? "bucket" : "key";
    return one.reasons.flatMap(({ id }) => {
      if (id === "homeRegion") return ["homeRegion"];
      return id === "account" ? [`${holder}.account.accountId`] : [];
    });
  });
}

function memberAccounts({ members: base }: ExportSettings, { members: head }: ExportSettings) {
  const [old, now] = [base, head].map(({ accounts }) => accounts.map((one) => one.accountId));
  const { added, removed } = split(old ?? [], now ?? []);
  return [...added, ...removed].map((id) => `members.accounts.${id}`);
}

function management({ management: from }: ExportSettings, { management: to }: ExportSettings) {
  const one = from ?? to;
  if (from === undefined || to === undefined) {
    const off = (["detector", "malwareProtectionAccess"] as const).filter((key) => !one?.[key]);
    return ["accountId", "delegated", ...off].map((key) => `management.${key}`);
  }
  const moves = from.accountId !== undefined && to.accountId !== undefined;
  return moves ? ["management.accountId"] : [];
}

/** Of a detector that stays the same, what is left to say is whether it is enabled. */
function existing(base: ExportSettings, head: ExportSettings): string[] {
  const regions = Object.keys({ ...base.existing, ...head.existing });
  return regions.flatMap((region) => detectorAt(base, head, region));
}

/** Of a bucket or key that is adopted anew, or no longer, the defaults say nothing. */
function adoptions(base: ExportSettings, head: ExportSettings): string[] {
  return (["bucket", "key"] as const).flatMap((holder) =>
    base[holder].existing?.detach || head[holder].existing?.detach
      ? []
      : [`${holder}.existing.detach`],
  );
}

type Detectors = Pick<MemberDetectorsSettings, "existing">;

function detectorAt(base: Detectors, head: Detectors, region: string): string[] {
  const [from, to] = [base, head].map((one) => one.existing[region]?.detectorId);
  const at = `existing.${region}`;
  // Of a detector that is adopted in place of another, too.
  const adopted = from !== undefined && to !== undefined;
  return from === to || adopted ? [`${at}.detectorId`, `${at}.destinationId`] : [at];
}

function accountMoves(
  { account: from }: MemberDetectorsSettings,
  { account: to }: MemberDetectorsSettings,
) {
  return from.accountId !== undefined && to.accountId !== undefined;
}

/** Every setting that differs and is not under one of `described`; then what of the arguments is no setting, such as tags. */
function settingChanges(
  base: Configured<Base>,
  head: Configured<Base>,
  described: readonly string[],
  own: "administrator" | "account",
): Change[] {
  const isDescribed = (path: string) =>
    described.some((one) => path === one || path.startsWith(`${one}.`));
  const settings = new Set([...leafPaths(base.settings), ...leafPaths(head.settings)]);
  const differing = leafChanges(base.settings, head.settings).filter(
    ({ path }) => !isDescribed(path),
  );
  const changed = (one: LeafChange) => settingChange(one, base.settings);
  const features = featureChanges(differing, own);
  return [
    ...features,
    ...differing.filter(({ path }) => !isOfFeature(path, features)).map(changed),
    ...leafChanges(base.args, head.args)
      .filter(({ path }) => !settings.has(settingOf(path)))
      .map(changed),
  ];
}

function settingChange(values: LeafChange, base: Base): Change {
  const rule = RISKS.find(([path]) => path.test(values.path));
  return change("settingChanged", asConfigured(values), rule?.[1](values, base));
}

/** The same by the path and the values of the configuration. */
function asConfigured(values: LeafChange): LeafChange {
  const { path, list, from, to } = values;
  if (path === "notifications") return { path, from: from === "made", to: to === "made" };
  const at = (one: string) => one.replace(ORGANIZATION, "organization.$&");
  return { ...values, path: at(path), ...(list !== undefined && { list: at(list) }) };
}

const ORGANIZATION = /^(administrator|management|members)(?=\.)/;

/** Administrator, management account and members stand under organization in the arguments. */
function settingOf(argument: string): string {
  return argument.replace(/^organization\./, "");
}
