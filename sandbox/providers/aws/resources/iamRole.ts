import { isEmpty } from "../../resource/equality";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { chosenName, nameProps, nameState } from "../naming";
import { samePolicy } from "../policy";
import { Aws, AwsDefinition, policyProp } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import { retry } from "../waiting";

export const isNoEntity = (error: unknown): boolean => isRefusal(error, "NoSuchEntity");

/** A principal that IAM has just made is refused for a while. */
const isUnknownPrincipal = (error: unknown): boolean =>
  isRefusal(error, "MalformedPolicyDocument", "Invalid principal");

export const role: AwsDefinition = {
  token: "aws:iam/role:Role",
  global: true,
  props: {
    ...nameProps(64, (value, label) =>
      /^[\w+=,.@-]{1,64}$/.test(String(value))
        ? undefined
        : `invalid value for ${label} (must match [\\w+=,.@-])`,
    ),
    path: { default: "/", replaces: true },
    assumeRolePolicy: { ...policyProp },
    description: { test: tests.lengthBetween(0, 1000) },
    maxSessionDuration: { default: 3600, test: tests.numberBetween(3600, 43_200) },
    forceDetachPolicies: { default: false, local: true },
    managedPolicyArns: { computed: true },
    inlinePolicies: { computed: true, same: sameInline },
  },
  notModelled: ["managedPolicyArns", "permissionsBoundary"],
  tag: ({ call, id }, { set, removed }) => tagEntity(call, "Role", id, set, removed),

  async create(resource) {
    const { call, inputs } = resource;
    const name = chosenName(inputs);
    const request = {
      RoleName: name,
      Path: inputs["path"],
      AssumeRolePolicyDocument: inputs["assumeRolePolicy"],
      Description: inputs["description"],
      MaxSessionDuration: inputs["maxSessionDuration"],
      Tags: toTagList(inputs["tagsAll"]),
    };
    await retry(resource, isUnknownPrincipal, () =>
      call("iam:CreateRole", request, `creating IAM Role (${name})`),
    );
    return name;
  },
  settle: (resource) => putInline(resource, resource.inputs["inlinePolicies"]),
  async read({ call, id }) {
    const doing = `reading IAM Role (${id})`;
    const found = await unlessGone(isNoEntity, () => call("iam:GetRole", { RoleName: id }, doing));
    if (!found) return undefined;
    const { Role } = found;
    const { PolicyNames } = await call("iam:ListRolePolicies", { RoleName: id }, doing);
    const inlinePolicies: Props[] = [];
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await call(
        "iam:GetRolePolicy",
        { RoleName: id, PolicyName },
        doing,
      );
      inlinePolicies.push({ name: PolicyName, policy: decodeURIComponent(PolicyDocument) });
    }
    return {
      ...nameState(Role.RoleName),
      path: Role.Path,
      arn: Role.Arn,
      uniqueId: Role.RoleId,
      createDate: Role.CreateDate.toISOString(),
      assumeRolePolicy: decodeURIComponent(Role.AssumeRolePolicyDocument),
      description: Role.Description ?? "",
      maxSessionDuration: Role.MaxSessionDuration,
      managedPolicyArns: [],
      inlinePolicies,
      tags: fromTagList(Role.Tags),
    };
  },
  async update(resource) {
    const { call, id, inputs, changed } = resource;
    if (changed.has("assumeRolePolicy")) {
      const request = { RoleName: id, PolicyDocument: inputs["assumeRolePolicy"] };
      const doing = `updating IAM Role (${id}) assume role policy`;
      await retry(resource, isUnknownPrincipal, () =>
        call("iam:UpdateAssumeRolePolicy", request, doing),
      );
    }
    if (changed.has("description") || changed.has("maxSessionDuration")) {
      const { description: Description = "", maxSessionDuration: MaxSessionDuration } = inputs;
      const request = { RoleName: id, Description, MaxSessionDuration };
      await call("iam:UpdateRole", request, `updating IAM Role (${id})`);
    }
    if (changed.has("inlinePolicies")) await putInline(resource, inputs["inlinePolicies"]);
  },
  async delete(resource) {
    const { call, id, state } = resource;
    const doing = `deleting IAM Role (${id})`;
    await unlessGone(isNoEntity, async () => {
      if (state["forceDetachPolicies"] === true) await putInline(resource, [{}]);
      await call("iam:DeleteRole", { RoleName: id }, doing);
    });
  },
};

/** The inline policies that the program lists are all there are; an empty entry means none at all. */
async function putInline({ call, id }: Aws, policies: Props[] | undefined): Promise<void> {
  if (policies === undefined || policies.length === 0) return;
  const wanted = policies.filter((one) => !isEmpty(one));
  const doing = `updating IAM Role (${id}) inline policies`;
  const { PolicyNames } = await call("iam:ListRolePolicies", { RoleName: id }, doing);
  for (const PolicyName of PolicyNames) {
    if (wanted.some(({ name }) => name === PolicyName)) continue;
    await call("iam:DeleteRolePolicy", { RoleName: id, PolicyName }, doing);
  }
  for (const { name: PolicyName, policy: PolicyDocument } of wanted) {
    await call("iam:PutRolePolicy", { RoleName: id, PolicyName, PolicyDocument }, doing);
  }
}

function sameInline(state: unknown, input: unknown): boolean {
  const [olds, news] = [(state ?? []) as Props[], (input ?? []) as Props[]].map((list) =>
    list.filter((one) => !isEmpty(one)),
  ) as [Props[], Props[]];
  return (
    olds.length === news.length &&
    news.every(({ name, policy }) =>
      olds.some((old) => old["name"] === name && samePolicy(old["policy"], policy)),
    )
  );
}

/** Tags of a role or a user. */
export async function tagEntity(
  call: Aws["call"],
  kind: "Role" | "User",
  name: string,
  set: Props,
  removed: string[],
): Promise<void> {
  const doing = `updating tags for IAM ${kind} (${name})`;
  const of = { [`${kind}Name`]: name };
  if (removed.length > 0) await call(`iam:Untag${kind}`, { ...of, TagKeys: removed }, doing);
  const Tags = toTagList(set);
  if (Tags.length > 0) await call(`iam:Tag${kind}`, { ...of, Tags }, doing);
}
