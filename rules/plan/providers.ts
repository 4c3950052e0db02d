import type { AccountSettings, ExportSettings } from "../args";
import { logicalNames } from "../names";
import type { AccountRole } from "../accountRole";
import type { AccountUse } from "./accounts";

/** A provider the component makes. */
export interface ProviderPlan {
  name: string;
  account: AccountRole;
  region: string;
  credentials: AccountSettings;
}

/** The providers of each account: one for each Region it is used in, or one for all. */
export function planProviders(
  component: string,
  mode: ExportSettings["providerMode"],
  uses: AccountUse[],
): ProviderPlan[] {
  const names = logicalNames(component);
  return uses.flatMap(({ account, credentials, regions }) => {
    if (mode === "perAccount") {
      const region = regions[0] as string;
      return [{ name: names.accountProvider(account), account, region, credentials }];
    }
    return regions.map((region) => ({
      name: names.regionProvider(account, region),
      account,
      region,
      credentials,
    }));
  });
}
