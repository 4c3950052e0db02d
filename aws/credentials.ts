import {
  fromEnv,
  fromIni,
  fromNodeProviderChain,
  fromTemporaryCredentials,
} from "@aws-sdk/credential-providers";

import type { AccountSettings } from "../rules/args";

/** Resolves to credentials; AWS SDK v3 takes it as it is. */
export type Credentials = ReturnType<typeof fromTemporaryCredentials>;

/** Credentials that expire sooner are renewed. */
const MARGIN = 5 * 60_000;

/**
 * The credentials of an account: as AWS's tools find them, or those of its profile, and with them its role.
 * `region` is that of the STS endpoint: tokens of a Regional one are good in opt-in Regions too.
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
 */
export function credentialsOf(settings: AccountSettings, region: string): Credentials {
  const { profile, assumeRoleArn, externalId } = settings;
  const own = ownCredentials(profile, region);
  if (assumeRoleArn === undefined) return kept(own);
  return kept(
    fromTemporaryCredentials({
      masterCredentials: own,
      params: {
        RoleArn: assumeRoleArn,
        RoleSessionName: "guardduty-export",
        ExternalId: externalId as string | undefined,
      },
      clientConfig: { region },
    }),
  );
}

/**
 * A profile that is named has to be there: nothing else takes its place. Keys of the environment go before its profile,
 * as they do for the AWS CLI and Pulumi's provider.
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html
 */
function ownCredentials(ofConfig: string | undefined, region: string): Credentials {
  // What is renewed while status watches is read again.
  const shared = { clientConfig: { region }, ignoreCache: true };
  if (ofConfig !== undefined) return fromIni({ ...shared, profile: ofConfig });
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE } = process.env;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) return fromEnv();
  return AWS_PROFILE ? fromIni({ ...shared, profile: AWS_PROFILE }) : fromNodeProviderChain(shared);
}

/** Requested once, and not once for each Region. */
function kept(provider: Credentials): Credentials {
  let last: ReturnType<Credentials> | undefined;
  let until = 0;
  return (context) => {
    if (last !== undefined && Date.now() < until) return last;
    const requested = provider(context);
    [last, until] = [requested, Infinity];
    requested.then(
      ({ expiration }) => (until = (expiration?.getTime() ?? Infinity) - MARGIN),
      () => (last = undefined),
    );
    return requested;
  };
}
