import type { ExportSettings, Read } from "../args";
import { read } from "../args";
import { isRecord } from "../args/unchecked";
import { accountIdOf, planAccounts } from "../plan/accounts";
import { isDetaching } from "../plan/resources";
import { otherOwnerProblems, publishedTopicEntries } from "../preflight";
import type { Problem, ValuesOf } from "../problems";
import { problem, propertyPath, remove, RENAMED, shown, within } from "../problems";
import { IDENTITY_KINDS } from "../readers";
import { completeArgs } from "./complete";
import { connectorProblems } from "./connector";
import { feedProblems } from "./feed";
import { malwareProblems } from "./malware";
import { addOnNameProblems } from "./resourceNames";
import { addOnShape, addOnsConfig, GIVEN } from "./schema";
import type { AddOns, Args } from "./types";

export { checkedPolicies } from "./complete";
export { addOnEntries, entryDetectors } from "./entries";
export type { AddOnEntries, EntryDetector } from "./entries";
export { feedSource } from "./feed";
export type { FeedSource } from "./feed";
export { problemsOfFiles, withListFiles } from "./listFiles";
export type { ReadListFile, ReadLists } from "./listFiles";
export { malwareArgs, malwareConfigPath } from "./malware";
export type { PlannedBucket } from "./protectedBuckets";
export { addOnName } from "./names";
export { addOnShape, GIVEN } from "./schema";
export {
  ACCOUNT_STAND_IN,
  addOnDocuments,
  malwareBuckets,
  EXTERNAL_ID_STAND_IN,
  SECRET_STAND_IN,
} from "./documents";
export type { AddOnDocument, DocumentKind } from "./documents";
export { estimateCalls } from "./monthlyCalls";
export type { CallEstimate } from "./monthlyCalls";
export { addOnProviders, addOnResources, listedAddOns, planAddOns, resourcesOf } from "./plan";
export type { AddOnsPlan, PlannedAddOn } from "./plan";
export { sharedResource, sharedResources } from "./shared";
export type { SharedResource } from "./shared";
export { trustFindings, trustProblems, vendorAudiences } from "./trustFindings";
export type { TrustFinding } from "./trustFindings";
export { assumedSettings } from "./assumedSettings";
export type { AddOns } from "./types";

/** The config keys, in the order they are written about. */
export const ADD_ON_NAMES: readonly string[] = Object.keys(addOnShape);

/** The add-ons that a stack has one of: `{}` is one with its defaults. The others are maps by name, and `{}` is none. */
export const SINGLE_ADD_ONS: readonly string[] = [
  ...["chronicle", "sentinel", "athena", "events", "malwareProtection", "health"],
];

/**
 * Reads the add-ons of the export named `component`. Without the export's settings, which are undefined when its arguments are wrong,
 * it reports only what is wrong in the add-ons by themselves. Throws nothing.
 */
export function readAddOns(
  component: string,
  settings: ExportSettings | undefined,
  config: { [key: string]: unknown },
): Read<AddOns> {
  const found = givenSaid(
    read(
      addOnsConfig,
      () => [],
      (valid) => ({ readers: {}, ...valid }) as AddOns,
      config,
    ),
  );
  if (settings === undefined) return found;
  const reportedPaths = new Set(found.problems.map(({ path }) => path));
  const between = addOnProblems(component, settings, config);
  const problems = [...found.problems, ...between.filter(({ path }) => !reportedPaths.has(path))];
  return problems.length === 0 ? found : { problems };
}

/** What the export gives is known, and taken from there alone. */
function givenSaid(found: Read<AddOns>): Read<AddOns> {
  if (found.problems.length === 0) return found;
  return { problems: found.problems.map((one) => givenProblem(one) ?? one) };
}

function givenProblem({ id, path, values }: Problem): Problem | undefined {
  if (id !== "unknownProperty") return undefined;
  const [addOn = "", ...keys] = path.split(".");
  const depth = addOn === "readers" ? 2 : 1;
  const { name } = values as ValuesOf<"unknownProperty">;
  const meant = RENAMED[name] ?? name;
  const given: readonly string[] = Object.hasOwn(GIVEN, addOn)
    ? GIVEN[addOn as keyof typeof GIVEN]
    : [];
  if (keys.length !== depth || !given.includes(meant)) return undefined;
  return problem("givenByExport", path, remove(path));
}

/** What is wrong of each once the export has given the rest. */
function addOnProblems(component: string, settings: ExportSettings, config: Args): Problem[] {
  const { readers, chronicle, sentinel, athena, events, filters } = config;
  const { lists, malwareProtection, health } = config;
  const complete = completeArgs(component, settings);
  return [
    ...Object.entries(isRecord(readers) ? readers : {}).flatMap(([name, args]) =>
      problemsAt(`readers.${name}`, args, (known) => complete.reader(name, known)),
    ),
    ...sharedQueueProblems(readers),
    ...sharedRoleNameProblems(readers),
    ...otherAccountProblems(settings, readers),
    ...otherTopicProblems(settings, { events, health }),
    ...(isRecord(chronicle) ? feedProblems(settings, readers, chronicle) : []),
    ...problemsAt("chronicle", chronicle, (known) => complete.chronicle(known, readers)),
    ...(isRecord(sentinel) ? connectorProblems(settings, readers, sentinel) : []),
    ...problemsAt("sentinel", sentinel, complete.sentinel),
    ...problemsAt("athena", athena, complete.athena),
    ...problemsAt("events", events, complete.events).map(ofAllRegions),
    // The paths of filters and lists start with their config key already.
    ...(isRecord(filters) ? complete.filters(filters).problems : []),
    ...(isRecord(lists) ? complete.lists(lists).problems : []),
    ...(isRecord(malwareProtection)
      ? malwareProblems(malwareProtection, complete, settings.homeRegion)
      : []),
    ...problemsAt("health", health, complete.health),
    ...(health && isDetaching(settings)
      ? [problem("nothingToWatch", "health", remove("health"))]
      : []),
    ...addOnNameProblems(component, settings, config),
  ];
}

/** SQS hands each message to one receiver: of two readers of one queue, each would miss findings. */
function sharedQueueProblems(readers: unknown): Problem[] {
  const first = new Map<string, string>();
  return Object.entries(isRecord(readers) ? readers : {}).flatMap(([name, reader]) => {
    const { url } = existingQueue(reader);
    if (typeof url !== "string") return [];
    const other = first.get(url);
    if (other === undefined) {
      first.set(url, name);
      return [];
    }
    const path = propertyPath(["readers", name, "queue", "existing", "url"]);
    const fix = remove(propertyPath(["readers", name, "queue"]));
    return [problem("queueOfOtherReader", path, fix, { url, other })];
  });
}

/** IAM compares names of roles without their case. */
function sharedRoleNameProblems(readers: unknown): Problem[] {
  const first = new Map<string, string>();
  return Object.entries(isRecord(readers) ? readers : {}).flatMap(([name, reader]) => {
    const kind = ROLES.find((one) => isRecord(reader) && isRecord(reader[one]));
    const role = kind && ((reader as Args)[kind] as Args)["name"];
    if (typeof role !== "string") return [];
    const path = propertyPath(["readers", name, kind as string, "name"]);
    const other = first.get(role.toLowerCase());
    if (other === undefined) {
      first.set(role.toLowerCase(), path);
      return [];
    }
    return [problem("repeated", path, remove(path), { value: shown(role), first: other })];
  });
}

/** The identities that are roles. */
const ROLES = IDENTITY_KINDS.filter((kind) => kind !== "accessKey");

/** Readers and their queues are in the account of the bucket. */
function otherAccountProblems(settings: ExportSettings, readers: unknown): Problem[] {
  const accounts = planAccounts(settings);
  const accountId = accountIdOf(accounts, accounts.bucketOwner);
  if (accountId === undefined || settings.notifications === "none") return [];
  return Object.entries(isRecord(readers) ? readers : {}).flatMap(([name, reader]) => {
    const { url } = existingQueue(reader);
    if (typeof url !== "string") return [];
    const whole = propertyPath(["readers", name, "queue"]);
    const entry = { kind: "queue" as const, region: settings.homeRegion, url };
    const named = { path: `${whole}.existing.url`, whole, entry, subscribed: true as const };
    return otherOwnerProblems(named, accountId);
  });
}

/** The configuration gives events the Regions of the export: without those of a problem there are no events. */
function ofAllRegions(one: Problem): Problem {
  return one.id === "eventsNotForwarded" ? { ...one, path: "events", fix: remove("events") } : one;
}

/** Rules of EventBridge are in the administrator account. */
function otherTopicProblems(settings: ExportSettings, addOns: Args): Problem[] {
  const accountId = accountIdOf(planAccounts(settings), "administrator");
  if (accountId === undefined) return [];
  return Object.entries(addOns).flatMap(([addOn, args]) => {
    const topicArn = isRecord(args) ? args["topicArn"] : undefined;
    const named = publishedTopicEntries(propertyPath([addOn, "topicArn"]), topicArn);
    return named.flatMap((one) => otherOwnerProblems(one, accountId));
  });
}

function existingQueue(reader: unknown): { url?: unknown } {
  const queue = isRecord(reader) ? reader["queue"] : undefined;
  const existing = isRecord(queue) ? queue["existing"] : undefined;
  return isRecord(existing) ? existing : {};
}

/** Problems of an add-on's whole arguments, by config path. */
function problemsAt(path: string, args: unknown, full: (args: Args) => Read<unknown>): Problem[] {
  if (!isRecord(args)) return [];
  return full(args).problems.map((one) => within(path, one));
}
