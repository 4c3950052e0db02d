import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty } from "../../aws/guardDuty";
import type { Seen } from "../../aws/refused";
import { asked } from "../../aws/refused";
import type { LiveStack } from "../config/liveStack";
import type { PlacedFault } from "../output/faults";
import { counted } from "../plan/words";
import { unseen } from "../status/unseen";
import type { DetachChoice, Step } from "./step";

/** Statuses of accounts that are still members. */
const ASSOCIATED = ["Enabled", "Disabled"];

/** How many of many are told by name. */
const FIRST = 10;

interface RegionSteps {
  autoEnable: Step[];
  members: Step[];
  delegation: Step[];
  faults: PlacedFault[];
}

/** Auto-enable off in every Region before members go, and these before the delegation ends. */
export async function organizationSteps(
  stack: LiveStack,
  cloud: Cloud,
  administratorId: string,
  choice: DetachChoice,
): Promise<{ steps: Step[]; faults: PlacedFault[]; notes: string[] }> {
  const regions = await atOnce(REGIONS_AT_ONCE, stack.settings.regions, (region) =>
    regionSteps(stack, cloud, region, { ...choice, administratorId }),
  );
  const notes = choice.endDelegation
    ? [
        "GuardDuty's registration with AWS Organizations stays: aws organizations deregister-delegated-administrator ends it, once no Region is delegated",
      ]
    : [];
  return {
    steps: (["autoEnable", "members", "delegation"] as const).flatMap((kind) =>
      regions.flatMap((one) => one[kind]),
    ),
    faults: regions.flatMap(({ faults }) => faults),
    notes,
  };
}

async function regionSteps(
  { settings }: LiveStack,
  cloud: Cloud,
  region: string,
  choice: DetachChoice & { administratorId: string },
): Promise<RegionSteps> {
  const { seen: guardDuty, fault } = cloud.guardDuty("administrator", region);
  if (guardDuty === undefined) return { ...NOTHING, faults: [{ ...fault, region }] };
  const [listed, delegation] = await Promise.all([
    asked("guardduty:ListDetectors", () => guardDuty.listDetectors()),
    settings.management ? delegationIn(cloud, region, choice) : undefined,
  ]);
  if (listed.fault) {
    return { ...NOTHING, faults: [{ ...unseen("the detector", listed.fault), region }] };
  }
  const [detectorId] = listed.seen;
  // Auto-enable is the delegated administrator's, and went with the delegation.
  const administers = delegation?.administers !== false;
  const [autoEnable, membership] = await Promise.all([
    detectorId && administers && setsAutoEnable(settings.members)
      ? autoEnableSteps(guardDuty, detectorId, settings.members)
      : NOTHING,
    detectorId && choice.disassociateMembers ? memberSteps(guardDuty, detectorId) : NOTHING,
  ]);
  const end = choice.endDelegation ? (delegation?.steps ?? []) : [];
  return {
    autoEnable: autoEnable.autoEnable,
    members: membership.members,
    delegation: end,
    faults: [...(delegation?.faults ?? []), ...autoEnable.faults, ...membership.faults],
  };
}

const NOTHING: RegionSteps = { autoEnable: [], members: [], delegation: [], faults: [] };

function setsAutoEnable({ autoEnable, features }: LiveStack["settings"]["members"]): boolean {
  return isOn(autoEnable) || features.some((feature) => isOn(feature.autoEnable));
}

async function autoEnableSteps(
  guardDuty: GuardDuty,
  detectorId: string,
  { features }: LiveStack["settings"]["members"],
): Promise<Pick<RegionSteps, "autoEnable" | "faults">> {
  const { region } = guardDuty;
  const { seen, fault } = await asked("guardduty:DescribeOrganizationConfiguration", () =>
    guardDuty.organizationConfiguration(detectorId),
  );
  if (fault) return { autoEnable: [], faults: [{ ...unseen("auto-enable", fault), region }] };
  const on = features.map(({ name }) => name).filter((name) => isOn(seen.features[name]));
  if (!isOn(seen.autoEnable) && on.length === 0) return { autoEnable: [], faults: [] };
  const details = [
    ...(isOn(seen.autoEnable) ? [`members: ${seen.autoEnable} becomes NONE`] : []),
    ...on.map((name) => `${name}: ${seen.features[name]} becomes NONE`),
  ];
  const text = "set auto-enable to NONE; members stay as they are";
  const make = () => guardDuty.setAutoEnable(detectorId, "NONE", on);
  return { autoEnable: [{ region, text, details, make }], faults: [] };
}

function isOn(autoEnable: string | undefined): boolean {
  return autoEnable !== undefined && autoEnable !== "NONE";
}

async function memberSteps(
  guardDuty: GuardDuty,
  detectorId: string,
): Promise<Pick<RegionSteps, "members" | "faults">> {
  const { region } = guardDuty;
  const { seen, fault } = await asked("guardduty:ListMembers", () => guardDuty.members(detectorId));
  if (fault) return { members: [], faults: [{ ...unseen("the members", fault), region }] };
  const ids = seen
    .filter(({ status }) => ASSOCIATED.includes(status))
    .map(({ accountId }) => accountId);
  if (ids.length === 0) return { members: [], faults: [] };
  const more = ids.length > FIRST ? ` and ${ids.length - FIRST} more` : "";
  const text = `disassociate ${counted(ids.length, "member")}; they keep GuardDuty, and their findings no longer reach the administrator`;
  const details = [`${ids.slice(0, FIRST).join(", ")}${more}`];
  const make = () => guardDuty.disassociate(detectorId, ids);
  return { members: [{ region, text, details, make }], faults: [] };
}

/** Whether the account is the delegated administrator, and the step that ends that. */
async function delegationIn(
  cloud: Cloud,
  region: string,
  { administratorId }: { administratorId: string },
): Promise<{ administers?: boolean; steps: Step[]; faults: PlacedFault[] }> {
  const client = cloud.guardDuty("management", region);
  const delegated: Seen<string | undefined> = client.fault
    ? client
    : await asked("guardduty:ListOrganizationAdminAccounts", () =>
        client.seen.delegatedAdministrator(),
      );
  if (client.fault || delegated.fault) {
    const fault = delegated.fault ?? client.fault;
    return { steps: [], faults: fault ? [{ ...unseen("the delegation", fault), region }] : [] };
  }
  if (delegated.seen !== administratorId) return { administers: false, steps: [], faults: [] };
  const text = `end the delegation of GuardDuty to account ${administratorId}`;
  const make = () => client.seen.endDelegation(administratorId);
  return { administers: true, steps: [{ region, text, details: [], make }], faults: [] };
}
