import { z } from "zod";

import { arnPattern } from "../arn";
import type { Read } from "../args";
import { read } from "../args";
import { object, plain } from "../args/fields";
import { matching } from "../args/inputFields";
import { shown } from "../args/problems";
import { PRESETS } from "../readers";

/** The structure of a SentinelConnector, every default filled in. */
export interface SentinelSettings {
  connectorName: string;
  /** Whether the connector is registered; else it is created by hand. */
  registers: boolean;
}

const { roleNamePrefix = "" } = PRESETS.sentinel;

const roleArn = matching(
  arnPattern("iam", `role/(.+/)?${roleNamePrefix}\\S+`),
  `the ARN of an IAM role whose name starts with ${roleNamePrefix}, as the roleArn of a FindingsReader with the preset sentinel`,
);

const queueUrl = matching(
  /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\d{12}\/[\w-]{1,80}$/,
  "the URL of an SQS queue, as the queueUrl of that FindingsReader",
);

const workspaceId = matching(
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i,
  "the resource id of a Log Analytics workspace: /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<name>",
);

/** The arguments of a SentinelConnector. */
export const sentinelShape = {
  roleArn,
  queueUrl,
  workspace: object({ id: workspaceId }).optional(),
  connectorName: plain(
    z.string().regex(/^[\w-]{1,90}$/, {
      error: (issue) =>
        `must be 1 to 90 letters, digits, hyphens or underscores; got ${shown(issue.input)}`,
    }),
  ).optional(),
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
