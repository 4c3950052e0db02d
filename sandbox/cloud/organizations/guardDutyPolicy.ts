import { z } from "zod";
import { hasPropertyTwice } from "../../../rules/adoption";
import { regionFacts } from "../../../rules/regions";
import { AwsError } from "../contract";

/**
 * Policies of the type GUARDDUTY_POLICY.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html
 */

const set = z.strictObject({
  status: z.strictObject({ "@@assign": z.enum(["enabled", "disabled"]) }),
});

const block = z
  .strictObject({
    foundational: set,
    s3_data_events: set,
    eks_audit_logs: set,
    ebs_malware_protection: set,
    rds_login_events: set,
    lambda_network_logs: set,
    ai_protection: set,
    runtime_monitoring: set.extend({
      additional_configuration: z
        .strictObject({
          eks_addon_management: set,
          ec2_agent_management: set,
          ecs_fargate_agent_management: set,
        })
        .partial()
        .optional(),
    }),
  })
  .partial()
  .refine((features) => Object.keys(features).length > 0)
  .refine(
    ({ foundational, ...others }) =>
      isEnabled(foundational) || !Object.values(others).some((feature) => isEnabled(feature)),
  );

const guardDutyPolicy = z.strictObject({
  guardduty: z.strictObject({
    enablement: z
      .record(
        z.string().refine((name) => name === "default" || regionFacts(name) !== undefined),
        block,
      )
      .refine((blocks) => Object.keys(blocks).length > 0),
  }),
});

/** Settings that are resolved: a feature's status, and those of its additional configuration. */
export interface EffectiveFeature {
  status: "enabled" | "disabled";
  additional_configuration?: { [name: string]: { status: "enabled" | "disabled" } };
}

/** `default` or a Region -> feature -> its settings. */
export interface Enablement {
  [block: string]: { [feature: string]: EffectiveFeature };
}

export function isGuardDutyPolicy(content: string): boolean {
  const operator = OTHER_OPERATORS.exec(content);
  if (operator !== null) {
    const text = `The sandbox does not have ${operator[0]} of GuardDuty policies. Fix: assign values with @@assign alone here, and try the operator on AWS.`;
    throw new AwsError("NotImplemented", text, 501);
  }
  const policy = parsed(content);
  return guardDutyPolicy.safeParse(policy).success && !hasPropertyTwice(content, policy);
}

const OTHER_OPERATORS = /@@(operators_allowed_for_child_policies|append|remove)/;

/** What a policy assigns. */
export function enablementOf(content: string): Enablement {
  const { guardduty } = guardDutyPolicy.parse(parsed(content));
  return resolved(guardduty.enablement) as unknown as Enablement;
}

/** Where two set the same, the second one counts. */
export function merged(one: Enablement, other: Enablement): Enablement {
  return mergedValues(one, other) as Enablement;
}

function mergedValues(one: unknown, other: unknown): unknown {
  if (!isObject(one) || !isObject(other)) return other ?? one;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, mergedValues(one[name], other[name])]));
}

function resolved(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value["@@assign"] !== undefined) return value["@@assign"];
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolved(inner)]));
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null;
}

function isEnabled(feature: z.output<typeof set> | undefined): boolean {
  return feature?.status["@@assign"] === "enabled";
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
