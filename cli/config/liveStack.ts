import type { AddOnDocument, DocumentKind, PlannedAddOn, SharedResource } from "../../rules/addOns";
import {
  addOnDocuments,
  malwareBuckets,
  planAddOns,
  sharedResources,
  vendorAudiences,
} from "../../rules/addOns";
import type { ExportSettings } from "../../rules/args";
import type { FilterSettings } from "../../rules/filters";
import type { DeclaredList, HealthPlan } from "../../rules/health";
import type { DeclaredHealthParts } from "../../rules/health/ownParts";
import { toVariables } from "../../rules/health/environment";
import { exportNameOf } from "../../rules/health/names";
import { declaredParts, OWN_TOPIC, rateOf } from "../../rules/health/ownParts";
import type { ThreatListsPlan } from "../../rules/lists";
import type { ExportPlan } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import type { StatementOwner } from "../../rules/policies";
import type { DeclaredQueue, ReaderPlan } from "../../rules/readers";
import { cannotRun } from "../cannotRun";
import type { Finding } from "../findings";
import type { ScannedBuckets } from "./deployedMalware";
import type { Deployed } from "./deployed";
import { deployedIn } from "./deployed";
import { sharedIn } from "./deployedShared";
import type { LiveReader } from "./liveReader";
import type { StackFile, StackOptions } from "./stackFile";
import { isOwnProgram, locateStack, readStackFile, stackNotGiven } from "./stackFile";
import { stateOf } from "./state";

/** The export that a stack's config describes, or its state, for the commands that call AWS. */
export interface LiveStack {
  stack: string;
  /** The file of arguments that is given in place of a stack. */
  argsFile?: string | undefined;
  name: string;
  /** Whether it is not known that the export has this name. */
  nameAssumed?: boolean | undefined;
  owner: StatementOwner;
  settings: ExportSettings;
  plan: ExportPlan;
  /** The finding filters that the stack declares. */
  filters: readonly FilterSettings[];
  /** The lists that it declares, by Region. */
  lists: { [region: string]: DeclaredList[] };
  /** The buckets of Malware Protection that the stack declares, by account. Defaults to none. */
  malware?: readonly ScannedBuckets[];
  /** The readers' queues; of a program of the user's own there are none. */
  queues: DeclaredQueue[];
  /** The health check: its topic where that is given or known, the component's name where the config has one, and its parts. */
  health?: { topicArn?: string; component?: string; parts?: DeclaredHealthParts };
  /** The queues, topics and buses that exist, which it uses. */
  shared: readonly SharedResource[];
  readers: readonly LiveReader[];
  /** What of the configuration is not known. */
  notChecked: Finding[];
  /** The bucket and key by the stack's state, where that was read. */
  deployed?: { bucketName?: string; keyArn?: string };
}

export interface LiveStackOptions extends StackOptions {
  /** File of `pulumi stack export`; undefined: it is run where the configuration is a program's own. */
  state?: string;
}

/** A stack of either role. */
export type StackSource = { from: "config"; file: StackFile } | { from: "state"; is: Deployed };

/** Reads an administrator's stack. Throws CannotRun. */
export async function readLiveStack(folder: string, options: LiveStackOptions): Promise<LiveStack> {
  return liveStackOf(await readStack(folder, options));
}

/** Reads a stack: what its config describes, or what its state says that a program of the user's own deployed. Throws CannotRun. */
export async function readStack(folder: string, options: LiveStackOptions): Promise<StackSource> {
  if (options.state === undefined && !isOwnProgram(folder, options)) {
    return { from: "config", file: readStackFile(folder, locateStack(folder, options)) };
  }
  const { stack, config, name, project } = options;
  if (config !== undefined)
    throw cannotRun("optionsConflict", { options: ["--state", "--config"] });
  if (stack === undefined) throw stackNotGiven(folder);
  return {
    from: "state",
    is: deployedIn(stack, await stateOf(folder, stack, { project, file: options.state }), name),
  };
}

/** The export of an administrator's stack. Throws CannotRun. */
export function liveStackOf(source: StackSource): LiveStack {
  return source.from === "config" ? configured(source.file) : deployed(source.is);
}

function configured(file: StackFile): LiveStack {
  const { project, stack, argsFile, name, nameAssumed, notChecked, part } = file;
  if (part.role === "member") throw cannotRun("memberStack", { stack, argsFile });
  const { settings, addOns, args } = part;
  const planned = planAddOns(name, settings, addOns);
  const { readers, filters, lists, malwareProtection, health } = planned;
  const topicArn = addOns.health?.["topicArn"];
  const owner = { project, stack, component: name };
  const plan = planExport({ owner, settings });
  const shared = sharedResources(plan, addOns, args["notificationTopicArn"]);
  return {
    ...{ stack, argsFile, name, nameAssumed, owner, settings, notChecked, plan },
    malware: malwareProtection?.account
      ? [
          {
            account: malwareProtection.account,
            buckets: malwareBuckets(plan, name, addOns, planned),
          },
        ]
      : [],
    shared,
    readers: readersOf([...readers.values()], addOnDocuments(plan, name, addOns, planned)),
    filters: filters?.plan.settings.filters ?? [],
    queues: readersQueues([...planned.readers.values()], shared),
    ...(health && {
      health: {
        component: health.component.name,
        ...(typeof topicArn === "string" && { topicArn }),
        parts: partsOf(file, settings, health, topicArn),
      },
    }),
    lists: Object.fromEntries(
      settings.regions.map((region) => [region, listsIn(lists?.plan, region)]),
    ),
  };
}

/** The queues that readers make, and those that exist, which others configure. */
function readersQueues(
  readers: readonly PlannedAddOn<ReaderPlan>[],
  shared: readonly SharedResource[],
): DeclaredQueue[] {
  const own = readers.flatMap(({ plan: { queue, names, settings } }): DeclaredQueue[] => {
    const { visibilityTimeoutSeconds } = settings;
    const deployed = { deadLetterQueue: names.deadLetterQueue, visibilityTimeoutSeconds };
    return queue === "own" ? [{ name: names.queue, settings: deployed }] : [];
  });
  const existing = shared.filter(({ kind }) => kind === "queue");
  return [...own, ...existing.map(({ arn }) => ({ name: arn, shared: true }))];
}

function readersOf(
  readers: readonly PlannedAddOn<ReaderPlan>[],
  documents: readonly AddOnDocument[],
): LiveReader[] {
  return readers.map(({ key, plan: { settings, names } }) => {
    const written = (of: DocumentKind) =>
      documents.find(({ addOn, kind }) => addOn === key && kind === of)?.document;
    const isUser = settings.identity === "accessKey";
    return {
      addOn: key,
      ...(settings.roleName !== undefined && { roleName: settings.roleName }),
      identity: {
        kind: isUser ? "user" : "role",
        logicalName: isUser ? names.user : names.role,
        ...{ trust: written("trust"), rights: written("rights") },
      },
      vendorAudiences: vendorAudiences(settings.preset),
    };
  });
}

function deployed(is: Deployed): LiveStack {
  const { owner } = is;
  if (is.role === "member") throw cannotRun("memberStack", { stack: owner.stack });
  const { settings, readers, filters, lists, malware, bucketName, keyArn, health } = is;
  const plan = planExport({ owner, settings });
  return {
    ...{ stack: owner.stack, name: owner.component, owner, settings, readers, filters, lists },
    plan,
    malware,
    shared: sharedIn(is.resources, plan),
    notChecked: [],
    queues: [],
    ...(health && { health }),
    deployed: { bucketName, keyArn },
  };
}

/** A topic that is encrypted in the config is not known, nor is the stack of a file of arguments. */
function partsOf(
  { project, stack, argsFile }: StackFile,
  { bucket, findingPublishingFrequency }: ExportSettings,
  { component, plan }: PlannedAddOn<HealthPlan>,
  topicArn: unknown,
): DeclaredHealthParts {
  const { settings, forwards, resources } = plan;
  const { homeRegion, regions, ownTopic, email, intervalMinutes } = settings;
  const exportName =
    argsFile === undefined ? exportNameOf(project, stack, component.name) : undefined;
  const bucketSettings = bucket.account === undefined ? settings.bucketSettings : undefined;
  const given = typeof topicArn === "string" ? { topic: topicArn } : {};
  return declaredParts(
    {
      ...{ component: component.name, homeRegion, regions, forwards, email },
      ...(exportName !== undefined && { exportName }),
      environment: toVariables({ exportName, findingPublishingFrequency, bucketSettings }),
      scheduleExpression: rateOf(intervalMinutes),
      ...(ownTopic ? { topic: OWN_TOPIC } : given),
    },
    resources,
  );
}

function listsIn({ lists }: Pick<ThreatListsPlan, "lists"> = { lists: [] }, region: string) {
  return lists.flatMap(({ list: { kind, name }, file, regions }): DeclaredList[] =>
    regions
      .filter((one) => one.region === region)
      .map(({ location }) => ({
        ...{ kind, name, locationEnd: location ?? `/${file.key}` },
        isOwnFile: location === undefined,
      })),
  );
}
