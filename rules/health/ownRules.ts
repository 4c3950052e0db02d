import { parseArn } from "../arn";
import { isGeneratedFrom } from "../generatedNames";
import { parsedJson } from "./parsedJson";
import type { EventPattern } from "./changes";
import { CHANGES, forwarded } from "./changes";
import { healthNames } from "./names";
import type { DeclaredHealthParts, HealthPartDifference, ObservedRule } from "./ownParts";

/** What the rules of a health check watch, as far as it is known. */
export interface WatchedNames {
  detectorIds: readonly string[];
  bucketName?: string | undefined;
  keyArn?: string | undefined;
}

/** Fields of a pattern whose values AWS makes. */
const MADE_BY_AWS = [
  ...["detectorId", "bucketName", "queueUrl", "topicArn", "resourceArn", "subscriptionArn", "ARN"],
];

const ANY = "1".repeat(32);

/** Whether a rule, by its name without what Pulumi appends, matches the events that the stack's rule matches. */
export function isOwnPattern(
  component: string,
  { name, region, home }: { name: string; region: string; home: boolean },
  pattern: string,
  watched: WatchedNames,
): boolean {
  const expected = home ? homePatterns(component, name) : forwards(component, name, region);
  const found = parsedJson(pattern);
  if (expected.length === 0) return true;
  const same = expected.some((one) => canonical(one) === canonical(found));
  return (
    same && (home ? namesOf(watched) : []).every(([field, value]) => hasAll(found, field, value))
  );
}

/** With and without queues of readers. */
function homePatterns(component: string, name: string): EventPattern[] {
  const change = CHANGES.find(({ key }) => healthNames(component).rule(key) === name);
  if (change === undefined) return [];
  const common = { detectorIds: [ANY], bucketName: ANY, keyArns: [ANY], topicArns: [ANY] };
  return [[], [`https://sqs/${ANY}/${ANY}`]].map((queueUrls) =>
    change.pattern({ ...common, queueUrls, ownQueueArns: [], healthName: component }),
  );
}

/** With and without a detector. */
function forwards(component: string, name: string, region: string): EventPattern[] {
  if (healthNames(component).forward(region) !== name) return [];
  return [undefined, ANY].map((id) => forwarded(id, component));
}

/** A pattern without order and without what AWS makes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, one]) => {
    const isMade = MADE_BY_AWS.includes(name) && Array.isArray(one) && one.length > 0;
    return `${name}:${isMade ? "…" : canonical(one)}`;
  });
  return `{${entries.sort().join()}}`;
}

function namesOf({ detectorIds, bucketName, keyArn }: WatchedNames): [string, string[]][] {
  return [
    ["detectorId", [...detectorIds]],
    ["bucketName", bucketName === undefined ? [] : [bucketName]],
    ["ARN", keyArn === undefined ? [] : [keyArn]],
  ];
}

/** Whether each list of a field has all of the values. */
function hasAll(pattern: unknown, field: string, values: readonly string[]): boolean {
  if (Array.isArray(pattern)) return pattern.every((one) => hasAll(one, field, values));
  if (typeof pattern !== "object" || pattern === null) return true;
  return Object.entries(pattern).every(([name, value]) =>
    name === field && Array.isArray(value)
      ? values.every((one) => value.includes(one))
      : hasAll(value, field, values),
  );
}

/** Whether a target of the home Region sends the message of the stack's rule. `template`: its input; undefined: the event as it is. */
export function isOwnMessage(
  component: string,
  name: string,
  template: string | undefined,
): boolean {
  const change = CHANGES.find(({ key }) => healthNames(component).rule(key) === name);
  if (change === undefined) return true;
  return template !== undefined && template.includes(JSON.stringify(change.message).slice(1, -1));
}

/** `watched`: what the rules have to name. Defaults to nothing. */
export function ruleDifferences(
  { rules, homeRegion, component }: DeclaredHealthParts,
  observed: readonly ObservedRule[],
  topicArn: string | undefined,
  watched: WatchedNames = { detectorIds: [] },
): HealthPartDifference[] {
  return rules.flatMap(({ region, name: declared }): HealthPartDifference[] => {
    const part = "rule" as const;
    const rule = observed.find(
      (one) => one.region === region && isGeneratedFrom(declared, one.name),
    );
    if (rule === undefined) return [{ part, is: "missing", name: declared, region }];
    const { name, state, targetArns, pattern, templates, deadLetters } = rule;
    if (!state.startsWith("ENABLED")) return [{ part, is: "disabled", name, region }];
    // Rules of the other Regions have the home Region's bus as their target.
    const isSent =
      region === homeRegion && topicArn !== undefined
        ? targetArns.includes(topicArn)
        : targetArns.length > 0;
    if (!isSent) return [{ part, is: "withoutTarget", name, region }];
    const at = { name: declared, region, home: region === homeRegion };
    const keeps = deadLetters === undefined || keepsUndelivered(component, region, deadLetters);
    const isOther = pattern !== undefined && !isOwnPattern(component, at, pattern, watched);
    const says = at.home && topicArn !== undefined ? templates : undefined;
    const isMessage = says === undefined || isOwnMessage(component, declared, says[topicArn!]);
    return [
      ...(isOther ? [{ part, is: "otherPattern", name, region } as const] : []),
      ...(isMessage ? [] : [{ part, is: "otherMessage", name, region } as const]),
      ...(keeps ? [] : [{ part, is: "withoutDeadLetters", name, region } as const]),
    ];
  });
}

/** Whether a target has the queue that the stack makes for what cannot be delivered. */
function keepsUndelivered(
  component: string,
  region: string,
  deadLetters: NonNullable<ObservedRule["deadLetters"]>,
): boolean {
  const queue = healthNames(component).undelivered(region);
  return Object.values(deadLetters).some((arn = "") =>
    isGeneratedFrom(queue, parseArn(arn)?.resource ?? ""),
  );
}
