import type { AccountRole } from "../accountRole";
import type { ExportSettings } from "../args";
import { planAccounts } from "../plan/accounts";
import type { ProviderPlan } from "../plan/providers";
import { providerResources } from "../plan/providers";
import type { ReaderPlan } from "../readers";
import { planReader } from "../readers";
import type { PlannedResource, ResourceIdentity } from "../resources";
import { inAccount } from "../resources";
import { completeArgs } from "./complete";
import type { CompleteArgs, Purpose, Registers, SingleAddOn } from "./kinds";
import { KINDS, PURPOSES, SINGLE_KEYS, valid } from "./kinds";
import { addOnName } from "./names";
import type { AddOns } from "./types";

/** An add-on as its component registers it. */
export interface PlannedAddOn<Plan extends Registers = Registers> {
  /** Its config key; that of a reader with its name. */
  key: string;
  component: ResourceIdentity;
  /** The account that its resources are created in; undefined: in none of AWS. */
  account?: AccountRole;
  plan: Plan;
}

type SingleAddOns = {
  [Key in SingleAddOn]?: PlannedAddOn<ReturnType<(typeof KINDS)[Key]["plan"]>>;
};

/** The add-ons of a stack. */
export interface AddOnsPlan extends SingleAddOns {
  /** A provider for the add-ons of each purpose, in the home Region. */
  providers: { [purpose in Purpose]?: ProviderPlan };
  /** By name. */
  readers: Map<string, PlannedAddOn<ReaderPlan>>;
}

/** Plans the add-ons of the export named `component`; they were read without a problem before. */
export function planAddOns(
  component: string,
  settings: ExportSettings,
  addOns: AddOns,
): AddOnsPlan {
  const complete = completeArgs(component, settings);
  const { bucketOwner } = planAccounts(settings);
  const readers = plannedReaders(component, addOns, complete, bucketOwner);
  const keys = SINGLE_KEYS.filter((key) => addOns[key] !== undefined);
  const singles = keys.map((key) => {
    const { type, suffix, account, plan } = KINDS[key] as SingleKind;
    const name = addOnName(component, suffix);
    const planned: PlannedAddOn = {
      key,
      component: { type: typeOf(type), name },
      ...(account && { account: account(addOns, bucketOwner) }),
      plan: plan(name, addOns, complete),
    };
    return [key, planned] as const;
  });
  const used = new Map<Purpose, AccountRole>([
    ...(readers.size > 0 ? [["bucket", bucketOwner] as const] : []),
    ...singles.flatMap(([key, { account }]) => {
      const { provider } = KINDS[key] as SingleKind;
      return provider && account ? [[provider, account] as const] : [];
    }),
  ]);
  return {
    providers: providersOf(component, settings, used),
    readers,
    ...(Object.fromEntries(singles) as SingleAddOns),
  };
}

/** A kind of add-on, whichever it is. */
interface SingleKind {
  type: string;
  suffix: string;
  provider?: Purpose;
  account?: (addOns: AddOns, bucketOwner: AccountRole) => AccountRole;
  plan: (name: string, addOns: AddOns, complete: CompleteArgs) => Registers;
}

const typeOf = (component: string) => `guardduty-export:index:${component}`;

function plannedReaders(
  component: string,
  { readers }: AddOns,
  complete: CompleteArgs,
  account: AccountRole,
): AddOnsPlan["readers"] {
  const planned = Object.entries(readers).map(([key, args]) => {
    const name = addOnName(component, key);
    const plan = planReader(name, valid(complete.reader(key, args)));
    const reader = { type: typeOf("FindingsReader"), name };
    return [key, { key: `readers.${key}`, component: reader, account, plan }] as const;
  });
  return new Map(planned);
}

/** Every add-on, in the order that a deployment registers them. */
export function listedAddOns(plan: AddOnsPlan): PlannedAddOn[] {
  const singles = SINGLE_KEYS.map((key): PlannedAddOn | undefined => plan[key]);
  return [...plan.readers.values(), ...singles.filter((one) => one !== undefined)];
}

export function addOnProviders({ providers }: AddOnsPlan): PlannedResource[] {
  return providerResources(Object.values(providers));
}

/** An add-on's component and what it registers. */
export function resourcesOf({ component, account, plan }: PlannedAddOn): PlannedResource[] {
  return [component, ...inAccount(account, plan.resources)];
}

/** Everything that the add-ons add to a stack: providers, components and what these register. */
export function addOnResources(plan: AddOnsPlan): PlannedResource[] {
  return [...addOnProviders(plan), ...listedAddOns(plan).flatMap(resourcesOf)];
}

/** A provider for each purpose, in the account of its add-ons. */
function providersOf(
  component: string,
  { administrator, bucket, homeRegion: region }: ExportSettings,
  used: ReadonlyMap<Purpose, AccountRole>,
): AddOnsPlan["providers"] {
  const providers = PURPOSES.flatMap((purpose) => {
    const account = used.get(purpose);
    if (account === undefined) return [];
    const ofBucket = purpose === "bucket" || account === "bucket";
    const credentials = ofBucket ? (bucket.account ?? administrator) : administrator;
    const name = addOnName(component, `${purpose}-add-ons`);
    return [[purpose, { name, account, region, credentials }] as const];
  });
  return Object.fromEntries(providers);
}
