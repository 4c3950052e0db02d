import { iamArn } from "../../../rules/arn";
import type { OidcProvider, World } from "../../world";
import { partitionOf } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";
import { noSuchEntity } from "./entities";

export const oidcProviderOperations: Operations = {
  CreateOpenIDConnectProvider: ({ world, now }, caller, input) => {
    const { Url, ClientIDList = [], ThumbprintList = [], Tags } = input;
    if (!/^https:\/\/[^/?#]+/.test(String(Url))) {
      throw new AwsError("ValidationError", "Invalid Open ID Connect Provider URL");
    }
    const arn = providerArn(caller, String(Url));
    if (world.oidcProviders[arn] !== undefined) {
      throw new AwsError("EntityAlreadyExists", `Provider with url ${Url} already exists.`, 409);
    }
    world.oidcProviders[arn] = {
      clientIds: ClientIDList,
      thumbprints: ThumbprintList,
      createdAt: now().toISOString(),
      tags: tagsOf(Tags),
    };
    return { OpenIDConnectProviderArn: arn };
  },

  GetOpenIDConnectProvider: ({ world }, caller, { OpenIDConnectProviderArn: arn }) => {
    const provider = requireProvider(world, caller, arn);
    return {
      Url: String(arn).slice(String(arn).indexOf("/") + 1),
      ClientIDList: provider.clientIds,
      ThumbprintList: provider.thumbprints,
      CreateDate: new Date(provider.createdAt ?? 0),
      Tags: tagListOf(provider.tags),
    };
  },

  AddClientIDToOpenIDConnectProvider: ({ world }, caller, input) => {
    const provider = requireProvider(world, caller, input["OpenIDConnectProviderArn"]);
    const { ClientID } = input;
    if (!provider.clientIds.includes(ClientID)) provider.clientIds.push(ClientID);
  },

  RemoveClientIDFromOpenIDConnectProvider: ({ world }, caller, input) => {
    const provider = requireProvider(world, caller, input["OpenIDConnectProviderArn"]);
    provider.clientIds = provider.clientIds.filter((id) => id !== input["ClientID"]);
  },

  UpdateOpenIDConnectProviderThumbprint: ({ world }, caller, input) => {
    const provider = requireProvider(world, caller, input["OpenIDConnectProviderArn"]);
    provider.thumbprints = input["ThumbprintList"];
  },

  TagOpenIDConnectProvider: ({ world }, caller, input) => {
    const { tags } = requireProvider(world, caller, input["OpenIDConnectProviderArn"]);
    addTags("iam", tags, tagsOf(input["Tags"]));
  },

  UntagOpenIDConnectProvider: ({ world }, caller, input) => {
    const { tags } = requireProvider(world, caller, input["OpenIDConnectProviderArn"]);
    for (const key of input["TagKeys"]) delete tags[key];
  },

  /** Deleting one that is not there is no error. */
  DeleteOpenIDConnectProvider: ({ world }, _caller, { OpenIDConnectProviderArn: arn }) => {
    delete world.oidcProviders[arn];
  },
};

/** The ARN of an account's provider: the issuer without its scheme. */
export function providerArn(
  { accountId, region }: Pick<Caller, "accountId" | "region">,
  url: string,
): string {
  const issuer = url.replace(/^https:\/\//, "");
  return iamArn(partitionOf(region), accountId, `oidc-provider/${issuer}`);
}

function requireProvider(world: World, { accountId }: Caller, arn: unknown): OidcProvider {
  const provider = world.oidcProviders[String(arn)];
  if (provider !== undefined && String(arn).includes(`::${accountId}:`)) return provider;
  throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
}
