import type { PolicyDocument } from "../policyDocument";
import type { ReaderSettings } from "./args";
import { PRESETS } from "./presets";
import type { WebIdentityTrust } from "./trust";
import { roleTrust, serviceTrust, webIdentityTrust } from "./trust";

/** What the arguments of a reader say of who may take its role: one of the three. */
export interface TrustArgs {
  role?: { principalArns?: readonly string[]; externalId?: string };
  webIdentity?: Partial<WebIdentityTrust>;
  service?: { sourceArns?: readonly string[] };
}

/** The trust policy of a reader's role, with what its preset fixes; undefined for an access key. */
export function identityTrust(
  { preset, identity }: ReaderSettings,
  { role, webIdentity, service }: TrustArgs,
): PolicyDocument | undefined {
  const known = PRESETS[preset];
  switch (identity) {
    case "role": {
      const principalArns = role?.principalArns ?? known.principalArns ?? [];
      return roleTrust({ principalArns, externalId: role?.externalId });
    }
    case "webIdentity": {
      const provider = webIdentity?.provider ?? known.provider ?? "";
      const ofPreset = known.audiences === "any" ? [] : [...(known.audiences ?? [])];
      const audiences = webIdentity?.audiences ?? ofPreset;
      return webIdentityTrust({ ...webIdentity, provider, audiences });
    }
    case "service":
      return serviceTrust({
        servicePrincipal: known.servicePrincipal ?? "",
        sourceArns: service?.sourceArns,
      });
    case "accessKey":
      return undefined;
  }
}
