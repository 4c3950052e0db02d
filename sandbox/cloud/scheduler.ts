import type { World } from "../world";
import { accountOfArn, arnOf, regionOfArn } from "./arn";
import type { Operations } from "./aws";
import { AwsError, type Caller, type Members } from "./contract";
import { isTakenBy } from "./lambda";

const DEFAULTS = { GroupName: "default", State: "ENABLED", ScheduleExpressionTimezone: "UTC" };

export const schedulerOperations: Operations = {
  CreateSchedule: ({ world }, caller, input) => {
    const arn = scheduleArn(caller, input);
    const existing = world.schedules[arn];
    if (existing !== undefined) {
      const token: unknown = input["ClientToken"];
      if (token !== undefined && existing["ClientToken"] === token) return { ScheduleArn: arn };
      throw new AwsError("ConflictException", `Schedule ${input["Name"]} already exists.`, 409);
    }
    requireSchedule(world, input);
    world.schedules[arn] = { ...DEFAULTS, ...input };
    return { ScheduleArn: arn };
  },

  GetSchedule: ({ world }, caller, input) => {
    const arn = existingArn(world, caller, input);
    const { ClientToken: _token, ...described } = world.schedules[arn] ?? {};
    return { Arn: arn, ...described };
  },

  ListSchedules: ({ world }, caller, { GroupName, NamePrefix = "", State }) => ({
    Schedules: Object.entries(world.schedules)
      .filter(([arn]) => isIn(caller, arn))
      .map(([Arn, found]) => ({
        ...{ Arn, Name: found["Name"], GroupName: found["GroupName"], State: found["State"] },
        Target: { Arn: (found["Target"] as Members)["Arn"] },
      }))
      .filter(({ Name }) => String(Name).startsWith(NamePrefix))
      .filter((one) => GroupName === undefined || one.GroupName === GroupName)
      .filter((one) => State === undefined || one.State === State),
  }),

  /** What is left out goes back to its default. */
  UpdateSchedule: ({ world }, caller, input) => {
    const arn = existingArn(world, caller, input);
    requireSchedule(world, input);
    world.schedules[arn] = { ...DEFAULTS, ...input };
    return { ScheduleArn: arn };
  },

  /** A token of the client makes no difference: a second delete finds no schedule. */
  DeleteSchedule: ({ world }, caller, { ClientToken: _token, ...input }) => {
    delete world.schedules[existingArn(world, caller, input)];
  },
};

function isIn({ accountId, region }: Caller, arn: string): boolean {
  return accountOfArn(arn) === accountId && regionOfArn(arn) === region;
}

function scheduleArn(caller: Caller, { GroupName = "default", Name }: Members): string {
  return arnOf("scheduler", caller, `schedule/${GroupName}/${Name}`);
}

function existingArn(world: World, caller: Caller, input: Members): string {
  const arn = scheduleArn(caller, input);
  if (world.schedules[arn] !== undefined) return arn;
  throw new AwsError("ResourceNotFoundException", `Schedule ${input["Name"]} does not exist.`, 404);
}

/** Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
const EXPRESSIONS = [
  /^rate\([1-9]\d* (minute|hour|day)s?\)$/,
  /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/,
  // One of day of month and day of week is left open.
  /^cron\(\S+ \S+ (\? \S+ (?!\?)\S+|(?!\?)\S+ \S+ \?) \S+\)$/,
];

function requireSchedule(world: World, input: Members): void {
  const { ScheduleExpression, Target = {}, FlexibleTimeWindow = {} } = input;
  if (!EXPRESSIONS.some((expression) => expression.test(String(ScheduleExpression)))) {
    throw invalid(`Invalid Schedule Expression ${ScheduleExpression}.`);
  }
  const isFlexible = FlexibleTimeWindow.Mode === "FLEXIBLE";
  if (isFlexible !== (FlexibleTimeWindow.MaximumWindowInMinutes !== undefined)) {
    // UNVERIFIED text.
    throw invalid(
      "MaximumWindowInMinutes must be specified with the mode FLEXIBLE, and with no other.",
    );
  }
  if (isTakenBy(world, String(Target.RoleArn), "scheduler.amazonaws.com")) return;
  throw invalid(
    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
  );
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
