import { z } from "zod";

/** The Amazon Web Services S3 connectors of workspaces of Microsoft Sentinel. */
const connector = z.strictObject({
  roleArn: z.string(),
  sqsUrls: z.array(z.string()),
  destinationTable: z.string(),
});

const workspace = z.strictObject({
  /** The workspace's own id, which Sentinel's sessions in AWS are named after. */
  customerId: z.uuid(),
  /** By name. */
  connectors: z.record(z.string(), connector).default({}),
});

/** Workspaces of Microsoft Sentinel, by resource id. */
export const sentinelWorkspaces = z
  .record(
    z
      .string()
      .regex(
        /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/,
        "must be the resource id of a Log Analytics workspace",
      ),
    workspace,
  )
  .default({});

export type SentinelConnectorState = z.output<typeof connector>;
export type SentinelWorkspaceState = z.output<typeof workspace>;
