import type { RegionHealth } from "./judge";

import { healthText } from "../texts/health";

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

/**
 * The log line of one Region, in CloudWatch's embedded metric format. Healthy is 1 or 0, and no metric at all for a
 * Region that was not checked, so that its absence sets off an alarm.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function reportLine(
  exportName: string,
  { region, verdict, findings }: RegionHealth,
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
    Findings: findings.map((finding) => {
      const { problem, fix } = healthText(finding);
      return { Id: finding.id, Confirmed: finding.confirmed, Problem: problem, Fix: fix };
    }),
  });
}

const UNITS: { [metric: string]: string } = { [HEALTHY]: "None", [FINDINGS_AGE]: "Seconds" };
