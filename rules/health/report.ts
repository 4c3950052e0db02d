import { policyNotCheckedText, reportedText } from "../texts/policyHealth";
import type { PolicyNotChecked } from "./expectedPolicies";
import type { Verdict } from "./findings";
import { verdictOf } from "./findings";
import type { RegionHealth } from "./judge";
import type { PolicyFinding } from "./policyValues";
import type { HealthFinding } from "./types";

/** CloudWatch namespace and dimensions of the metrics. */
export const NAMESPACE = "GuardDutyExport";
export const DIMENSIONS = ["Export", "Region"] as const;

export const HEALTHY = "Healthy";
export const FINDINGS_AGE = "FindingsAgeSeconds";

/** How old a Region's newest finding is, if that could be seen. */
export interface FindingsAge {
  seconds?: number;
  /** Why it is not known. */
  notChecked?: string;
}

/** What a run finds of a Region, or of the two policies. */
export type ReportedFinding = HealthFinding | PolicyFinding;

/** What a run reports of one Region. */
export interface RegionReport {
  region: string;
  verdict: Verdict;
  findings: ReportedFinding[];
  /** Of the home Region alone. */
  policiesNotChecked?: readonly PolicyNotChecked[];
}

/** What was found of the two policies. */
export interface PolicyReport {
  findings: readonly ReportedFinding[];
  notChecked: readonly PolicyNotChecked[];
}

/** A Region with what of the policies concerns it: its own export; in the home Region everything but the export of others. */
export function withPolicies(
  { region, findings }: RegionHealth,
  home: string,
  policies: PolicyReport,
): RegionReport {
  const concerning = policies.findings.filter((finding) => {
    const regions = exportingRegions(finding);
    if (regions.includes(region)) return true;
    return region === home && (regions.length === 0 || finding.id === "policyDrift");
  });
  const all = [...findings, ...concerning];
  return {
    ...{ region, verdict: verdictOf(all), findings: all },
    ...(region === home && { policiesNotChecked: policies.notChecked }),
  };
}

/** The Regions that findings cannot be exported from, or may not. */
function exportingRegions(finding: ReportedFinding): string[] {
  const proofs =
    finding.id === "policyFinding"
      ? [finding.finding]
      : finding.id === "policyDrift"
        ? finding.results
        : [];
  return proofs.flatMap((proof) =>
    proof.id === "exportDenied" || proof.id === "exportUndetermined" ? proof.regions : [],
  );
}

/** The Region whose report has what concerns no single one: that of bucket and key, where it is watched. */
export function homeOf(regions: readonly { region: string }[], home: string): string {
  return regions.some(({ region }) => region === home) ? home : (regions[0]?.region ?? home);
}

/**
 * The log line of one Region, in CloudWatch's embedded metric format. Healthy is 1 or 0, and no metric at all for a
 * Region that was not checked, so that its absence sets off an alarm.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function reportLine(
  exportName: string,
  { region, verdict, findings, policiesNotChecked = [] }: RegionReport,
  age: FindingsAge,
  now: Date,
): string {
  const values = {
    ...(verdict !== "notChecked" && { [HEALTHY]: verdict === "healthy" ? 1 : 0 }),
    ...(age.seconds !== undefined && { [FINDINGS_AGE]: age.seconds }),
  };
  const metrics = Object.keys(values).map((name) => ({ Name: name, Unit: UNITS[name] }));
  return JSON.stringify({
    ...(metrics.length > 0 && {
      _aws: {
        Timestamp: now.getTime(),
        CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [DIMENSIONS], Metrics: metrics }],
      },
    }),
    Export: exportName,
    Region: region,
    Verdict: verdict,
    ...values,
    ...(age.notChecked !== undefined && { FindingsAgeNotChecked: age.notChecked }),
    ...(policiesNotChecked.length > 0 && {
      PoliciesNotChecked: policiesNotChecked.map(policyNotCheckedText),
    }),
    Findings: findings.map((finding) => {
      const { problem, fix } = reportedText(finding);
      return { Id: finding.id, Confirmed: finding.confirmed, Problem: problem, Fix: fix };
    }),
  });
}

const UNITS: { [metric: string]: string } = { [HEALTHY]: "None", [FINDINGS_AGE]: "Seconds" };
