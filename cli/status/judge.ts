import type { Fault, Verdict } from "../../rules/health";
import { verdictOf } from "../../rules/health";
import type { ExportSource } from "../../rules/policies";
import type { Assessment } from "../../rules/proof";
import type { LiveStack } from "../config/liveStack";
import type { Look } from "./look";
import { counted } from "../plan/words";
import { judgePolicies } from "./policies";
import type { RegionStatus } from "./regions";
import { judgeRegion } from "./regions";

/** The health of an export. */
export interface Status {
  verdict: Verdict;
  at: Date;
  administratorId: string;
  comparedWith: string[];
  regions: RegionStatus[];
  /** What is wrong beside the Regions: with bucket, key, policies, or what they are compared with. */
  faults: Fault[];
  warnings: string[];
  /** What the policies mean. */
  assessment: Assessment;
}

/** Judges an export by all that was seen of it; `maxAge` as for a Region. */
export function judgeExport(stack: LiveStack, look: Look, maxAge: number | undefined): Status {
  const { at, administratorId, place } = look;
  const regions = look.regions.map((one) => judgeRegion(stack.settings, look, one, maxAge));
  const sources = regions.flatMap(({ region, detector }): ExportSource[] =>
    detector ? [{ accountId: administratorId, region, detectorId: detector.id }] : [],
  );
  const policies = judgePolicies(stack, look, sources);
  const config = stack.notChecked.map((reason) => ({
    seen: false,
    reason,
    nextStep: "Write it into the config, and ask again",
  }));
  const faults = [...config, ...place.faults, ...policies.faults];
  return {
    verdict: verdictOf([...faults, ...regions.flatMap((one) => one.faults)]),
    ...{ at, administratorId, regions, faults },
    comparedWith: [...place.comparedWith, foldersLine(look)],
    warnings: policies.warnings,
    assessment: policies.assessment,
  };
}

function foldersLine({ folders, otherFolders: { members, unknown } }: Look): string {
  const where = folders.length === 0 ? "nowhere" : `in the folders of ${folders.join(", ")}`;
  return [
    `newest findings: looked for ${where}`,
    ...(members > 0
      ? [`in those of ${members} more members for --max-age alone, where these have none so young`]
      : []),
    ...(unknown > 0
      ? [`not in those of ${counted(unknown, "account")} that the config's members do not tell`]
      : []),
  ].join("; ");
}
