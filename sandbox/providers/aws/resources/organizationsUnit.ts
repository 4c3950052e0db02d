import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import { fromTagList, toTagList } from "../tags";
import { Test } from "../../resource/type";
import { Connection } from "../connection";

const title = "Organizations Organizational Unit";
const isNoUnit = (error: unknown): boolean =>
  isRefusal(error, "OrganizationalUnitNotFoundException");

const PARENT = /^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;
const parentId: Test<Connection> = (value, label) =>
  PARENT.test(String(value))
    ? undefined
    : `invalid value for ${label} (see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html#organizations-CreateOrganizationalUnit-request-ParentId)`;

export const organizationalUnit: AwsDefinition = {
  token: "aws:organizations/organizationalUnit:OrganizationalUnit",
  global: true,
  props: {
    name: { autoname: { maxLength: 128 } },
    parentId: { replaces: true, test: parentId },
  },
  tag: tagNode("Organizational Unit"),

  async create({ call, inputs }) {
    const { name } = inputs;
    const request = {
      Name: name,
      ParentId: inputs["parentId"],
      Tags: toTagList(inputs["tagsAll"]),
    };
    const doing = `creating ${title} (${name})`;
    const { OrganizationalUnit } = await call(
      "organizations:CreateOrganizationalUnit",
      request,
      doing,
    );
    return OrganizationalUnit.Id;
  },
  async read(resource) {
    const { call, id } = resource;
    const doing = `reading ${title} (${id})`;
    const found = await unlessGone(isNoUnit, () =>
      call("organizations:DescribeOrganizationalUnit", { OrganizationalUnitId: id }, doing),
    );
    if (found === undefined) return undefined;
    const { Parents } = await call("organizations:ListParents", { ChildId: id }, doing);
    const { Tags } = await call("organizations:ListTagsForResource", { ResourceId: id }, doing);
    const { Arn, Name } = found["OrganizationalUnit"];
    return {
      arn: Arn,
      name: Name,
      parentId: Parents[0].Id,
      accounts: await accountsIn(resource, doing),
      tags: fromTagList(Tags),
    };
  },
  async update({ call, id, inputs, changed }) {
    if (!changed.has("name")) return;
    const request = { OrganizationalUnitId: id, Name: inputs["name"] };
    await call("organizations:UpdateOrganizationalUnit", request, `updating ${title} (${id})`);
  },
  async delete({ call, id }) {
    const request = { OrganizationalUnitId: id };
    await unlessGone(isNoUnit, () =>
      call("organizations:DeleteOrganizationalUnit", request, `deleting ${title} (${id})`),
    );
  },
};

async function accountsIn({ call, id }: Aws, doing: string): Promise<object[]> {
  const accounts: object[] = [];
  let NextToken: string | undefined;
  do {
    const request = { ParentId: id, NextToken };
    const page = await call("organizations:ListAccountsForParent", request, doing);
    for (const { Arn, Email, Id, Name } of page["Accounts"]) {
      accounts.push({ arn: Arn, email: Email, id: Id, name: Name });
    }
    NextToken = page["NextToken"];
  } while (NextToken);
  return accounts;
}

/** Writes changed tags of a policy or a unit. */
export function tagNode(what: string): NonNullable<AwsDefinition["tag"]> {
  return async ({ call, id }, { set, removed }) => {
    const doing = `updating tags for Organizations ${what} (${id})`;
    const ResourceId = id;
    if (removed.length > 0) {
      await call("organizations:UntagResource", { ResourceId, TagKeys: removed }, doing);
    }
    const Tags = toTagList(set);
    if (Tags.length > 0) await call("organizations:TagResource", { ResourceId, Tags }, doing);
  };
}
