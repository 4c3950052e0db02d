import { isRefusal, unlessGone } from "../errors";
import { samePolicy } from "../policy";
import { Aws, AwsDefinition } from "../resource";
import * as tests from "../tests";

const isGone = (error: unknown): boolean => isRefusal(error, "ResourceNotFound");

export const dashboard: AwsDefinition = {
  token: "aws:cloudwatch/dashboard:Dashboard",
  props: {
    dashboardName: {
      replaces: true,
      test: (value, label) =>
        /^[\w-]{1,255}$/.test(String(value))
          ? undefined
          : `only alphanumeric characters, hyphens and underscores allowed in "${label}": "${value}"`,
    },
    dashboardBody: { test: tests.json, same: samePolicy },
  },

  async create(resource) {
    const name: string = resource.inputs["dashboardName"];
    await put(resource, name, `creating CloudWatch Dashboard (${name})`);
    return name;
  },
  async read({ call, id }) {
    const doing = `reading CloudWatch Dashboard (${id})`;
    const request = { DashboardName: id };
    const found = await unlessGone(isGone, () => call("cloudwatch:GetDashboard", request, doing));
    return (
      found && {
        dashboardName: id,
        dashboardArn: found["DashboardArn"],
        dashboardBody: found["DashboardBody"],
      }
    );
  },
  async update(resource) {
    const { id, changed } = resource;
    if (changed.size > 0) await put(resource, id, `updating CloudWatch Dashboard (${id})`);
  },
  async delete({ call, id }) {
    const doing = `deleting CloudWatch Dashboard (${id})`;
    const request = { DashboardNames: [id] };
    await unlessGone(isGone, () => call("cloudwatch:DeleteDashboards", request, doing));
  },
};

async function put({ call, inputs }: Aws, DashboardName: string, doing: string): Promise<void> {
  const request = { DashboardName, DashboardBody: inputs["dashboardBody"] };
  await call("cloudwatch:PutDashboard", request, doing);
}
