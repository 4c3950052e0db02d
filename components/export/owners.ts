import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type { Detector } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import type { AccountRole, ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import { movedAdministratorProblems, unchecked } from "../../rules/preflight";
import { logWarnings, refuse } from "../shared/checks";
import { onceKnown } from "../shared/outputs";
import type { ProviderLookup } from "../shared/providers";
import type { ExportContext } from "./context";

/** The ids of the accounts that own what a stack has: as configured, or those of the credentials. */
export function ownerIds(
  component: pulumi.ComponentResource,
  { accounts, home }: ExportPlan,
  provider: ProviderLookup,
): ExportContext["owners"] {
  const lookups = new Map<AccountRole, Promise<string | undefined>>();
  const idOf = (role: AccountRole) => {
    const configured = accountIdOf(accounts, role);
    if (configured !== undefined) return configured;
    const answer = lookups.get(role) ?? askFor(component, role, provider(role, home.name));
    lookups.set(role, answer);
    return answer;
  };
  return {
    administrator: idOf("administrator"),
    bucket: idOf(accounts.bucketOwner),
    key: idOf(accounts.keyOwner),
  };
}

/** Fails the component when its detectors, as the state knows them, are in another account: nothing would move them. */
export function refuseOtherAccount(
  component: pulumi.ComponentResource,
  path: string,
  detectors: Iterable<Detector>,
  accountId: pulumi.Input<string | undefined>,
): void {
  const found = [...detectors].map((detector) => detector.accountId);
  onceKnown(pulumi.all([pulumi.all(found), accountId]), ([accounts, id]) => {
    if (id === undefined) return;
    // Mocks may leave an account out.
    const known = accounts.filter((one: string | undefined) => one !== undefined);
    refuse(
      component,
      known.flatMap((one) => movedAdministratorProblems(path, one, id)),
    );
  });
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
    const subject = { check: "sameAccount", account: role } as const;
    await logWarnings(component, [unchecked(subject)((error as Error).message)]);
    return undefined;
  }
}
