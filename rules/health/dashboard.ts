import { DASHBOARD_TITLES } from "../texts/dashboard";
import { DIMENSIONS, FINDINGS_AGE, HEALTHY, NAMESPACE } from "./report";

/** A Region as the dashboard shows it. */
export interface DashboardRow {
  region: string;
  /** Of the Region's alarms. */
  alarmArns: string[];
}

const HEIGHT = 4;

/**
 * A dashboard with a row for each Region: its alarms, its health, the age of its newest finding.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(
  exportName: string,
  homeRegion: string,
  intervalMinutes: number,
  rows: readonly DashboardRow[],
): object {
  const [exportDimension, regionDimension] = DIMENSIONS;
  const widgets = rows.flatMap(({ region, alarmArns }, index) => {
    const y = index * HEIGHT;
    const graph = (x: number, title: string, metric: string, stat: string, yAxis: object) => ({
      ...{ type: "metric", x, y, width: 9, height: HEIGHT },
      properties: {
        title: `${region}: ${title}`,
        region: homeRegion,
        metrics: [[NAMESPACE, metric, exportDimension, exportName, regionDimension, region]],
        ...{ stat, period: intervalMinutes * 60, view: "timeSeries", yAxis: { left: yAxis } },
      },
    });
    return [
      {
        ...{ type: "alarm", x: 0, y, width: 6, height: HEIGHT },
        properties: { title: region, alarms: alarmArns },
      },
      graph(6, DASHBOARD_TITLES.healthy, HEALTHY, "Minimum", { min: 0, max: 1 }),
      graph(15, DASHBOARD_TITLES.findingsAge, FINDINGS_AGE, "Minimum", { min: 0 }),
    ];
  });
  return { widgets };
}
