import type * as pulumi from "@pulumi/pulumi";

import type { AccountRole, ProviderPlan } from "../../rules/plan";
import { importId } from "../../rules/plan";

/** Options of a resource that existed before: it is imported, and stays when the stack goes. */
export function imported(
  id: string,
  account: AccountRole,
  region: string,
  providers: ProviderPlan[],
): pulumi.CustomResourceOptions {
  return { import: importId(id, account, region, providers), retainOnDelete: true };
}
