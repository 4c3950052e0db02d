import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";

import type { AccountRole, ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import type { ProviderLookup } from "../shared/providers";
import type { ExportContext } from "./context";

/** The ids of the accounts that own the bucket and the key: as configured, or those of the credentials. */
export function ownerIds(
  component: pulumi.ComponentResource,
  { accounts, home }: ExportPlan,
  provider: ProviderLookup,
): ExportContext["owners"] {
  const asked = new Map<AccountRole, Promise<string | undefined>>();
  const idOf = (role: AccountRole) => {
    const configured = accountIdOf(accounts, role);
    if (configured !== undefined) return configured;
    const answer = asked.get(role) ?? askFor(component, role, provider(role, home.name));
    asked.set(role, answer);
    return answer;
  };
  return { bucket: idOf(accounts.bucketOwner), key: idOf(accounts.keyOwner) };
}

/** Undefined in a preview that does not know the provider's credentials yet, too. */
async function askFor(
  component: pulumi.ComponentResource,
  role: AccountRole,
  provider: pulumi.ProviderResource,
): Promise<string | undefined> {
  try {
    const { accountId } = await getCallerIdentity({}, { parent: component, provider });
    return accountId;
  } catch (error) {
    await pulumi.log.warn(
      `not checked: whether the ${role} account is still the one that owns the bucket and the key: ${(error as Error).message}`,
      component,
    );
    return undefined;
  }
}
