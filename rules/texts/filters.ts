import type { FilterFinding } from "../filters";
import { propertyPath } from "../problems";
import { listed } from "./words";

const LEAST_HIGH = 7;

/** The path of a filter in arguments and config. */
export const filterPath = (name: string, ...property: string[]): string =>
  propertyPath(["filters", name, ...property]);

/** What a finding of filters says, and its fix. */
export function filterFindingText(found: FilterFinding): { problem: string; fix: string } {
  switch (found.id) {
    case "filterArchivesSevere": {
      const at = (...property: string[]) => filterPath(found.filter, ...property);
      return {
        problem: `${at()} can archive ${listed(found.severities)} findings in ${listed(found.regions)}: they are not exported, and no event is sent`,
        fix: `Set ${at("criterion", "severity", "lessThan")} to ${LEAST_HIGH}, or set ${at("action")} to NOOP.`,
      };
    }
    case "filtersArchiveEverything": {
      const [first = ""] = found.filters;
      const subject = listed(found.filters.map((name) => filterPath(name)));
      const archive = found.filters.length === 1 ? "archives" : "together archive";
      return {
        problem: `${subject} ${archive} all findings of ${listed(found.regions)}: nothing is exported`,
        fix: `Set ${filterPath(first, "action")} to NOOP, or restrict its criterion to the findings that you do not investigate.`,
      };
    }
    case "filterMatchesNothing": {
      const at = (...property: string[]) => filterPath(found.filter, ...property);
      const [first = ""] = found.fields;
      return {
        problem: `${at()} matches no finding: its conditions on ${listed(found.fields)} exclude each other`,
        fix: `Correct or remove one of the conditions of ${at("criterion", first)}.`,
      };
    }
  }
}
