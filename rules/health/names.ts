import { parseArn } from "../arn";
import { isGeneratedFrom } from "../generatedNames";

/** The topics, of all of an account, that the health check of this name made; without a name there is none. */
export function topicsOfHealth(component: string | undefined, arns: readonly string[]): string[] {
  if (component === undefined) return [];
  const { topic } = healthNames(component);
  return arns.filter((arn) => isGeneratedFrom(topic, parseArn(arn)?.resource ?? ""));
}

/** The name of an export in the metrics and messages of its health check: alarms of several stacks are in one account. */
export function exportNameOf(project: string, stack: string, component: string): string {
  return `${project}-${stack}-${component}`;
}

/** The logical names of what an ExportHealth registers: a contract, as those of `rules/names.ts` are. */
export function healthNames(component: string) {
  return {
    topic: `${component}-topic`,
    topicKey: `${component}-topic-key`,
    topicPolicy: `${component}-topic-policy`,
    email: `${component}-email`,
    deadLetterQueue: `${component}-dead-letter-queue`,
    deadLetterQueuePolicy: `${component}-dead-letter-queue-policy`,
    logGroup: `${component}-log-group`,
    role: `${component}-role`,
    rolePolicy: `${component}-role-policy`,
    function: `${component}-function`,
    scheduleRole: `${component}-schedule-role`,
    scheduleRolePolicy: `${component}-schedule-role-policy`,
    schedule: `${component}-schedule`,
    unhealthy: (region: string) => `${component}-unhealthy-${region}`,
    notReporting: (region: string) => `${component}-not-reporting-${region}`,
    failedRuns: `${component}-failed-runs`,
    dashboard: `${component}-dashboard`,
    undeliveredAlarm: `${component}-undelivered-changes`,
    undelivered: (region: string) => `${component}-undelivered-${region}`,
    undeliveredPolicy: (region: string) => `${component}-undelivered-policy-${region}`,
    rule: (change: string) => `${component}-${change}`,
    target: (change: string) => `${component}-${change}-target`,
    forwardRole: `${component}-forward-role`,
    forwardRolePolicy: `${component}-forward-role-policy`,
    forward: (region: string) => `${component}-forward-${region}`,
    forwardTarget: (region: string) => `${component}-forward-target-${region}`,
  };
}
