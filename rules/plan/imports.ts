import type { AccountRole } from "../accountRole";
import type { ProviderPlan } from "./providers";

/**
 * The id by which a resource of a Region is imported. The provider looks in its own Region unless the id names another:
 * the suffix is left out where it says nothing, since engines handle the canonical id best.
 */
export function importId(
  id: string,
  account: AccountRole,
  region: string,
  providers: ProviderPlan[],
): string {
  const ofAccount = providers.filter((provider) => provider.account === account);
  const inRegion = ofAccount.some((provider) => provider.region === region);
  return inRegion ? id : `${id}@${region}`;
}
