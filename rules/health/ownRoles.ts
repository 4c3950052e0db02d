import { arnOf, knownArn, parseArn, resourceId } from "../arn";
import { isGeneratedFrom } from "../generatedNames";
import type { LiveIdentity } from "../identities/types";
import type { PolicyDocument } from "../policyDocument";
import { healthNames } from "./names";
import type { HealthPartDifference } from "./ownParts";
import { forwardPolicy, schedulePolicy, serviceTrust } from "./permissions";
import { policyDrift } from "./policyDrift";

/** A role of a health check: who takes it, and what it may do. */
export interface OwnRole {
  /** Its name without what Pulumi appends, and that of its policy. */
  logicalName: string;
  policyName: string;
  /** The ARN that the schedule, the function or the target of a rule names. */
  arn: string;
  service: string;
  /** Undefined: it depends on what the stack exports, and is not compared. */
  policy?: PolicyDocument;
}

/** What takes the roles of a health check, as it was observed. */
export interface RoleUsers {
  component: string;
  homeRegion: string;
  schedule?: { roleArn?: string; targetArn: string };
  fn?: { roleArn?: string; deadLetterQueueArn?: string };
  /** ARNs of the roles of the rules' targets in other Regions. */
  forwardRoleArns: readonly string[];
}

/** The roles that are taken, each once. */
export function ownRoles({ component, homeRegion, ...users }: RoleUsers): OwnRole[] {
  const names = healthNames(component);
  const { schedule, fn, forwardRoleArns } = users;
  const queueArn = fn?.deadLetterQueueArn;
  const ofFunction = { logicalName: names.role, policyName: names.rolePolicy };
  const ofSchedule = { logicalName: names.scheduleRole, policyName: names.scheduleRolePolicy };
  const ofForward = { logicalName: names.forwardRole, policyName: names.forwardRolePolicy };
  return [
    ...(fn?.roleArn ? [{ ...ofFunction, arn: fn.roleArn, service: "lambda.amazonaws.com" }] : []),
    ...(schedule?.roleArn
      ? [
          {
            ...{ ...ofSchedule, arn: schedule.roleArn, service: "scheduler.amazonaws.com" },
            ...(queueArn && { policy: schedulePolicy(schedule.targetArn, queueArn) }),
          },
        ]
      : []),
    ...[...new Set(forwardRoleArns)].map((arn) => {
      const accountId = parseArn(arn)?.accountId ?? "";
      const busArn = arnOf("events", { region: homeRegion, accountId }, "event-bus/default");
      return { ...ofForward, arn, service: "events.amazonaws.com", policy: forwardPolicy(busArn) };
    }),
  ];
}

/** `live`: the role as IAM has it; undefined: it does not exist. */
export function roleDifferences(
  { logicalName, policyName, arn, service, policy }: OwnRole,
  live: LiveIdentity | undefined,
): HealthPartDifference[] {
  const part = "role" as const;
  const name = resourceId(arn);
  if (!isGeneratedFrom(logicalName, name)) return [{ part, is: "other", name, logicalName }];
  if (live === undefined) return [{ part, is: "missing", name }];
  const own = live.policies.find((one) => one.name === policyName);
  const others = [...live.policies.filter((one) => one !== own), live.boundary ?? []].flat();
  const trust = serviceTrust(service, knownArn(arn).accountId);
  const isTaken = live.trust !== undefined && policyDrift(live.trust, trust).length === 0;
  const isSame = own && (policy === undefined || policyDrift(own.document, policy).length === 0);
  return [
    ...(isTaken ? [] : [{ part, is: "trust", name } as const]),
    ...(isSame ? [] : [{ part, is: "policy", name } as const]),
    ...(others.length === 0
      ? []
      : [{ part, is: "otherPolicies", name, policies: others.map((one) => one.name) } as const]),
  ];
}
