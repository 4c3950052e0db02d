import { Members } from "../../../cloud/contract";
import { sameSet, sameValue } from "../../resource/equality";
import { Props } from "../../rpc";
import { unlessGone } from "../errors";
import { AwsDefinition, AwsProp } from "../resource";
import * as tests from "../tests";
import { isNotOwnDetector } from "./guardduty";
import { exclusively } from "./guarddutyOrganization";

/** Of an organization's members; a detector of its own has AI_ANALYST too. */
export const MEMBER_FEATURES = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "EKS_RUNTIME_MONITORING",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
  "AI_PROTECTION",
];

/** Autonamed as every `name`, so that one left out fails this check. */
export function nameOf(features: string[]): AwsProp {
  return { replaces: true, autoname: { maxLength: 255 }, test: tests.oneOf(...features) };
}

const featureName = nameOf([...MEMBER_FEATURES, "AI_ANALYST"]);

const configurationName = tests.oneOf(
  "EKS_ADDON_MANAGEMENT",
  "ECS_FARGATE_AGENT_MANAGEMENT",
  "EC2_AGENT_MANAGEMENT",
);

export function configurations(replaces: AwsProp["replaces"]): AwsProp {
  return {
    ...(replaces && { replaces }),
    same: sameSet,
    test: (value, _label, settings) =>
      (value as Props[])
        .map(({ name }) => configurationName(name, "name", settings))
        .find((text) => text !== undefined),
  };
}

export const detectorFeature: AwsDefinition = {
  token: "aws:guardduty/detectorFeature:DetectorFeature",
  props: {
    detectorId: { replaces: true },
    name: featureName,
    status: { test: tests.oneOf("ENABLED", "DISABLED") },
    additionalConfigurations: configurations(hasOtherNames),
  },
  parseId: featureId,

  async create({ call, inputs }) {
    const id = `${inputs["detectorId"]}/${inputs["name"]}`;
    await call(
      "guardduty:UpdateDetector",
      { DetectorId: inputs["detectorId"], Features: [toFeature(inputs, "status")] },
      `updating GuardDuty Detector Feature (${id})`,
    );
    return id;
  },
  async read({ call, id }) {
    const [DetectorId, name] = id.split("/");
    const doing = `reading GuardDuty Detector Feature (${id})`;
    const found = await unlessGone(isNotOwnDetector, () =>
      call("guardduty:GetDetector", { DetectorId }, doing),
    );
    return found && fromFeature(found["Features"], id, name, "status");
  },
  async update(resource) {
    if (resource.changed.size > 0) await detectorFeature.create(resource);
  },
  // The feature keeps the status it last had.
  delete: async () => undefined,
};

export const organizationFeature: AwsDefinition = {
  token: "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
  props: {
    detectorId: { replaces: true },
    name: featureName,
    autoEnable: { test: tests.oneOf("NEW", "ALL", "NONE") },
    additionalConfigurations: configurations(true),
  },
  parseId: featureId,

  async create({ call, inputs }) {
    const DetectorId: string = inputs["detectorId"];
    const id = `${DetectorId}/${inputs["name"]}`;
    await exclusively(DetectorId, async () => {
      const current = await call(
        "guardduty:DescribeOrganizationConfiguration",
        { DetectorId },
        `reading GuardDuty Organization Configuration (${DetectorId})`,
      );
      await call(
        "guardduty:UpdateOrganizationConfiguration",
        {
          DetectorId,
          AutoEnableOrganizationMembers: current["AutoEnableOrganizationMembers"],
          Features: [toFeature(inputs, "autoEnable")],
        },
        `updating GuardDuty Organization Configuration Feature (${id})`,
      );
    });
    return id;
  },
  async read({ call, id }) {
    const [DetectorId, name] = id.split("/");
    const doing = `reading GuardDuty Organization Configuration Feature (${id})`;
    const found = await unlessGone(isNotOwnDetector, () =>
      call("guardduty:DescribeOrganizationConfiguration", { DetectorId }, doing),
    );
    return found && fromFeature(found["Features"], id, name, "autoEnable");
  },
  async update(resource) {
    if (resource.changed.size > 0) await organizationFeature.create(resource);
  },
  delete: async () => undefined,
};

/** The member that says whether it is on, by its name in the program. */
type Switch = "status" | "autoEnable";
const switchMember = { status: "Status", autoEnable: "AutoEnable" } as const;

export function toFeature(inputs: Props, key: Switch): Members {
  const all: Props[] = inputs["additionalConfigurations"] ?? [];
  const member = switchMember[key];
  return {
    Name: inputs["name"],
    [member]: inputs[key],
    ...(all.length > 0 && {
      AdditionalConfiguration: all.map((one) => ({ Name: one["name"], [member]: one[key] })),
    }),
  };
}

export function fromFeature(
  features: Members[] | undefined,
  id: string,
  name: string | undefined,
  key: Switch,
): Props | undefined {
  const found = features?.find(({ Name }) => Name === name);
  if (!found) return undefined;
  const member = switchMember[key];
  const all: Members[] = found["AdditionalConfiguration"] ?? [];
  return {
    detectorId: id.split("/")[0],
    name,
    [key]: found[member],
    additionalConfigurations: all.map((one) => ({ name: one["Name"], [key]: one[member] })),
  };
}

/** Configurations are replaced when others are named, and changed in place otherwise. */
export function hasOtherNames(olds: unknown, news: unknown): boolean {
  return !sameValue(configurationNames(olds), configurationNames(news));
}

function configurationNames(value: unknown): unknown[] {
  return ((value as Props[] | undefined) ?? []).map(({ name }) => name).sort();
}

function featureId(id: string): string {
  if (/^[^/]+\/[^/]+$/.test(id)) return id;
  throw new Error(`unexpected format for ID (${id}), expected DETECTORID/FEATURENAME`);
}
