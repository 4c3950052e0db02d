import type { DetectionRule } from "../../rules/health";
import type { Finding } from "../findings";
import { notChecked } from "../findings";
import type { Cell, Section } from "../output/report";
import { tableSection } from "../output/report";
import type { RegionObservation } from "./observe";
import type { RegionStatus } from "./regions";

/** A rule in a mode, and the Regions that it is associated in. */
interface RuleRow extends DetectionRule {
  regions: string[];
}

/** The custom detection rules of the administrator: the same rule in several Regions is one row. */
export function detectionRuleTable(regions: readonly RegionStatus[]): Section[] {
  const rows = ruleRows(regions).map((rule): Cell[] => [
    rule.ruleId,
    rule.mode,
    rule.expiresAt ?? "",
    rule.regions.join(", "),
  ]);
  return tableSection("Custom detection rules", ["Rule", "Mode", "Dry run ends", "Regions"], rows);
}

function ruleRows(regions: readonly RegionStatus[]): RuleRow[] {
  const rows = new Map<string, RuleRow>();
  for (const { region, detectionRules = [] } of regions) {
    for (const rule of detectionRules) {
      const key = JSON.stringify([rule.ruleId, rule.mode, rule.expiresAt]);
      const row = rows.get(key) ?? { ...rule, regions: [] };
      row.regions.push(region);
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort(
    (one, other) =>
      compared(one.ruleId, other.ruleId) ||
      compared(one.mode, other.mode) ||
      compared(one.expiresAt ?? "", other.expiresAt ?? ""),
  );
}

const compared = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Rules add findings and take none away: where they are not read, the verdict stays as it is. One finding for Regions with one reason. */
export function rulesNotRead(regions: readonly RegionObservation[]): Finding[] {
  const causes = regions.flatMap(({ detectionRules }) => detectionRules?.finding ?? []);
  const distinct = new Map(causes.map((cause) => [JSON.stringify(cause), cause]));
  return [...distinct.values()].map((cause) => notChecked("detectionRules", cause));
}
