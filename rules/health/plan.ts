import type { ResourceIdentity } from "../resources";
import { awsType, resourceIf } from "../resources";
import type { HealthArgsSettings } from "./args";
import { CHANGES } from "./changes";
import { forwardedRegions } from "./forwards";
import { healthNames } from "./names";

/** What an ExportHealth registers. */
export interface HealthPlan {
  settings: HealthArgsSettings;
  names: ReturnType<typeof healthNames>;
  /** The Regions whose events are forwarded to the home Region, that of global services among them; none where EventBridge forwards none. */
  forwards: string[];
  resources: ResourceIdentity[];
}

export function planHealth(component: string, settings: HealthArgsSettings): HealthPlan {
  const forwards = forwardedRegions(settings.homeRegion, settings.regions);
  const plan = { settings, names: healthNames(component), forwards };
  const resources = [
    ...topicResources(plan),
    ...checkResources(plan),
    ...alarmResources(plan),
    ...changeResources(plan),
  ];
  return { ...plan, resources };
}

type Parts = Omit<HealthPlan, "resources">;

function topicResources({ names, settings }: Parts): ResourceIdentity[] {
  const { ownTopic, email } = settings;
  return [
    ...resourceIf(ownTopic, awsType("kms", "Key"), names.topicKey),
    ...resourceIf(ownTopic, awsType("sns", "Topic"), names.topic),
    ...resourceIf(ownTopic && email, awsType("sns", "TopicSubscription"), names.email),
    ...resourceIf(ownTopic, awsType("sns", "TopicPolicy"), names.topicPolicy),
  ];
}

function checkResources({ names }: Parts): ResourceIdentity[] {
  return [
    { type: awsType("sqs", "Queue"), name: names.deadLetterQueue },
    { type: awsType("sqs", "QueuePolicy"), name: names.deadLetterQueuePolicy },
    { type: awsType("cloudwatch", "LogGroup"), name: names.logGroup },
    ...roleResources(names.role, names.rolePolicy),
    { type: awsType("lambda", "Function"), name: names.function },
    ...roleResources(names.scheduleRole, names.scheduleRolePolicy),
    { type: awsType("scheduler", "Schedule"), name: names.schedule },
  ];
}

function alarmResources({ names, settings }: Parts): ResourceIdentity[] {
  const ofRegions = settings.regions.flatMap((region) => [
    names.unhealthy(region),
    names.notReporting(region),
  ]);
  return [
    ...[...ofRegions, names.failedRuns, names.undeliveredAlarm].map((name) => ({
      type: awsType("cloudwatch", "MetricAlarm"),
      name,
    })),
    { type: awsType("cloudwatch", "Dashboard"), name: names.dashboard },
  ];
}

function changeResources({ names, forwards, settings }: Parts): ResourceIdentity[] {
  const rule = awsType("cloudwatch", "EventRule");
  const target = awsType("cloudwatch", "EventTarget");
  return [
    ...CHANGES.flatMap(({ key }) => [
      { type: rule, name: names.rule(key) },
      { type: target, name: names.target(key) },
    ]),
    ...[settings.homeRegion, ...forwards].flatMap((region) => [
      { type: awsType("sqs", "Queue"), name: names.undelivered(region) },
      { type: awsType("sqs", "QueuePolicy"), name: names.undeliveredPolicy(region) },
    ]),
    ...(forwards.length > 0 ? roleResources(names.forwardRole, names.forwardRolePolicy) : []),
    ...forwards.flatMap((region) => [
      { type: rule, name: names.forward(region) },
      { type: target, name: names.forwardTarget(region) },
    ]),
  ];
}

function roleResources(role: string, policy: string): ResourceIdentity[] {
  return [
    { type: awsType("iam", "Role"), name: role },
    { type: awsType("iam", "RolePolicy"), name: policy },
  ];
}
