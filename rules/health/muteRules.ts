import { isGeneratedFrom } from "../generatedNames";
import type { DeclaredHealthParts, HealthPartDifference } from "./ownParts";

/** A rule that keeps alarms from doing their actions in its windows. */
export interface ObservedMuteRule {
  name: string;
  /** SCHEDULED, ACTIVE or EXPIRED. */
  status: string;
  alarmNames: readonly string[];
}

/** The alarms, by their names without what Pulumi appends, that rules mute now or later. */
export function muteDifferences(
  { alarms, homeRegion: region }: Pick<DeclaredHealthParts, "alarms" | "homeRegion">,
  rules: readonly ObservedMuteRule[],
): HealthPartDifference[] {
  return rules
    .filter(({ status }) => status !== "EXPIRED")
    .flatMap(({ name: muteRule, alarmNames }) =>
      alarmNames
        .filter((name) => alarms.some((declared) => isGeneratedFrom(declared, name)))
        .map((name) => ({ part: "alarm", is: "muted", name, muteRule, region }) as const),
    );
}
