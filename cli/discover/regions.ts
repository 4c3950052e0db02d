import type { Cloud } from "../../aws/cloud";
import { knownArn } from "../../rules/arn";
import {
  CHINA_REGIONS,
  DEFAULT_REGIONS,
  GOVCLOUD_REGIONS,
  LISTED_OPT_IN_REGIONS,
  regionFacts,
} from "../../rules/regions";
import { cannotRun } from "../cannotRun";
import type { Finding } from "../findings";
import { notChecked } from "../findings";

/** The Regions that the option names; undefined: it names none. Throws CannotRun. */
export function namedRegions(text: string | undefined): string[] | undefined {
  if (text === undefined || text === "all") return undefined;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => regionFacts(name) === undefined);
  if (unknown.length > 0) throw cannotRun("regionNamesInvalid", { names: unknown });
  return [...new Set(names)];
}

/** The Regions of the option, or else those that the account has enabled; all known ones where AWS does not list them. */
export async function regionsToSearch(
  cloud: Cloud,
  text: string | undefined,
  arn: string,
): Promise<{ regions: readonly string[]; findings: Finding[] }> {
  const named = namedRegions(text);
  if (named !== undefined) return { regions: named, findings: [] };
  if (text === "all") return { regions: allRegions(arn), findings: [] };
  const { value, finding } = await cloud.enabledRegions("administrator");
  const enabled = (value ?? []).filter((name) => regionFacts(name) !== undefined).sort();
  if (finding === undefined && enabled.length > 0) return { regions: enabled, findings: [] };
  return {
    regions: allRegions(arn),
    findings: finding === undefined ? [] : [notChecked("enabledRegions", finding)],
  };
}

function allRegions(arn: string): readonly string[] {
  const of: { [partition: string]: readonly string[] } = {
    "aws-us-gov": GOVCLOUD_REGIONS,
    "aws-cn": CHINA_REGIONS,
  };
  return of[knownArn(arn).partition] ?? [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
}
