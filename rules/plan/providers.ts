import type { AccountSettings, ExportSettings } from "../args";
import { logicalNames } from "../names";
import type { AccountRole } from "../accountRole";
import type { PlannedResource } from "../resources";
import { AWS_PROVIDER } from "../resources";
import type { AccountUse } from "./accounts";

/** A provider the component makes. */
export interface ProviderPlan {
  name: string;
  account: AccountRole;
  region: string;
  credentials: AccountSettings;
}

/** Providers as a deployment registers them. */
export function providerResources(providers: readonly ProviderPlan[]): PlannedResource[] {
  return providers.map(({ name, account }) => ({ type: AWS_PROVIDER, name, account }));
}

/** Which providers are made, and why. */
export interface ProviderChoice {
  mode: "perRegion" | "perAccount";
  /** Whether the settings leave the choice to the plan. */
  automatic: boolean;
  /** Providers that one for each account and Region would be. */
  perRegion: number;
}

/** In mode auto there is one provider for each account and Region up to this many: each is a process of its own. */
export const PER_REGION_AT_MOST = 8;

/** Megabytes of a process of the AWS provider. Source: https://github.com/pulumi/pulumi-aws/issues/5226, https://github.com/pulumi/pulumi-aws/issues/5860 */
export const PROVIDER_MEGABYTES = { least: 170, most: 430 };

export function chooseProviders(
  mode: ExportSettings["providerMode"],
  uses: AccountUse[],
): ProviderChoice {
  const perRegion = uses.reduce((sum, { regions }) => sum + regions.length, 0);
  if (mode !== "auto") return { mode, automatic: false, perRegion };
  const chosen = perRegion <= PER_REGION_AT_MOST ? "perRegion" : "perAccount";
  return { mode: chosen, automatic: true, perRegion };
}

/** The providers of each account: one for each Region it is used in, or one for all. */
export function planProviders(
  component: string,
  { mode }: ProviderChoice,
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
