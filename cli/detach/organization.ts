import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty } from "../../aws/guardDuty";
import { observe } from "../../aws/observe";
import type { LiveStack } from "../config/liveStack";
import type { LocatedFinding, Result } from "../findings";
import { notChecked } from "../findings";
import { counted } from "../plan/words";
import type { DetachChoice, Step } from "./step";

/** Statuses of accounts that are still members. */
const ASSOCIATED = ["Enabled", "Disabled"];

/** How many of many are listed. */
const FIRST = 10;

interface RegionSteps {
  autoEnable: Step[];
  members: Step[];
  delegation: Step[];
  findings: LocatedFinding[];
}

/** Auto-enable off in every Region before members go, and these before the delegation ends. */
export async function organizationSteps(
  stack: LiveStack,
  cloud: Cloud,
  administratorId: string,
  choice: DetachChoice,
): Promise<{ steps: Step[]; findings: LocatedFinding[]; notes: string[] }> {
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
    findings: regions.flatMap(({ findings }) => findings),
    notes,
  };
}

async function regionSteps(
  { settings }: LiveStack,
  cloud: Cloud,
  region: string,
  choice: DetachChoice & { administratorId: string },
): Promise<RegionSteps> {
  const { value: guardDuty, finding } = cloud.guardDuty("administrator", region);
  if (guardDuty === undefined) return { ...NOTHING, findings: [{ ...finding, region }] };
  const [listed, delegation] = await Promise.all([
    observe("guardduty:ListDetectors", () => guardDuty.listDetectors()),
    settings.management ? delegationIn(cloud, region, choice) : undefined,
  ]);
  if (listed.finding) {
    return { ...NOTHING, findings: [{ ...notChecked("detector", listed.finding), region }] };
  }
  const [detectorId] = listed.value;
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
    findings: [...(delegation?.findings ?? []), ...autoEnable.findings, ...membership.findings],
  };
}

const NOTHING: RegionSteps = { autoEnable: [], members: [], delegation: [], findings: [] };

function setsAutoEnable({ autoEnable, features }: LiveStack["settings"]["members"]): boolean {
  return isOn(autoEnable) || features.some((feature) => isOn(feature.autoEnable));
}

async function autoEnableSteps(
  guardDuty: GuardDuty,
  detectorId: string,
  { features }: LiveStack["settings"]["members"],
): Promise<Pick<RegionSteps, "autoEnable" | "findings">> {
  const { region } = guardDuty;
  const { value, finding } = await observe("guardduty:DescribeOrganizationConfiguration", () =>
    guardDuty.organizationConfiguration(detectorId),
  );
  if (finding) {
    return { autoEnable: [], findings: [{ ...notChecked("autoEnable", finding), region }] };
  }
  const on = features.map(({ name }) => name).filter((name) => isOn(value.features[name]));
  if (!isOn(value.autoEnable) && on.length === 0) return { autoEnable: [], findings: [] };
  const details = [
    ...(isOn(value.autoEnable) ? [`members: ${value.autoEnable} to NONE`] : []),
    ...on.map((name) => `${name}: ${value.features[name]} to NONE`),
  ];
  const text = "set auto-enable to NONE; members stay as they are";
  const make = () => guardDuty.setAutoEnable(detectorId, "NONE", on);
  return { autoEnable: [{ region, text, details, make }], findings: [] };
}

function isOn(autoEnable: string | undefined): boolean {
  return autoEnable !== undefined && autoEnable !== "NONE";
}

async function memberSteps(
  guardDuty: GuardDuty,
  detectorId: string,
): Promise<Pick<RegionSteps, "members" | "findings">> {
  const { region } = guardDuty;
  const { value, finding } = await observe("guardduty:ListMembers", () =>
    guardDuty.members(detectorId),
  );
  if (finding) return { members: [], findings: [{ ...notChecked("members", finding), region }] };
  const ids = value
    .filter(({ status }) => ASSOCIATED.includes(status))
    .map(({ accountId }) => accountId);
  if (ids.length === 0) return { members: [], findings: [] };
  const more = ids.length > FIRST ? ` and ${ids.length - FIRST} more` : "";
  const text = `disassociate ${counted(ids.length, "member")}; they keep GuardDuty, and their findings no longer reach the administrator`;
  const details = [`${ids.slice(0, FIRST).join(", ")}${more}`];
  const make = () => guardDuty.disassociate(detectorId, ids);
  return { members: [{ region, text, details, make }], findings: [] };
}

/** Whether the account is the delegated administrator, and the step that ends that. */
async function delegationIn(
  cloud: Cloud,
  region: string,
  { administratorId }: { administratorId: string },
): Promise<{ administers?: boolean; steps: Step[]; findings: LocatedFinding[] }> {
  const client = cloud.guardDuty("management", region);
  const delegated: Result<string | undefined> = client.finding
    ? client
    : await observe("guardduty:ListOrganizationAdminAccounts", () =>
        client.value.delegatedAdministrator(),
      );
  if (client.finding || delegated.finding) {
    const finding = delegated.finding ?? client.finding;
    return {
      steps: [],
      findings: finding ? [{ ...notChecked("delegation", finding), region }] : [],
    };
  }
  if (delegated.value !== administratorId) return { administers: false, steps: [], findings: [] };
  const text = `end the delegation of GuardDuty to account ${administratorId}`;
  const make = () => client.value.endDelegation(administratorId);
  return { administers: true, steps: [{ region, text, details: [], make }], findings: [] };
}
