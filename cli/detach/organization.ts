import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty } from "../../aws/guardDuty";
import { observe } from "../../aws/observe";
import type { LiveStack } from "../config/liveStack";
import type { LocatedFinding, Result } from "../findings";
import { notChecked } from "../findings";
import type { DetachChoice, DetachPlan, Step } from "./step";

/** Statuses of accounts that are still members. */
const ASSOCIATED = ["Enabled", "Disabled"];

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
): Promise<DetachPlan> {
  const regions = await atOnce(REGIONS_AT_ONCE, stack.settings.regions, (region) =>
    regionSteps(stack, cloud, region, { ...choice, administratorId }),
  );
  return {
    steps: (["autoEnable", "members", "delegation"] as const).flatMap((kind) =>
      regions.flatMap((one) => one[kind]),
    ),
    findings: regions.flatMap(({ findings }) => findings),
    notes: choice.endDelegation ? [{ id: "delegatedAdministratorRegistered" }] : [],
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
  const values = [
    ...(isOn(value.autoEnable) ? [{ of: "members", value: value.autoEnable }] : []),
    ...on.map((name) => ({ of: name, value: value.features[name] as string })),
  ];
  const make = () => guardDuty.setAutoEnable(detectorId, "NONE", on);
  return { autoEnable: [{ data: { id: "stopAutoEnable", region, values }, make }], findings: [] };
}

function isOn(autoEnable: string | undefined): autoEnable is string {
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
  const accountIds = value
    .filter(({ status }) => ASSOCIATED.includes(status))
    .map(({ accountId }) => accountId);
  if (accountIds.length === 0) return { members: [], findings: [] };
  const data = { id: "disassociateMembers", region, accountIds } as const;
  const make = () => guardDuty.disassociate(detectorId, accountIds);
  return { members: [{ data, make }], findings: [] };
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
  const data = { id: "endDelegation", region, administratorId } as const;
  const make = () => client.value.endDelegation(administratorId);
  return { administers: true, steps: [{ data, make }], findings: [] };
}
