import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import type { AccountSettings } from "../../rules/args";
import type { AccountRole, ProviderPlan } from "../../rules/plan";

/** The provider that registers a resource of an account in a Region. */
export type ProviderLookup = (account: AccountRole, region: string) => pulumi.ProviderResource;

/** The AWS provider that the program handed in for the component, if any. */
export function givenProvider(component: pulumi.Resource): pulumi.ProviderResource | undefined {
  return component.getProvider("aws:index:Provider");
}

/** Providers that no check uses, and what they wait for: the engine ends a run when a provider cannot be set up. */
export interface LateProviders {
  isLate(provider: ProviderPlan): boolean;
  after: pulumi.Output<pulumi.Resource[]>;
}

/** Makes the planned providers; one handed in by the program serves the account `givenServes` as it is. */
export function accountProviders(
  component: pulumi.ComponentResource,
  planned: ProviderPlan[],
  givenServes: AccountRole,
  onManagementMove: pulumi.CustomResourceOptions = {},
  late?: LateProviders,
): ProviderLookup {
  const given = givenProvider(component);
  const made = planned.map((provider) => ({
    ...provider,
    resource: makeProvider(provider, {
      ...{ parent: component, ...movable(provider) },
      ...(provider.account === "management" && onManagementMove),
      ...(late?.isLate(provider) && { dependsOn: late.after }),
    }),
  }));
  return (account, region) => {
    if (account === givenServes && given !== undefined) return given;
    const ofAccount = made.filter((provider) => provider.account === account);
    const found = ofAccount.find((provider) => provider.region === region) ?? ofAccount[0];
    if (found === undefined)
      throw new Error(`the plan has no provider for ${account} in ${region}`);
    return found.resource;
  };
}

/** What an account had is deleted with its own credentials when another account takes its place. */
function movable({ account }: ProviderPlan): pulumi.CustomResourceOptions {
  return ["bucket", "key"].includes(account) ? { replaceOnChanges: ["allowedAccountIds"] } : {};
}

/** The provider of an account in a Region. */
export function makeProvider(
  { name, region, credentials }: Pick<ProviderPlan, "name" | "region" | "credentials">,
  opts: pulumi.CustomResourceOptions = {},
): Provider {
  const { accountId, assumeRoleArn, externalId, profile } = credentials;
  const provider = new Provider(
    name,
    {
      region,
      profile,
      ...(accountId && { allowedAccountIds: [accountId] }),
      ...(assumeRoleArn && {
        assumeRoles: [
          {
            roleArn: assumeRoleArn,
            externalId: externalId as pulumi.Input<string> | undefined,
            sessionName: "guardduty-export",
          },
        ],
      }),
    },
    opts,
  );
  CREDENTIALS.set(provider, credentials);
  return provider;
}

/** The credentials of the providers that makeProvider made. */
const CREDENTIALS = new WeakMap<pulumi.ProviderResource, AccountSettings>();

/** The credentials of a component's provider: none are the default ones; undefined: the program handed in a provider of its own. */
export function providerCredentials(component: pulumi.Resource): AccountSettings | undefined {
  const given = givenProvider(component);
  return given === undefined ? {} : CREDENTIALS.get(given);
}
