import type { GuardDutyExportArgs } from "../../components/export/args";
import type { WorldFile } from "../../sandbox/world";
import { exampleWorld } from "../cloudStack";
import type { Victim } from "../killed";
import { BUCKET, KEY_ARN, logArchive } from "../logArchive";

/** What is interrupted, in which world, and what completes it. */
export interface InterruptedOperation {
  world: () => WorldFile;
  /** What is deployed when it begins. */
  before?: GuardDutyExportArgs;
  /** Whether that is destroyed before it begins, which leaves the statements in the policies. */
  destroyed?: boolean;
  /** What it deploys, or takes away. */
  args: GuardDutyExportArgs;
  does: "up" | "destroy" | "detach";
  completedBy: "up" | "destroy";
  victims: readonly Victim[];
}

const CREATED: GuardDutyExportArgs = { regions: ["us-east-1"], bucket: { prefix: "guardduty" } };
const TWO_REGIONS: GuardDutyExportArgs = { ...CREATED, regions: ["us-east-1", "us-west-2"] };
const DELETED: GuardDutyExportArgs = { ...CREATED, onDestroy: "delete" };
const ADOPTED: GuardDutyExportArgs = {
  regions: ["us-east-1"],
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  key: { existing: { arn: KEY_ARN } },
};

const up = { does: "up", completedBy: "up", victims: ["engine", "program"] } as const;
const destroy = { does: "destroy", completedBy: "destroy", victims: ["engine"] } as const;

/** By name, each operation that a campaign interrupts. */
export const OPERATIONS = {
  "first up": { ...up, world: exampleWorld, args: CREATED },
  "first up, then destroy": {
    ...{ ...up, completedBy: "destroy" },
    ...{ world: exampleWorld, args: DELETED },
  },
  adoption: { ...up, world: logArchive, args: ADOPTED },
  change: {
    ...{ ...up, world: exampleWorld, before: TWO_REGIONS },
    args: {
      regions: ["us-east-1", "eu-west-1"],
      bucket: { prefix: "security/guardduty", retentionDays: 400 },
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    },
  },
  destroy: { ...destroy, world: exampleWorld, before: CREATED, args: CREATED },
  "destroy with its evidence": {
    ...{ ...destroy, world: exampleWorld },
    ...{ before: DELETED, args: DELETED },
  },
  "destroy of an adopted bucket": {
    ...{ ...destroy, world: logArchive },
    ...{ before: ADOPTED, args: ADOPTED },
  },
  detach: {
    ...{ does: "detach", completedBy: "destroy", victims: ["command"] },
    ...{ world: logArchive, before: ADOPTED, destroyed: true, args: ADOPTED },
  },
} as const satisfies { [name: string]: InterruptedOperation };

export type OperationName = keyof typeof OPERATIONS;
export const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[];
