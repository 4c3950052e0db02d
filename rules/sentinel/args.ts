import { arnPattern, iamArn } from "../arn";
import type { Read } from "../args";
import { read } from "../args";
import { input, matching, object } from "../args/fields";
import { PRESETS } from "../readers";

/** The structure of a SentinelConnector, every default filled in. */
export interface SentinelSettings {
  connectorName: string;
  /** Whether the connector is registered; else it is created by hand. */
  registers: boolean;
}

const { roleNamePrefix = "" } = PRESETS.sentinel;

const roleArn = input(
  matching(
    arnPattern("iam", `role/(.+/)?${roleNamePrefix}\\S+`),
    "sentinelRole",
    iamArn("aws", "111122223333", `role/${roleNamePrefix}findings`),
    { values: { prefix: roleNamePrefix } },
  ),
);

const queueUrl = input(
  matching(
    /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\d{12}\/[\w-]{1,80}$/,
    "queueUrl",
    "https://sqs.us-east-1.amazonaws.com/111122223333/siem",
  ),
);

const workspaceId = input(
  matching(
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/,
    "workspace",
    "/subscriptions/1234abcd-12ab-34cd-56ef-1234567890ab/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/siem",
  ),
);

/** The arguments of a SentinelConnector. */
export const sentinelShape = {
  roleArn,
  queueUrl,
  workspace: object({ id: workspaceId }).optional(),
  connectorName: matching(/^[\w-]{1,90}$/, "connectorName", "findings").optional(),
};

const schema = object(sentinelShape);

/** Reads the arguments of the SentinelConnector named `component`. Throws nothing. */
export function readSentinelArgs(component: string, args: unknown): Read<SentinelSettings> {
  return read(
    schema,
    () => [],
    ({ connectorName, workspace }) => ({
      connectorName: connectorName ?? component,
      registers: workspace !== undefined,
    }),
    args,
  );
}
