import { expect } from "chai";

import { ADMIN, clientOf, exportWorld, keyArn, OTHER, refusal } from "../../testing/worlds";

const KeyId = keyArn();
const ROLE = `arn:aws:iam::${ADMIN}:role/reader`;

/** A client of a role that may do nothing by its own policies. */
async function world() {
  const client = await clientOf(exportWorld());
  client.cloud.world.roles[ROLE] = {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: ADMIN }, Action: "sts:AssumeRole" }],
    },
    policies: {},
    ...{ description: "", maxSessionDuration: 3600, tags: {} },
  };
  const caller = client.cloud.authenticate({
    accessKeyId: `AKIA${ADMIN}TEST`,
    region: "us-east-1",
    assumeRoles: [{ roleArn: ROLE }],
  });
  const describeKey = () => client.cloud.call(caller, "kms:DescribeKey", { KeyId });
  return { client, describeKey };
}

describe("A grant of a key", () => {
  it("lets its grantee do what it names until it is revoked, without a policy of the grantee", async () => {
    const { client, describeKey } = await world();
    expect(await refusal(describeKey())).to.match(/^AccessDeniedException: /);
    const { GrantId } = await client.call("kms:CreateGrant", {
      KeyId,
      GranteePrincipal: ROLE,
      Operations: ["Decrypt", "DescribeKey"],
    });
    expect((await describeKey())["KeyMetadata"].Arn).to.equal(KeyId);
    const { Grants } = await client.call("kms:ListGrants", { KeyId });
    expect(Grants).to.have.length(1);
    expect(Grants[0]).to.deep.include({
      ...{ KeyId, GrantId, GranteePrincipal: ROLE, Operations: ["Decrypt", "DescribeKey"] },
      IssuingAccount: `arn:aws:iam::${ADMIN}:root`,
    });
    await client.call("kms:RevokeGrant", { KeyId, GrantId });
    expect(await refusal(describeKey())).to.match(/^AccessDeniedException: /);
  });

  it("with a name is made once for equal requests, and again for others", async () => {
    const { client } = await world();
    const create = async (more: object) => {
      const grant = { KeyId, GranteePrincipal: ROLE, Operations: ["Decrypt", "DescribeKey"] };
      return (await client.call("kms:CreateGrant", { ...grant, ...more }))["GrantId"];
    };
    const first = await create({ Name: "reader" });
    expect(await create({ Name: "reader", Operations: ["DescribeKey", "Decrypt"] })).to.equal(
      first,
    );
    expect(await create({ Name: "reader", Operations: ["Decrypt"] })).to.not.equal(first);
    expect(await create({})).to.not.equal(await create({}));
  });

  for (const [member, principal] of [
    ["GranteePrincipal", `arn:aws:iam::${ADMIN}:role/gone`],
    ["GranteePrincipal", "arn:aws:iam::999988887777:root"],
    ["GranteePrincipal", ROLE.replace("arn:aws:", "arn:aws-cn:")],
    ["RetiringPrincipal", `arn:aws:iam::${ADMIN}:user/gone`],
  ] as const) {
    it(`has no ${member} that does not exist: ${principal}`, async () => {
      const { client } = await world();
      const grant = { KeyId, GranteePrincipal: ROLE, Operations: ["Decrypt"] };
      expect(
        await refusal(client.call("kms:CreateGrant", { ...grant, [member]: principal })),
      ).to.equal(`InvalidArnException: ARN does not refer to a valid principal: ${principal}`);
    });
  }

  it("allows no other action, and yields to a Deny of the key's policy", async () => {
    const { client, describeKey } = await world();
    await client.call("kms:CreateGrant", {
      ...{ KeyId, GranteePrincipal: ROLE, Operations: ["Decrypt"] },
    });
    expect(await refusal(describeKey())).to.match(/^AccessDeniedException: /);
    await client.call("kms:CreateGrant", {
      ...{ KeyId, GranteePrincipal: ROLE, Operations: ["DescribeKey"] },
    });
    const key = client.cloud.world.keys[KeyId]!;
    (key.policy["Statement"] as object[]).push({
      ...{ Effect: "Deny", Principal: "*", Action: "kms:DescribeKey", Resource: "*" },
    });
    expect(await refusal(describeKey())).to.match(/^AccessDeniedException: /);
  });

  it("is made by the key's own account alone, and not of a key that is disabled", async () => {
    const { client } = await world();
    const grant = { KeyId, GranteePrincipal: ROLE, Operations: ["Decrypt"] };
    expect(await refusal(client.as(OTHER).call("kms:CreateGrant", grant))).to.match(
      /^AccessDeniedException: /,
    );
    await client.call("kms:DisableKey", { KeyId });
    expect(await refusal(client.call("kms:CreateGrant", grant))).to.match(/^DisabledException: /);
  });
});
