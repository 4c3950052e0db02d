import { randomUUID } from "node:crypto";
import { colonParts } from "../region";
import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import { toTagMap } from "../tags";
import * as tests from "../tests";
import { retry, waitFor } from "../waiting";

const service = "GuardDuty";

export function isNotOwnDetector(error: unknown): boolean {
  const text = "the input detectorId is not owned by the current account";
  return isRefusal(error, "BadRequestException", text);
}

export async function tagByArn(
  resource: Aws,
  { set, removed }: { set: object; removed: string[] },
): Promise<void> {
  const ResourceArn = resource.state["arn"];
  const doing = `updating tags for resource (${ResourceArn})`;
  if (removed.length > 0) {
    await resource.call("guardduty:UntagResource", { ResourceArn, TagKeys: removed }, doing);
  }
  if (Object.keys(set).length > 0) {
    await resource.call("guardduty:TagResource", { ResourceArn, Tags: set }, doing);
  }
}

/** The deprecated block, which says of three plans whether they are on. */
export function datasources(word: "enable" | "autoEnable", isOn: (name: string) => boolean): Props {
  return {
    s3Logs: { [word]: isOn("S3_DATA_EVENTS") },
    kubernetes: { auditLogs: { enable: isOn("EKS_AUDIT_LOGS") } },
    malwareProtection: {
      scanEc2InstanceWithFindings: { ebsVolumes: { [word]: isOn("EBS_MALWARE_PROTECTION") } },
    },
  };
}

export const detector: AwsDefinition = {
  token: "aws:guardduty/detector:Detector",
  props: {
    enable: { default: true },
    findingPublishingFrequency: { computed: true },
    datasources: { computed: true },
  },
  notModelled: ["datasources"],
  tag: tagByArn,

  async create({ call, inputs }) {
    const { DetectorId } = await call(
      "guardduty:CreateDetector",
      {
        Enable: inputs["enable"],
        FindingPublishingFrequency: inputs["findingPublishingFrequency"],
        Tags: toTagMap(inputs["tagsAll"]),
        ClientToken: randomUUID(),
      },
      `creating ${service} Detector`,
    );
    return DetectorId;
  },
  async read({ call, id, accountId, arn }) {
    const doing = `reading ${service} Detector (${id})`;
    const found = await unlessGone(isNotOwnDetector, () =>
      call("guardduty:GetDetector", { DetectorId: id }, doing),
    );
    return (
      found && {
        accountId,
        arn: arn("guardduty", `detector/${id}`),
        enable: found["Status"] === "ENABLED",
        findingPublishingFrequency: found["FindingPublishingFrequency"],
        datasources: datasources("enable", (name) =>
          found["Features"].some(
            (one: Members) => one["Name"] === name && one["Status"] === "ENABLED",
          ),
        ),
        tags: found["Tags"],
      }
    );
  },
  async update({ call, id, inputs, state, changed }) {
    if (changed.size === 0) return;
    const FindingPublishingFrequency =
      inputs["findingPublishingFrequency"] ?? state["findingPublishingFrequency"];
    await call(
      "guardduty:UpdateDetector",
      { DetectorId: id, Enable: inputs["enable"], FindingPublishingFrequency },
      `updating ${service} Detector (${id})`,
    );
  },
  async delete(resource) {
    const { call, id } = resource;
    const hasMembers = "cannot delete detector while it has invited or associated members";
    await unlessGone(isNotOwnDetector, () =>
      retry(
        resource,
        (error) => isRefusal(error, "BadRequestException", hasMembers),
        () =>
          call(
            "guardduty:DeleteDetector",
            { DetectorId: id },
            `deleting ${service} Detector (${id})`,
          ),
      ),
    );
  },
};

const destinationTitle = `${service} Publishing Destination`;

export const publishingDestination: AwsDefinition = {
  token: "aws:guardduty/publishingDestination:PublishingDestination",
  props: {
    detectorId: { replaces: true },
    destinationArn: { test: tests.arn },
    kmsKeyArn: { test: tests.arn },
    destinationType: { default: "S3", test: tests.oneOf("S3") },
  },
  tag: tagByArn,
  tagsReplace: true,
  parseId(id) {
    destinationIds(id);
    return id;
  },

  async create({ call, inputs }) {
    const { DestinationId } = await call(
      "guardduty:CreatePublishingDestination",
      {
        DetectorId: inputs["detectorId"],
        DestinationType: inputs["destinationType"],
        DestinationProperties: destinationProperties(inputs),
        Tags: toTagMap(inputs["tagsAll"]),
        ClientToken: randomUUID(),
      },
      `creating ${destinationTitle}`,
    );
    return `${inputs["detectorId"]}:${DestinationId}`;
  },
  async settle(resource) {
    const { call, id } = resource;
    const ask = async (): Promise<string> =>
      (await call("guardduty:DescribePublishingDestination", destinationIds(id)))["Status"];
    const status = await waitFor(resource, ask, (state) => state !== "PENDING_VERIFICATION");
    if (status === "PUBLISHING") return;
    const reason =
      status === "PENDING_VERIFICATION"
        ? `timeout while waiting for state to become 'PUBLISHING' (last state: '${status}', timeout: 5m0s)`
        : `unexpected state '${status}', wanted target 'PUBLISHING'. last error: %!s(<nil>)`;
    throw new Error(`waiting for ${destinationTitle} (${id}) create: ${reason}`);
  },
  async read({ call, id, arn }) {
    const ids = destinationIds(id);
    const isGone = (error: unknown): boolean =>
      isNotOwnDetector(error) ||
      isRefusal(error, "BadRequestException", "one or more input parameters have invalid values.");
    const found = await unlessGone(isGone, () =>
      call("guardduty:DescribePublishingDestination", ids, `reading ${destinationTitle} (${id})`),
    );
    return (
      found && {
        arn: arn(
          "guardduty",
          `detector/${ids.DetectorId}/publishingdestination/${ids.DestinationId}`,
        ),
        detectorId: ids.DetectorId,
        destinationId: ids.DestinationId,
        destinationType: found["DestinationType"],
        destinationArn: found["DestinationProperties"].DestinationArn,
        kmsKeyArn: found["DestinationProperties"].KmsKeyArn,
        tags: found["Tags"],
      }
    );
  },
  // Neither waits for the status nor looks at it; with nothing changed there is no call at all.
  async update({ call, id, inputs, changed }) {
    if (changed.size === 0) return;
    await call(
      "guardduty:UpdatePublishingDestination",
      { ...destinationIds(id), DestinationProperties: destinationProperties(inputs) },
      `updating ${destinationTitle} (${id})`,
    );
  },
  async delete({ call, id }) {
    const doing = `deleting ${destinationTitle} (${id})`;
    const swallowed = (error: unknown): boolean => isRefusal(error, "BadRequestException");
    await unlessGone(swallowed, () =>
      call("guardduty:DeletePublishingDestination", destinationIds(id), doing),
    );
  },
};

function destinationProperties(inputs: Aws["inputs"]): object {
  return { DestinationArn: inputs["destinationArn"], KmsKeyArn: inputs["kmsKeyArn"] };
}

function destinationIds(id: string): { DetectorId: string; DestinationId: string } {
  const [DetectorId, DestinationId, ...more] = colonParts(id);
  if (!DetectorId || !DestinationId || more.length > 0) {
    throw new Error(
      `unexpected format for ID (${id}), expected <Detector ID>:<Publishing Destination ID>`,
    );
  }
  return { DetectorId, DestinationId };
}
