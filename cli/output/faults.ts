import type { Fault } from "../../rules/health";
import type { Section } from "./report";
import { listSection } from "./report";

/** A fault and the Region it is in; none when it is in no single one. */
export interface PlacedFault extends Fault {
  region?: string;
}

/** How many Regions are told by name. */
const NAMED = 4;

/** What is wrong, and what was not checked; what is the same in several Regions is told once. */
export function faultSections(faults: readonly PlacedFault[], regions: number): Section[] {
  return [
    ...listSection("Findings", lines(faults, true, regions), { tone: "bad" }),
    ...listSection("Not checked", lines(faults, false, regions), { tone: "open" }),
  ];
}

function lines(faults: readonly PlacedFault[], seen: boolean, regions: number): string[] {
  const told = faults.filter((one) => one.seen === seen);
  const texts = told.map(({ region, nextStep, ...fault }) => ({
    region,
    text: `${reasonAmong(told, fault.reason)}\n  Next: ${nextStep}`,
  }));
  return linesByRegion(texts, regions);
}

const SINCE = /, since [^)]*/;

/** Each Region fails since a time of its own, which is in the table: among several it would part what is the same. */
function reasonAmong(faults: readonly PlacedFault[], reason: string): string {
  const timeless = reason.replace(SINCE, "");
  const alike = faults.filter((one) => one.reason.replace(SINCE, "") === timeless);
  return alike.length > 1 ? timeless : reason;
}

/** A line each; what is the same in several of all Regions is one line. */
export function linesByRegion(
  told: readonly { region?: string; text: string }[],
  all: number,
): string[] {
  const places = new Map<string, string[]>();
  for (const { region, text } of told) {
    places.set(text, [...(places.get(text) ?? []), ...(region === undefined ? [] : [region])]);
  }
  return [...places].map(([text, where]) =>
    where.length === 0 ? text : `${placesText(where, all)}: ${text}`,
  );
}

/** Regions in a sentence: all of them, or the first by name. */
export function placesText(names: readonly string[], all: number): string {
  if (names.length === all && all > NAMED) return `all ${all} Regions`;
  if (names.length <= NAMED + 1) return names.join(", ");
  return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
}
