import type { ExportPlan } from "../plan";
import type { Change } from "./change";
import { say, split, warn } from "./change";

/** What becomes of the Regions, and of the principals that GuardDuty writes as. */
export function regionChanges(base: ExportPlan, head: ExportPlan): Change[] {
  const names = ({ settings }: ExportPlan) => settings.regions;
  const principals = ({ regions }: ExportPlan) => [
    ...new Set(regions.map(({ servicePrincipal }) => servicePrincipal)),
  ];
  const regions = split(names(base), names(head));
  const services = split(principals(base), principals(head));
  return [
    ...regions.added.map((region) => say(addition(region, head))),
    ...regions.removed.map((region) => removal(region, base)),
    ...services.added.map((one) => say(`principal ${one} may write to the bucket and use the key`)),
    ...services.removed.map((one) =>
      say(`principal ${one} may no longer write to the bucket or use the key`),
    ),
    ...adoptions(base, head),
  ];
}

function addition(region: string, { settings }: ExportPlan): string {
  const { detectorId, destinationId } = settings.existing[region] ?? {};
  const detector = detectorId ? `detector ${detectorId} is adopted` : "a detector is made";
  const destination = destinationId
    ? `destination ${destinationId} is adopted and redirected`
    : "a destination is made";
  return `${region} is added: ${detector}, ${destination}`;
}

function removal(region: string, { settings, retainDetectors }: ExportPlan): Change {
  const { detectorId, destinationId } = settings.existing[region] ?? {};
  const stays = detectorId !== undefined || retainDetectors;
  const fate = [
    destinationId ? "its destination stays" : "its destination is deleted",
    stays ? "its detector stays" : "its detector is deleted with the findings it holds",
  ];
  return warn(`${region} is removed, and its findings are no longer exported: ${fate.join(", ")}`);
}

/** Detectors and destinations of Regions that stay, said to exist already or not. */
function adoptions({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  const both = head.regions.filter((region) => base.regions.includes(region));
  return both.flatMap((region) =>
    (["detectorId", "destinationId"] as const).flatMap((property) => {
      const [from, to] = [base.existing[region]?.[property], head.existing[region]?.[property]];
      const what = `${region}: ${property.replace("Id", "")}`;
      if (from === to) return [];
      if (to !== undefined)
        return [say(`${what} ${to} is adopted${from ? ` instead of ${from}` : ""}`)];
      return [
        warn(
          `${what} ${from} is no longer said to have been there before: it is deleted with the stack`,
        ),
      ];
    }),
  );
}
