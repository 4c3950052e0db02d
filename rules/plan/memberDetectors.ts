import type { MemberDetectorsSettings } from "../args";
import { logicalNames } from "../names";
import type { ResourceIdentity } from "../resources";
import { AWS_PROVIDER } from "../resources";
import type { ProviderPlan } from "./providers";
import { planProviders } from "./providers";
import { guardDutyType } from "./resources";

/** What a MemberDetectors will register. */
export interface MemberDetectorsPlan {
  settings: MemberDetectorsSettings;
  /** None when the program hands in the provider. */
  providers: ProviderPlan[];
  resources: ResourceIdentity[];
}

export function planMemberDetectors(
  component: string,
  settings: MemberDetectorsSettings,
  providerGiven = false,
): MemberDetectorsPlan {
  const names = logicalNames(component);
  const { regions, account, features, acceptInvitation } = settings;
  const uses = providerGiven ? [] : [{ account: "member" as const, credentials: account, regions }];
  const providers = planProviders(component, settings.providerMode, uses);
  return {
    settings,
    providers,
    resources: [
      ...providers.map(({ name }) => ({ type: AWS_PROVIDER, name })),
      ...regions.flatMap((region) => [
        { type: guardDutyType("Detector"), name: names.detector(region) },
        ...features.map(({ name }) => ({
          type: guardDutyType("DetectorFeature"),
          name: names.feature(name, region),
        })),
        ...(acceptInvitation
          ? [{ type: guardDutyType("InviteAccepter"), name: names.invitation(region) }]
          : []),
      ]),
    ],
  };
}
