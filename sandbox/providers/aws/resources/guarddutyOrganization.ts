import { Members } from "../../../cloud/contract";
import { unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import * as tests from "../tests";
import { waitFor } from "../waiting";
import { datasources, isNotOwnDetector } from "./guardduty";

const adminTitle = "GuardDuty Organization Admin Account";

export const organizationAdminAccount: AwsDefinition = {
  token: "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
  props: { adminAccountId: { replaces: true, test: tests.accountId } },

  async create({ call, inputs }) {
    const id: string = inputs["adminAccountId"];
    const request = { AdminAccountId: id };
    await call(
      "guardduty:EnableOrganizationAdminAccount",
      request,
      `enabling ${adminTitle} (${id})`,
    );
    return id;
  },
  async settle(resource) {
    const status = await waitFor(
      resource,
      async () => (await administrator(resource))?.["AdminStatus"],
      (found) => found === "ENABLED",
    );
    if (status === "ENABLED") return;
    throw new Error(
      `waiting for ${adminTitle} (${resource.id}) enable: timeout while waiting for state to become 'ENABLED' (last state: '${status ?? "NotFound"}', timeout: 5m0s)`,
    );
  },
  async read(resource) {
    const found = await administrator(resource);
    return found && { adminAccountId: resource.id };
  },
  async delete(resource) {
    const { call, id } = resource;
    const doing = `disabling ${adminTitle} (${id})`;
    await call("guardduty:DisableOrganizationAdminAccount", { AdminAccountId: id }, doing);
    const left = await waitFor(
      resource,
      () => administrator(resource),
      (found) => found === undefined,
    );
    if (left) throw new Error(`waiting for ${adminTitle} (${id}) disable: timeout`);
  },
};

export const organizationConfiguration: AwsDefinition = {
  token: "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
  props: {
    detectorId: { replaces: true, test: tests.lengthBetween(1, 300) },
    autoEnableOrganizationMembers: { test: tests.oneOf("NEW", "ALL", "NONE") },
    datasources: { computed: true },
  },
  notModelled: ["datasources"],

  async create({ call, inputs }) {
    const DetectorId: string = inputs["detectorId"];
    const AutoEnableOrganizationMembers: string = inputs["autoEnableOrganizationMembers"];
    await exclusively(DetectorId, () =>
      call(
        "guardduty:UpdateOrganizationConfiguration",
        { DetectorId, AutoEnableOrganizationMembers },
        `updating GuardDuty Organization Configuration (${DetectorId})`,
      ),
    );
    return DetectorId;
  },
  async read({ call, id }) {
    const doing = `reading GuardDuty Organization Configuration (${id})`;
    const found = await unlessGone(isNotOwnDetector, () =>
      call("guardduty:DescribeOrganizationConfiguration", { DetectorId: id }, doing),
    );
    return (
      found && {
        detectorId: id,
        autoEnableOrganizationMembers: found["AutoEnableOrganizationMembers"],
        datasources: datasources("autoEnable", (name) =>
          found["Features"].some(
            (one: Members) => one["Name"] === name && one["AutoEnable"] !== "NONE",
          ),
        ),
      }
    );
  },
  async update(resource) {
    if (resource.changed.size > 0) await organizationConfiguration.create(resource);
  },
  // What was switched on stays on.
  delete: async () => undefined,
};

async function administrator({ call, id }: Aws): Promise<Members | undefined> {
  let NextToken: string | undefined;
  do {
    const page = await call(
      "guardduty:ListOrganizationAdminAccounts",
      { NextToken },
      `reading ${adminTitle} (${id})`,
    );
    const all: Members[] = page["AdminAccounts"] ?? [];
    const found = all.find(({ AdminAccountId }) => AdminAccountId === id);
    if (found) return found;
    NextToken = page["NextToken"];
  } while (NextToken);
  return undefined;
}

const turns = new Map<string, Promise<unknown>>();

/** One at a time for each detector: the configuration is read and written back whole. */
export async function exclusively<T>(detectorId: string, action: () => Promise<T>): Promise<T> {
  const before = turns.get(detectorId) ?? Promise.resolve();
  const turn = before.then(action, action);
  turns.set(
    detectorId,
    turn.catch(() => undefined),
  );
  return turn;
}
