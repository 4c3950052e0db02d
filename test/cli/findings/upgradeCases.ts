import type { ExpectedRegion, ObservedRegion } from "../../../rules/health";
import { judge } from "../../../rules/health";
import { STATUSES } from "../../../rules/health/judge";
import { healthText } from "../../../rules/texts/health";
import type { FixCase } from "./fixCase";
import { distinct } from "./fixCase";

const NEW = "STATUS_OF_A_LATER_API";

const EXPECTED: ExpectedRegion = { region: "us-east-1" };

const observed = (detector: string, destination: string): ObservedRegion => ({
  detector: { value: { id: "1".repeat(32), status: detector } },
  destination: { value: { status: destination } },
});

const idsOf = (region: ObservedRegion) =>
  distinct(judge(EXPECTED, region).findings.map(({ id }) => id));

/** The same in a version whose statuses include the new one. */
function upgraded<T>(resource: keyof typeof STATUSES, run: () => T): T {
  const before = STATUSES[resource];
  STATUSES[resource] = { ...before, unhealthy: [...before.unhealthy, NEW] };
  try {
    return run();
  } finally {
    STATUSES[resource] = before;
  }
}

/** Findings that a later version of the package no longer has. */
export const upgradeCases: FixCase[] = (
  [
    ["detector", observed(NEW, "PUBLISHING"), "detectorStatus"],
    ["destination", observed("ENABLED", NEW), "destinationStatus"],
  ] as const
).map(([resource, region, known]) => ({
  id: "statusUnknown",
  what: `of a ${resource}`,
  says: "Upgrade guardduty-export",
  reveals: [known],
  run: () => ({
    before: idsOf(region),
    fix: judge(EXPECTED, region)
      .findings.map((finding) => healthText(finding).fix)
      .join(" "),
    after: upgraded(resource, () => idsOf(region)),
  }),
}));
