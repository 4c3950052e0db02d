import type { ExportPlan } from "./exportPlan";
import type { ProviderPlan } from "./providers";

/**
 * Whether no check before everything uses a provider. Checks that read which Regions are enabled explain what AWS answers in a Region
 * that is not: "The security token included in the request is invalid".
 */
export function usedAfterChecks({
  settings,
  home,
  providers,
}: Pick<ExportPlan, "settings" | "home" | "providers">): (provider: ProviderPlan) => boolean {
  return (provider) =>
    settings.preflight &&
    provider.region !== home.name &&
    settings.existing[provider.region] === undefined &&
    provider !== providers.find(({ account }) => account === provider.account);
}
