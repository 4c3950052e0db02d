import type * as pulumi from "@pulumi/pulumi";

import type { FindingsTablePlan } from "../../rules/table";
import type { FindingsTableArgs } from "./args";

/** What every part of a table registers its resources with. */
export interface TableContext {
  parent: pulumi.Resource;
  plan: FindingsTablePlan;
  args: FindingsTableArgs;
  /** Identifies this table among others of the account. */
  tag: string;
}
