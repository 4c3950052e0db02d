import { Dashboard, MetricAlarm } from "@pulumi/aws/cloudwatch";
import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { alarmsOf, dashboardBody, failedRunsAlarm, undeliveredAlarm } from "../../rules/health";
import type { Alarm } from "../../rules/health";
import type { HealthContext } from "./context";
import { notLostAlarm } from "./lostParts";

/** What the alarms report, and of what. */
export interface Reporting {
  topicArn: pulumi.Output<string>;
  deadLetterQueue: sqs.Queue;
  /** Alarms wait for it: it gives them something to see. */
  schedule: pulumi.Resource;
}

/** The alarms of every Region and of runs that failed, and the dashboard that shows the former. */
export function createAlarms(context: HealthContext, reporting: Reporting): Dashboard {
  const { parent, plan, exportName } = context;
  const { names, settings } = plan;
  const { homeRegion, intervalMinutes } = settings;
  const rows = settings.regions.map((region) => {
    const { unhealthy, notReporting } = alarmsOf(exportName, region, intervalMinutes);
    const alarms = [
      createAlarm(context, names.unhealthy(region), unhealthy, reporting),
      createAlarm(context, names.notReporting(region), notReporting, reporting),
    ];
    return { region, alarmArns: pulumi.all(alarms.map(({ arn }) => arn)) };
  });
  const failedRuns = failedRunsAlarm(exportName, reporting.deadLetterQueue.name);
  createAlarm(context, names.failedRuns, failedRuns, reporting);
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

/** The alarm of messages of changes that EventBridge could not deliver to the topic. */
export function createUndeliveredAlarm(
  context: HealthContext,
  ruleNames: pulumi.Output<string>[],
  topicArn: pulumi.Output<string>,
): void {
  const alarm = undeliveredAlarm(context.exportName, ruleNames);
  createAlarm(context, context.plan.names.undeliveredAlarm, alarm, { topicArn });
}

type UndeliveredAlarm = ReturnType<typeof undeliveredAlarm<pulumi.Input<string>>>;

function createAlarm(
  context: HealthContext,
  name: string,
  { description, ...alarm }: Alarm<pulumi.Input<string>> | UndeliveredAlarm,
  { topicArn, schedule }: Pick<Reporting, "topicArn"> & Partial<Reporting>,
): MetricAlarm {
  const {
    parent,
    plan: { settings },
    args,
  } = context;
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
    {
      ...{ parent, hooks: notLostAlarm(context, name, description) },
      ...(schedule && { dependsOn: schedule }),
    },
  );
}
