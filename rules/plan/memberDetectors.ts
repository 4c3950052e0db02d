import type { MemberDetectorsSettings } from "../args";
import { featuresIn } from "../args";
import { logicalNames } from "../names";
import type { PlannedResource } from "../resources";
import { inAccount } from "../resources";
import type { ProviderChoice, ProviderPlan } from "./providers";
import { chooseProviders, planProviders, providerResources } from "./providers";
import { guardDutyType } from "./resources";

/** What a MemberDetectors will register. */
export interface MemberDetectorsPlan {
  settings: MemberDetectorsSettings;
  providerChoice: ProviderChoice;
  /** None when the program hands in the provider. */
  providers: ProviderPlan[];
  resources: PlannedResource[];
}

export function planMemberDetectors(
  component: string,
  settings: MemberDetectorsSettings,
  providerGiven = false,
): MemberDetectorsPlan {
  const names = logicalNames(component);
  const { regions, account, features, acceptInvitation } = settings;
  const uses = providerGiven ? [] : [{ account: "member" as const, credentials: account, regions }];
  const providerChoice = chooseProviders(settings.providerMode, uses);
  const providers = planProviders(component, providerChoice, uses);
  return {
    settings,
    providerChoice,
    providers,
    resources: [
      ...providerResources(providers),
      ...inAccount(
        "member",
        regions.flatMap((region) => [
          { type: guardDutyType("Detector"), name: names.detector(region) },
          ...featuresIn(features, region).map(({ name }) => ({
            type: guardDutyType("DetectorFeature"),
            name: names.feature(name, region),
          })),
          ...(acceptInvitation
            ? [{ type: guardDutyType("InviteAccepter"), name: names.invitation(region) }]
            : []),
        ]),
      ),
    ],
  };
}
