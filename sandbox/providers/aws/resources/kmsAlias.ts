import { unlessGone } from "../errors";
import { chosenName, nameState } from "../naming";
import { AwsDefinition } from "../resource";
import { isMissing } from "./kmsPolicy";

export const alias: AwsDefinition = {
  token: "aws:kms/alias:Alias",
  props: {
    name: {
      replaces: true,
      autoname: { maxLength: 238, prefix: "alias/", unless: "namePrefix" },
      test: (value) =>
        /^alias\/[0-9A-Za-z_/-]+$/.test(String(value))
          ? undefined
          : `"name" must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]`,
    },
    namePrefix: { replaces: true },
    targetKeyId: {
      same: (state, input) => keyIdOf(state) === keyIdOf(input),
    },
  },

  async create({ call, inputs }) {
    const name = chosenName(inputs);
    const request = { AliasName: name, TargetKeyId: inputs["targetKeyId"] };
    await call("kms:CreateAlias", request, `creating KMS Alias (${name})`);
    return name;
  },
  async read({ call, id, arn }) {
    let Marker: string | undefined;
    do {
      const page = await call("kms:ListAliases", { Marker }, `reading KMS Alias (${id})`);
      for (const { AliasName, AliasArn, TargetKeyId } of page["Aliases"]) {
        if (AliasName !== id) continue;
        const targetKeyArn = arn("kms", `key/${TargetKeyId}`);
        return {
          ...nameState(AliasName),
          arn: AliasArn,
          targetKeyId: TargetKeyId,
          targetKeyArn,
        };
      }
      Marker = page["NextMarker"];
    } while (Marker);
    return undefined;
  },
  async update({ call, id, inputs, changed }) {
    if (!changed.has("targetKeyId")) return;
    const request = { AliasName: id, TargetKeyId: inputs["targetKeyId"] };
    await call("kms:UpdateAlias", request, `updating KMS Alias (${id})`);
  },
  async delete({ call, id }) {
    const doing = `deleting KMS Alias (${id})`;
    await unlessGone(isMissing, () => call("kms:DeleteAlias", { AliasName: id }, doing));
  },
};

function keyIdOf(idOrArn: unknown): string | undefined {
  return typeof idOrArn === "string" ? idOrArn.split("/").pop() : undefined;
}
