import { createRequire } from "node:module";

import type * as deployment from "../../aws/deployment";
import type { AccountRole } from "../../rules/plan";
import { valueOf } from "../shared/outputs";
import type { ExportContext, OwnerId } from "./context";

type Opened = ReturnType<typeof deployment.openAccount>;

/** What hooks call of AWS. */
export type AwsCalls = typeof deployment;

/** Pulumi runs programs in TypeScript as `nodenext`, where `import()` finds no file without its extension. */
const load = createRequire(__filename);

/** Loaded by the first hook: programs and plugins that run none do not load AWS's clients. */
export const awsCalls = (): AwsCalls => load("../../aws/deployment") as AwsCalls;

const openedOf = new WeakMap<ExportContext["plan"], Map<AccountRole, Opened>>();

/**
 * An account with the credentials of its provider, opened once; undefined where the program hands in the provider: the component does
 * not have its credentials.
 */
export function deployingAccount(
  { plan, owners }: Pick<ExportContext, "owners" | "plan">,
  role: AccountRole,
): Opened | undefined {
  const use = plan.accounts.uses.find(({ account }) => account === role);
  if (use === undefined || !plan.providers.some(({ account }) => account === role))
    return undefined;
  const opened = openedOf.get(plan) ?? new Map<AccountRole, Opened>();
  openedOf.set(plan, opened);
  const known = opened.get(role) ?? open();
  opened.set(role, known);
  return known;

  async function open(): Promise<Awaited<Opened>> {
    const { credentials } = use as NonNullable<typeof use>;
    const ids: { [role in AccountRole]?: OwnerId } = owners;
    const accountId = credentials.accountId ?? (await valueOf<string | undefined>(ids[role]));
    const externalId = await valueOf(credentials.externalId);
    return awsCalls().openAccount({ ...credentials, accountId, externalId }, plan.home.name);
  }
}
