import { unlessGone } from "../errors";
import { chosenName, nameProps, nameState } from "../naming";
import { AwsDefinition, policyProp } from "../resource";
import * as tests from "../tests";
import { isNoEntity } from "./iamRole";

/** The inline policy of a role or a user: put over what is there of that name. */
function inlinePolicy(kind: "Role" | "User", limit: number): AwsDefinition {
  const property = kind.toLowerCase();
  const member = `${kind}Name`;
  const title = `IAM ${kind} Policy`;
  const idParts = (id: string): [entity: string, name: string] => {
    const colon = id.indexOf(":");
    if (colon < 1)
      throw new Error(`unexpected format for ID (${id}), expected <${property}>:<name>`);
    return [id.slice(0, colon), id.slice(colon + 1)];
  };
  return {
    token: `aws:iam/${property}Policy:${kind}Policy`,
    global: true,
    props: {
      ...nameProps(128),
      [property]: { replaces: true },
      policy: { ...policyProp, test: identityPolicy(limit) },
    },
    parseId: (id) => idParts(id).join(":"),

    async create({ call, inputs }) {
      const name = chosenName(inputs);
      const request = {
        [member]: inputs[property],
        PolicyName: name,
        PolicyDocument: inputs["policy"],
      };
      await call(`iam:Put${kind}Policy`, request, `putting ${title} (${name})`);
      return `${inputs[property]}:${name}`;
    },
    async read({ call, id }) {
      const [entity, name] = idParts(id);
      const request = { [member]: entity, PolicyName: name };
      const found = await unlessGone(isNoEntity, () =>
        call(`iam:Get${kind}Policy`, request, `reading ${title} (${id})`),
      );
      return (
        found && {
          [property]: entity,
          ...nameState(name),
          policy: decodeURIComponent(found["PolicyDocument"]),
        }
      );
    },
    async update({ call, id, inputs, changed }) {
      if (changed.size === 0) return;
      const [entity, name] = idParts(id);
      const request = { [member]: entity, PolicyName: name, PolicyDocument: inputs["policy"] };
      await call(`iam:Put${kind}Policy`, request, `putting ${title} (${id})`);
    },
    async delete({ call, id }) {
      const [entity, name] = idParts(id);
      const request = { [member]: entity, PolicyName: name };
      await unlessGone(isNoEntity, () =>
        call(`iam:Delete${kind}Policy`, request, `deleting ${title} (${id})`),
      );
    },
  };
}

/** What is checked of an identity's policy before anything is made. */
function identityPolicy(limit: number): typeof tests.json {
  return (value, label, settings) => {
    const text = String(value);
    const wrong = (reason: string): string =>
      `"${label}" contains an invalid JSON policy: ${reason}`;
    if (/^\s/.test(text)) return wrong("leading space characters are not allowed");
    if (!text.startsWith("{"))
      return wrong("contains a JSON-encoded string or array, not an object");
    const size = text.replace(/\s/g, "").length;
    if (size > limit) {
      return `Cannot exceed quota for PolicySize: ${limit} (actual: ${size})`;
    }
    return tests.json(value, label, settings);
  };
}

export const rolePolicy = inlinePolicy("Role", 10_240);
export const userPolicy = inlinePolicy("User", 2_048);
