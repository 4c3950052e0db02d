import { Dashboard, MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { alarmsOf, dashboardBody } from "../../rules/health";
import type { Alarm } from "../../rules/health";
import type { HealthContext } from "./context";

/** The alarms of every Region, and the dashboard that shows them. Alarms wait for `reporter`: it gives them something to see. */
export function createAlarms(
  context: HealthContext,
  topicArn: pulumi.Output<string>,
  reporter: pulumi.Resource,
): Dashboard {
  const { parent, names, settings, exportName } = context;
  const { homeRegion, intervalMinutes } = settings;
  const rows = settings.regions.map((region) => {
    const { unhealthy, notReporting } = alarmsOf(exportName, region, intervalMinutes);
    const alarms = [
      createAlarm(context, names.unhealthy(region), unhealthy, topicArn, reporter),
      createAlarm(context, names.notReporting(region), notReporting, topicArn, reporter),
    ];
    return { region, alarmArns: pulumi.all(alarms.map(({ arn }) => arn)) };
  });
  return new Dashboard(
    names.dashboard,
    {
      region: homeRegion,
      dashboardName: exportName.replace(/[^\w-]/g, "-"),
      dashboardBody: pulumi
        .output(rows)
        .apply((known) =>
          JSON.stringify(dashboardBody(exportName, homeRegion, intervalMinutes, known)),
        ),
    },
    { parent },
  );
}

function createAlarm(
  { parent, settings, args }: HealthContext,
  name: string,
  { description, ...alarm }: Alarm,
  topicArn: pulumi.Output<string>,
  reporter: pulumi.Resource,
): MetricAlarm {
  return new MetricAlarm(
    name,
    {
      region: settings.homeRegion,
      ...alarm,
      alarmDescription: description,
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: args.tags,
    },
    { parent, dependsOn: reporter },
  );
}
