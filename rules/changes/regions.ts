import type { MemberDetectorsSettings } from "../args";
import type { ExportPlan } from "../plan";
import type { Change } from "./change";
import { change, split } from "./change";
import type { Adoptable } from "./changeValues";

/** What happens to the Regions, and to the principals that GuardDuty writes as. */
export function regionChanges(base: ExportPlan, head: ExportPlan): Change[] {
  const names = ({ settings }: ExportPlan) => settings.regions;
  const principals = ({ regions }: ExportPlan) => [
    ...new Set(regions.map(({ servicePrincipal }) => servicePrincipal)),
  ];
  const regions = split(names(base), names(head));
  const services = split(principals(base), principals(head));
  return [
    ...regions.added.map((region) => addition(region, head)),
    ...regions.removed.map((region) => removal(region, base)),
    ...services.added.map((principal) => change("principalAdded", { principal })),
    ...services.removed.map((principal) => change("principalRemoved", { principal })),
    ...adoptions(base, head),
  ];
}

function addition(region: string, { settings }: ExportPlan): Change {
  const { detectorId, destinationId } = settings.existing[region] ?? {};
  return change("regionAdded", {
    region,
    ...(detectorId && { detectorId }),
    ...(destinationId && { destinationId }),
  });
}

function removal(region: string, { settings, retainDetectors }: ExportPlan): Change {
  const { detectorId, destinationId } = settings.existing[region] ?? {};
  return change("regionRemoved", {
    region,
    keepsDetector: detectorId !== undefined || retainDetectors,
    keepsDestination: destinationId !== undefined,
  });
}

/** What happens to the Regions of a member account, whose detectors outlive their stack. */
export function memberRegionChanges(
  base: MemberDetectorsSettings,
  head: MemberDetectorsSettings,
): Change[] {
  const { added, removed } = split(base.regions, head.regions);
  return [
    ...added.map((region) => {
      const detectorId = head.existing[region]?.detectorId;
      return change("memberRegionAdded", { region, ...(detectorId && { detectorId }) });
    }),
    ...removed.map((region) => change("memberRegionRemoved", { region })),
    ...memberAccount(base.account.accountId, head.account.accountId),
    ...memberAdoptions(base, head),
  ];
}

function memberAccount(from: string | undefined, to: string | undefined): Change[] {
  if (from === undefined || to === undefined || from === to) return [];
  return [change("memberAccountChanged", { from, to })];
}

/** Detectors of Regions that stay: one that is created stays after its stack too. */
function memberAdoptions(base: MemberDetectorsSettings, head: MemberDetectorsSettings): Change[] {
  const both = head.regions.filter((region) => base.regions.includes(region));
  return both.flatMap((region) => {
    const [from, to] = [base, head].map(({ existing }) => existing[region]?.detectorId);
    if (from === to) return [];
    const resource = "detector";
    return to === undefined
      ? [change("resourceNoLongerAdopted", { region, resource, from: from!, keeps: true })]
      : [change("resourceAdopted", adopted(head, region, resource, to, from))];
  });
}

/** Detectors and destinations of Regions that stay, adopted or not. */
function adoptions({ settings: base }: ExportPlan, plan: ExportPlan): Change[] {
  const { settings: head, retainDetectors } = plan;
  const both = head.regions.filter((region) => base.regions.includes(region));
  return both.flatMap((region) =>
    (["detector", "destination"] as const).flatMap((resource) => {
      const [from, to] = [base, head].map(({ existing }) => existing[region]?.[`${resource}Id`]);
      if (from === to) return [];
      if (to !== undefined) {
        return [change("resourceAdopted", adopted(head, region, resource, to, from))];
      }
      const keeps = resource === "detector" && retainDetectors;
      return [change("resourceNoLongerAdopted", { region, resource, from: from!, keeps }, !keeps)];
    }),
  );
}

function adopted(
  { existing }: Pick<MemberDetectorsSettings, "existing">,
  region: string,
  resource: Adoptable,
  to: string,
  from: string | undefined,
) {
  const enables = resource === "detector" && from === undefined && existing[region]?.enable;
  return { region, resource, to, ...(from && { from }), ...(enables && { enables }) };
}
