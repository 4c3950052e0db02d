import type { Verdict } from "../../rules/health";
import { policyTypeFindings, trustedAccessFindings, verdictOf } from "../../rules/health";
import type { ExportSource } from "../../rules/policies";
import type { Assessment } from "../../rules/proof";
import { UNCHECKED_POLICIES } from "../../rules/proof";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { notChecked, unchecked } from "../findings";
import { judgeSettings } from "./bucketSettings";
import { rulesNotRead } from "./detectionRules";
import { judgeDelivery } from "./delivery";
import { judgeHealth } from "./healthParts";
import { judgeIdentities } from "./identities";
import { judgeGrants } from "./keyGrants";
import { judgeMalware } from "./malware";
import type { FindingsObservation } from "./newestFindings";
import { membersIn, type Observation } from "./observe";
import type { PolicyOptions } from "./policies";
import { judgePolicies } from "./policies";
import type { RegionStatus } from "./regions";
import { judgeReaders } from "./readers";
import { judgeRegion } from "./regions";
import { judgeSharedPolicies } from "./judgeSharedPolicies";
import type { Comparison } from "./target";

/** The health of an export. */
export interface Status {
  verdict: Verdict;
  at: Date;
  administratorId: string;
  /** What AWS was compared with. */
  comparisons: Comparison[];
  /** Where findings were searched for. */
  searched: Omit<FindingsObservation, "newest">;
  regions: RegionStatus[];
  /** Of bucket, key, policies, and what they are compared with. */
  findings: Finding[];
  /** The resource control policies that apply to bucket and key. */
  controls: Observation["controls"];
  /** Members that the config does not set, as read in one Region; undefined: not read. */
  members?: { region: string; count: number } | undefined;
  /** Policies, members and rules that the verdict does not cover: what AWS reports of each destination decides it. */
  notRead: Finding[];
  /** What the policies mean. */
  assessment: Assessment;
}

/** What an export is judged by in addition to what was observed of it. */
export interface JudgeOptions extends PolicyOptions {
  /** As for a Region. */
  maxAge?: number | undefined;
}

/** Judges an export by all that was observed of it. */
export function judgeExport(
  stack: LiveStack,
  observation: Observation,
  { maxAge, members = [] }: JudgeOptions,
): Status {
  const { at, administratorId, target, controls, folders, otherFolders } = observation;
  const regions = observation.regions.map((one) => judgeRegion(stack, observation, one, maxAge));
  const sources = regions.flatMap(({ region, detector }): ExportSource[] =>
    detector ? [{ accountId: administratorId, region, detectorId: detector.id }] : [],
  );
  const known = [...new Set([...members, ...membersIn(observation.regions)])];
  const policies = judgePolicies(stack, observation, sources, { members: known });
  const findings = [
    ...stack.notChecked,
    ...target.findings,
    ...policies.findings,
    ...judgeSettings(stack, observation),
    ...judgeGrants(observation),
    ...judgeReaders(stack, observation),
    ...judgeIdentities(stack, observation),
    ...judgeDelivery(observation.delivery),
    ...judgeHealth(observation.health),
    ...judgePolicyTypes(stack, observation),
    ...judgeTrustedServices(stack, observation),
    ...judgeMalware(observation.malware),
    ...judgeSharedPolicies(observation.shared, at),
  ];
  return {
    verdict: verdictOf([...findings, ...regions.flatMap((one) => one.findings)]),
    ...{ at, administratorId, regions, findings },
    assessment: policies.assessment,
    controls,
    members: administered(observation),
    notRead: [
      ...notRead(controls),
      ...membersNotRead(observation),
      ...rulesNotRead(observation.regions),
    ],
    comparisons: target.comparisons,
    searched: { folders, otherFolders },
  };
}

/** Settings for members that GuardDuty policies of the organization take the place of. */
function judgePolicyTypes({ settings }: LiveStack, { policyTypes }: Observation): Finding[] {
  if (policyTypes === undefined) return [];
  const { value, finding } = policyTypes;
  return finding
    ? [notChecked("policyTypes", finding)]
    : policyTypeFindings(settings.members, value);
}

/** Protection plans of members that need trusted access in the organization. */
function judgeTrustedServices(
  { settings }: LiveStack,
  { trustedServices }: Observation,
): Finding[] {
  if (trustedServices === undefined) return [];
  const { value, finding } = trustedServices;
  return finding
    ? [notChecked("trustedServices", finding)]
    : trustedAccessFindings(settings.members, value);
}

/** The members that the config does not set, and the Region that they were read in. */
function administered({ regions }: Observation): Status["members"] {
  const [one] = regions.filter(({ administered }) => administered?.value !== undefined);
  if (one === undefined) return undefined;
  return { region: one.region, count: membersIn([one]).size };
}

/** Where the config sets no members, the verdict on a Region does not cover them. */
function membersNotRead({ regions }: Observation): Finding[] {
  return regions.flatMap(({ administered }) =>
    administered?.finding ? [notChecked("members", administered.finding)] : [],
  );
}

function notRead({ finding: cause }: Observation["controls"]): Finding[] {
  if (cause === undefined) return [];
  return [unchecked("controlPoliciesNotRead", { policies: UNCHECKED_POLICIES, cause })];
}
