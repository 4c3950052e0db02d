import { addOnResources, planAddOns, readAddOns } from "../rules/addOns";
import type { AccountSettings } from "../rules/args";
import { readArgs, readMemberArgs } from "../rules/args";
import type { AccountRole } from "../rules/accountRole";
import { planFeed, readChronicleArgs } from "../rules/chronicle";
import { planRouting, readRoutingArgs } from "../rules/events";
import { planFilters, readFiltersArgs } from "../rules/filters";
import { planHealth, readHealthArgs } from "../rules/health";
import { planLists, readListsArgs } from "../rules/lists";
import { planMalwareProtection, readMalwareArgs } from "../rules/malware";
import { accountIdOf, planExport, planMemberDetectors } from "../rules/plan";
import { planReader, readReaderArgs } from "../rules/readers";
import type { PlannedResource } from "../rules/resources";
import { AWS_PROVIDER, NATIVE_PROVIDER } from "../rules/resources";
import { planConnector, readSentinelArgs } from "../rules/sentinel";
import { planTable, readTableArgs } from "../rules/table";
import { readStackConfig } from "../stacks/stackConfig";
import { locationOfProvider } from "../mocks/answers";
import type { Recording } from "./recorder";

const PROVIDER_TYPES = [AWS_PROVIDER, NATIVE_PROVIDER];

/** A resource of a plan or of a deployment, with the id of the account that is named for it. */
export interface Placed {
  type: string;
  name: string;
  accountId?: string;
}

interface Read<Settings> {
  settings?: Settings;
  problems: unknown;
}

function valid<Settings>({ settings, problems }: Read<Settings>): Settings {
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return settings;
}

const planned =
  <Settings>(
    read: (name: string, args: object) => Read<Settings>,
    plan: (name: string, settings: Settings) => { resources: PlannedResource[] },
  ) =>
  (name: string, args: object): Placed[] =>
    plan(name, valid(read(name, args))).resources.map((one) => ({ ...one }));

const without =
  <Settings>(read: (args: object) => Read<Settings>) =>
  (_name: string, args: object) =>
    read(args);

/** What each component of the package registers under itself, planned from its arguments: by the name of its class. */
export const PLANS: { [component: string]: (name: string, args: object) => Placed[] } = {
  GuardDutyExport: exportPlaced,
  MemberDetectors: (name, args) => {
    const settings = valid(readMemberArgs(args));
    const { resources } = planMemberDetectors(name, settings);
    return placed(resources, () => settings.account.accountId);
  },
  FindingsReader: planned(readReaderArgs, planReader),
  ChronicleFeed: planned(readChronicleArgs, planFeed),
  SentinelConnector: planned(readSentinelArgs, planConnector),
  FindingsTable: planned(without(readTableArgs), planTable),
  EventRouting: planned(without(readRoutingArgs), planRouting),
  FindingFilters: planned(without(readFiltersArgs), planFilters),
  ThreatLists: planned(without(readListsArgs), planLists),
  MalwareProtection: planned(without(readMalwareArgs), planMalwareProtection),
  ExportHealth: planned(without(readHealthArgs), planHealth),
};

function exportPlaced(component: string, args: object): Placed[] {
  const settings = valid(readArgs(component, args));
  const owner = { project: "guardduty-export", stack: "test", component };
  const { accounts, resources } = planExport({ owner, settings });
  return placed(resources, (role) => accountIdOf(accounts, role));
}

/** Everything that the plans of a stack's configuration list; `outputs` are those of a member's administrator stack. */
export function plannedStack(config: { [key: string]: unknown }, outputs: object = {}): Placed[] {
  const { role, name, args, addOns } = readStackConfig(config).config as NonNullable<
    ReturnType<typeof readStackConfig>["config"]
  >;
  if (role === "member") {
    return [
      { type: "guardduty-export:index:MemberDetectors", name },
      ...(PLANS["MemberDetectors"]?.(name, { ...outputs, ...args }) ?? []),
    ];
  }
  const settings = valid(readArgs(name, args));
  const { accounts } = planExport({
    owner: { project: "guardduty-export", stack: "test", component: name },
    settings,
  });
  const plan = planAddOns(name, settings, valid(readAddOns(name, settings, addOns)));
  return [
    { type: "guardduty-export:index:GuardDutyExport", name },
    ...exportPlaced(name, args),
    ...placed(addOnResources(plan), (part) => accountIdOf(accounts, part)),
  ];
}

function placed(
  resources: readonly PlannedResource[],
  idOf: (role: AccountRole) => AccountSettings["accountId"],
): Placed[] {
  return resources.map(({ type, name, account }) => {
    const accountId = account && idOf(account);
    return { type, name, ...(accountId && { accountId }) };
  });
}

/** What a program registered by components of the package, these included, each in the account that its provider admits. */
export function registered({ components, resources }: Recording): Placed[] {
  const accounts = new Map(
    resources
      .filter(({ type }) => PROVIDER_TYPES.includes(type))
      .map(({ name, inputs }) => [
        name,
        locationOfProvider(inputs as object, { accountId: "", region: "" }).accountId,
      ]),
  );
  const own = new Set(components.map(({ name }) => name));
  return [...components, ...resources]
    .filter(({ custom, parent, type }) => !custom || parent || type === AWS_PROVIDER)
    .filter(({ parent }) => parent === undefined || own.has(parent.name))
    .map(({ type, name, provider, custom }) => {
      const accountId = custom
        ? accounts.get(PROVIDER_TYPES.includes(type) ? name : (provider ?? ""))
        : "";
      return { type, name, ...(accountId && { accountId }) };
    });
}

/** One line each, in order: the account stands where one is named. */
export const placedLines = (resources: readonly Placed[]): string[] =>
  resources
    .map(({ type, name, accountId }) => [type, name, ...(accountId ? [accountId] : [])].join(" "))
    .sort();
