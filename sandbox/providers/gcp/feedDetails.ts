import { Props } from "../rpc";
import { gcpShapes } from "../shapes/gcp";
import { declared, upstreamName } from "../shapes/faults";

/** The settings of sources that are buckets of AWS. The API refuses the two that are retired. */
const MODELLED = [
  "amazonS3Settings",
  "amazonS3V2Settings",
  "amazonSqsSettings",
  "amazonSqsV2Settings",
];

const settings = [...declared(gcpShapes.types["input.chronicle.FeedDetails"] ?? {}).keys()].filter(
  (name) => name.endsWith("Settings"),
);

/** Settings of other sources. */
export const otherSettings = settings
  .filter((name) => !MODELLED.includes(name))
  .map((name) => `details.${name}`);

/** A feed has the settings of one source. */
export function settingsProblem(value: Props): string | undefined {
  const given = settings.filter((name) => value[name] !== undefined);
  if (given.length === 1) return undefined;
  const names = listed(settings);
  return given.length === 0
    ? `"details.0": one of ${names} must be specified`
    : `"details.0.${upstreamName(given[0]!)}": only one of ${names} can be specified, but ${listed(given)} were specified.`;
}

function listed(names: readonly string[]): string {
  return `\`${names.map((name) => `details.0.${upstreamName(name)}`).join(",")}\``;
}
