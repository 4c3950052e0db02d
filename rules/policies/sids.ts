import { createHash } from "node:crypto";

/** What distinguishes one component's statements from every other's in a policy that several write to. */
export interface StatementOwner {
  project: string;
  stack: string;
  component: string;
}

/** The Sid of every statement of this package starts with it; no other may. */
export const RESERVED_SID_PREFIX = "GuardDutyExport";

/** The reserved Sid prefix of one component: `GuardDutyExport`, eight hex digits of its identity. */
export function sidPrefix({ project, stack, component }: StatementOwner): string {
  const identity = JSON.stringify([project, stack, component]);
  return RESERVED_SID_PREFIX + createHash("sha256").update(identity).digest("hex").slice(0, 8);
}
