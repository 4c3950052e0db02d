import { isRefusal, unlessGone } from "../errors";
import { fromMembers, toMembers } from "../members";
import { chosenName, nameProps, nameState } from "../naming";
import { Aws, AwsDefinition, AwsProp } from "../resource";
import * as tests from "../tests";
import { retry } from "../waiting";

const isGone = (error: unknown): boolean => isRefusal(error, "ResourceNotFoundException");
const isNewRole = (error: unknown): boolean =>
  isRefusal(error, "ValidationException", "must allow AWS EventBridge Scheduler to assume");

const settings: { [property: string]: AwsProp } = {
  scheduleExpression: { test: tests.lengthBetween(1, 256) },
  flexibleTimeWindow: {},
  target: {},
  scheduleExpressionTimezone: { default: "UTC" },
  state: { default: "ENABLED", test: tests.oneOf("ENABLED", "DISABLED") },
  description: { test: tests.lengthBetween(0, 512) },
  startDate: {},
  endDate: {},
  kmsKeyArn: { test: tests.arn },
  actionAfterCompletion: { computed: true, test: tests.oneOf("NONE", "DELETE") },
};

export const schedule: AwsDefinition = {
  token: "aws:scheduler/schedule:Schedule",
  props: {
    ...nameProps(64, (value, label) =>
      /^[\w.-]{1,64}$/.test(String(value))
        ? undefined
        : `invalid value for ${label} (must match ^[0-9A-Za-z_.-]+$)`,
    ),
    groupName: { computed: true, replaces: true },
    ...settings,
  },
  parseId(id) {
    if (/^[^/]+\/[^/]+$/.test(id)) return id;
    throw new Error(`invalid schedule ID ${id}, want group/name`);
  },

  async create(resource) {
    const name = chosenName(resource.inputs);
    const group: string = resource.inputs["groupName"] ?? "default";
    await write(resource, "Create", { GroupName: group, Name: name });
    return `${group}/${name}`;
  },
  async read({ call, id }) {
    const doing = `reading EventBridge Scheduler Schedule (${id})`;
    const found = await unlessGone(isGone, () => call("scheduler:GetSchedule", namesOf(id), doing));
    return (
      found && {
        actionAfterCompletion: "NONE",
        ...fromMembers(found),
        ...nameState(found["Name"]),
        id,
      }
    );
  },
  /** The whole schedule is sent again. */
  async update(resource) {
    if (resource.changed.size > 0) await write(resource, "Update", namesOf(resource.id));
  },
  async delete({ call, id }) {
    const doing = `deleting EventBridge Scheduler Schedule (${id})`;
    await unlessGone(isGone, () => call("scheduler:DeleteSchedule", namesOf(id), doing));
  },
};

async function write(
  resource: Aws,
  verb: "Create" | "Update",
  names: { GroupName: string; Name: string },
): Promise<void> {
  const { call, inputs } = resource;
  const given = Object.keys(settings).map((property) => [property, inputs[property]]);
  const request = { ...names, ...toMembers(Object.fromEntries(given)) };
  const doing = `${verb === "Create" ? "creating" : "updating"} EventBridge Scheduler Schedule (${names.Name})`;
  await retry(resource, isNewRole, () => call(`scheduler:${verb}Schedule`, request, doing));
}

function namesOf(id: string): { GroupName: string; Name: string } {
  const [GroupName = "", Name = ""] = id.split("/");
  return { GroupName, Name };
}
