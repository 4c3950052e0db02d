import type { Rule, Target, World } from "../../world";
import type { Operations } from "../aws";
import { AwsError } from "../contract";
import type { Members } from "../contract";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";
import {
  busArn,
  busName,
  DEFAULT_BUS,
  missing,
  requireBus,
  requireRule,
  ruleArn,
  rulesOf,
} from "./bus";
import { patternProblem } from "./patternRules";
import { invalid, requireSchedule, requireTargets } from "./ruleRules";

export const ruleOperations: Operations = {
  /** Over a rule that is there; its targets stay. */
  PutRule: ({ world }, caller, input) => {
    const { Name, EventBusName, EventPattern, ScheduleExpression, State = "ENABLED" } = input;
    const { arn: bus } = requireBus(world, caller, EventBusName);
    if (!/^[\w.-]{1,64}$/.test(String(Name))) throw invalid(`Rule name ${Name} is not valid.`);
    if (!EventPattern && !ScheduleExpression) {
      throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (ScheduleExpression) {
      if (busName(bus) !== DEFAULT_BUS) {
        throw invalid("ScheduleExpression is supported only on the default event bus.");
      }
      requireSchedule(ScheduleExpression);
    }
    if (EventPattern) requireLength(String(EventPattern));
    const arn = ruleArn(caller, EventBusName, Name);
    const existing = world.rules[arn];
    // Of a rule that is there AWS ignores them: API_PutRule.
    const tags = tagsOf(input["Tags"]);
    const rule: Rule = {
      state: State,
      targets: existing?.targets ?? [],
      tags: existing?.tags ?? tags,
      ...(EventPattern && { eventPattern: patternOf(EventPattern) }),
      ...(ScheduleExpression && { scheduleExpression: ScheduleExpression }),
      ...(input["Description"] && { description: input["Description"] }),
      ...(input["RoleArn"] && { roleArn: input["RoleArn"] }),
    };
    world.rules[arn] = rule;
    return { RuleArn: arn };
  },

  DescribeRule: ({ world }, caller, { Name, EventBusName }) => {
    const rule = requireRule(world, caller, EventBusName, Name);
    return ruleMembers(ruleArn(caller, EventBusName, Name), rule, busArn(caller, EventBusName));
  },

  ListRules: ({ world }, caller, { EventBusName, NamePrefix = "" }) => ({
    Rules: rulesOf(world, busArn(caller, EventBusName))
      .map(([arn, rule]) => ruleMembers(arn, rule, busArn(caller, EventBusName)))
      .filter(({ Name }) => Name.startsWith(NamePrefix)),
  }),

  EnableRule: ({ world }, caller, { Name, EventBusName }) => {
    requireRule(world, caller, EventBusName, Name).state = "ENABLED";
  },

  DisableRule: ({ world }, caller, { Name, EventBusName }) => {
    requireRule(world, caller, EventBusName, Name).state = "DISABLED";
  },

  /** Deleting one that is not there is no error. */
  DeleteRule: ({ world }, caller, { Name, EventBusName }) => {
    const arn = ruleArn(caller, EventBusName, Name);
    if ((world.rules[arn]?.targets.length ?? 0) > 0) {
      throw invalid("Rule can't be deleted since it has targets.");
    }
    delete world.rules[arn];
  },

  PutTargets: ({ world }, caller, { Rule: name, EventBusName, Targets }) => {
    const rule = requireRule(world, caller, EventBusName, name);
    const given = Targets as Target[];
    const others = rule.targets.filter(({ Id }) => !given.some((one) => one.Id === Id));
    requireTargets(given, others, caller);
    rule.targets = [...others, ...given];
    return { FailedEntryCount: 0, FailedEntries: [] };
  },

  ListTargetsByRule: ({ world }, caller, { Rule: name, EventBusName }) => ({
    Targets: requireRule(world, caller, EventBusName, name).targets,
  }),

  RemoveTargets: ({ world }, caller, { Rule: name, EventBusName, Ids }) => {
    const rule = requireRule(world, caller, EventBusName, name);
    rule.targets = rule.targets.filter(({ Id }) => !Ids.includes(Id));
    return { FailedEntryCount: 0, FailedEntries: [] };
  },

  TagResource: ({ world }, _caller, { ResourceARN, Tags }) => {
    addTags("events", tagsIn(world, ResourceARN), tagsOf(Tags));
  },

  UntagResource: ({ world }, _caller, { ResourceARN, TagKeys }) => {
    const tags = tagsIn(world, ResourceARN);
    for (const key of TagKeys) delete tags[key];
  },

  ListTagsForResource: ({ world }, _caller, { ResourceARN }) => ({
    Tags: tagListOf(tagsIn(world, ResourceARN)),
  }),
};

/** What AWS answers of a rule, one or in a list. */
function ruleMembers(arn: string, rule: Rule, bus: string): Members & { Name: string } {
  return {
    Name: arn.slice(arn.lastIndexOf("/") + 1),
    Arn: arn,
    EventPattern: rule.eventPattern && JSON.stringify(rule.eventPattern),
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: busName(bus),
  };
}

function tagsIn({ rules, buses }: World, arn: unknown): { [key: string]: string } {
  const found = rules[String(arn)] ?? buses[String(arn)];
  if (found === undefined) throw missing(`${arn} does not exist.`);
  return found.tags;
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST_PATTERN = 2048;

function requireLength({ length }: string): void {
  // UNVERIFIED text.
  if (length > LONGEST_PATTERN) {
    throw badPattern(`It has ${length} characters, and at most ${LONGEST_PATTERN} are allowed.`);
  }
}

export function patternOf(text: unknown): { [name: string]: unknown } {
  let pattern: unknown;
  try {
    pattern = JSON.parse(String(text));
  } catch (error) {
    throw badPattern((error as Error).message);
  }
  const problem = patternProblem(pattern);
  if (problem !== undefined) throw badPattern(problem);
  return pattern as { [name: string]: unknown };
}

function badPattern(reason: string): AwsError {
  return new AwsError(
    "InvalidEventPatternException",
    `Event pattern is not valid. Reason: ${reason}`,
  );
}
