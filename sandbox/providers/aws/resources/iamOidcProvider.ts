import { sameSet } from "../../resource/equality";
import { unlessGone } from "../errors";
import { AwsDefinition } from "../resource";
import { fromTagList, toTagList } from "../tags";
import { isNoEntity } from "./iamRole";

const withoutScheme = (url: unknown): string => String(url).replace(/^https:\/\//, "");

export const oidcProvider: AwsDefinition = {
  token: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  global: true,
  props: {
    url: {
      replaces: true,
      same: (state, input) => withoutScheme(state) === withoutScheme(input),
    },
    clientIdLists: { same: sameSet },
    thumbprintLists: { computed: true },
  },
  async tag({ call, id }, { set, removed }) {
    const doing = `updating tags for IAM OIDC Provider (${id})`;
    const of = { OpenIDConnectProviderArn: id };
    if (removed.length > 0) {
      await call("iam:UntagOpenIDConnectProvider", { ...of, TagKeys: removed }, doing);
    }
    const Tags = toTagList(set);
    if (Tags.length > 0) await call("iam:TagOpenIDConnectProvider", { ...of, Tags }, doing);
  },

  async create({ call, inputs }) {
    const request = {
      Url: inputs["url"],
      ClientIDList: inputs["clientIdLists"],
      ThumbprintList: inputs["thumbprintLists"],
      Tags: toTagList(inputs["tagsAll"]),
    };
    const { OpenIDConnectProviderArn } = await call(
      "iam:CreateOpenIDConnectProvider",
      request,
      "creating IAM OIDC Provider",
    );
    return OpenIDConnectProviderArn;
  },
  async read({ call, id }) {
    const request = { OpenIDConnectProviderArn: id };
    const found = await unlessGone(isNoEntity, () =>
      call("iam:GetOpenIDConnectProvider", request, `reading IAM OIDC Provider (${id})`),
    );
    return (
      found && {
        arn: id,
        url: found["Url"],
        clientIdLists: found["ClientIDList"],
        thumbprintLists: found["ThumbprintList"],
        tags: fromTagList(found["Tags"]),
      }
    );
  },
  async update({ call, id, inputs, state, changed }) {
    const doing = `updating IAM OIDC Provider (${id})`;
    const of = { OpenIDConnectProviderArn: id };
    if (changed.has("thumbprintLists")) {
      const ThumbprintList = inputs["thumbprintLists"];
      await call("iam:UpdateOpenIDConnectProviderThumbprint", { ...of, ThumbprintList }, doing);
    }
    if (!changed.has("clientIdLists")) return;
    const [olds, news]: string[][] = [state["clientIdLists"], inputs["clientIdLists"]];
    for (const ClientID of news!.filter((one) => !olds!.includes(one))) {
      await call("iam:AddClientIDToOpenIDConnectProvider", { ...of, ClientID }, doing);
    }
    for (const ClientID of olds!.filter((one) => !news!.includes(one))) {
      await call("iam:RemoveClientIDFromOpenIDConnectProvider", { ...of, ClientID }, doing);
    }
  },
  async delete({ call, id }) {
    const request = { OpenIDConnectProviderArn: id };
    await call("iam:DeleteOpenIDConnectProvider", request, `deleting IAM OIDC Provider (${id})`);
  },
};
