import { expect } from "chai";
import { failure } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";
import { afterColon } from "../../../rules/tokens";

const accessKey = "aws:iam/accessKey:AccessKey";
const oidcProvider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const user = "aws:iam/user:User";
const userPolicy = "aws:iam/userPolicy:UserPolicy";
const roleArn = `arn:aws:iam::${ACCOUNT}:role/readers/reader`;

const document = (statement: object): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", ...statement }],
});
const rootArn = `arn:aws:iam::${ACCOUNT}:root`;
const trust = document({ Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" });
const rights = document({ Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" });

describe("sandbox/providers iam", () => {
  const suite = providerSuite();

  const { make } = suite;

  const reader = { name: "reader", path: "/readers/", assumeRolePolicy: trust, tags: { a: "b" } };

  it("makes a role that has no Region, and finds nothing to do for it the second time", async () => {
    const made = await make(role, reader);
    expect(made.id).to.equal("reader");
    expect(made.inputs).not.to.have.property("region");
    expect(made.state).not.to.have.property("region");
    expect(made.state).to.include({ arn: roleArn, path: "/readers/", maxSessionDuration: 3600 });
    expect(made.state["uniqueId"]).to.match(/^AROA[A-Z2-7]{17}$/);
    expect((await suite.plan(role, made, reader)).keys).to.deep.equal([]);
    const read = await suite.aws.read(role, "reader", made);
    expect((await suite.plan(role, read, reader)).keys).to.deep.equal([]);
    expect((await suite.aws.read(role, "reader")).state).to.include({ arn: roleArn });
  });

  it("changes a role's trust, description and session length in place, its name and path by another role", async () => {
    const made = await make(role, reader);
    const next = {
      ...reader,
      assumeRolePolicy: document({
        Principal: { AWS: rootArn },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      }),
      description: "reads",
      maxSessionDuration: 7200,
    };
    expect((await suite.plan(role, made, next)).replaces).to.deep.equal([]);
    await suite.change(role, made, next);
    expect(suite.cloud.world.roles[roleArn]).to.deep.include({
      assumeRolePolicy: next.assumeRolePolicy,
      description: "reads",
      maxSessionDuration: 7200,
    });
    expect((await suite.plan(role, made, { ...reader, path: "/" })).replaces).to.deep.equal([
      "path",
    ]);
  });

  it("refuses a second role of the name, and to delete one that has policies", async () => {
    const made = await make(role, reader);
    expect((await suite.refused(role, reader)).message).to.match(
      /^creating IAM Role \(reader\): .* EntityAlreadyExists: Role with name reader already exists\.$/,
    );
    const policy = await make(rolePolicy, { role: "reader", name: "read", policy: rights });
    expect((await failure(suite.aws.delete(role, made))).message).to.match(/DeleteConflict/);
    await suite.aws.delete(rolePolicy, policy);
    await suite.aws.delete(role, made);
    expect(suite.cloud.world.roles).to.deep.equal({});
  });

  const policies: [type: string, owner: string, program: object][] = [
    [rolePolicy, role, { role: "reader", name: "read", policy: rights }],
    [userPolicy, user, { user: "reader", name: "read", policy: rights }],
  ];
  for (const [type, owner, program] of policies) {
    const title = afterColon(type);
    it(`puts a ${title} over what is there, under an id of owner and name`, async () => {
      await make(owner, owner === role ? reader : { name: "reader" });
      const made = await make(type, program);
      expect(made.id).to.equal("reader:read");
      expect((await suite.plan(type, made, program)).keys).to.deep.equal([]);
      const text = document({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::logs" });
      const moved = await suite.plan(type, made, { ...program, name: "other", policy: text });
      expect(moved.replaces).to.deep.equal(["name"]);
      await make(type, { ...program, policy: text });
      await suite.aws.delete(type, made);
      expect((await suite.aws.read(type, made.id, made)).id).to.equal("");
    });
  }

  it("holds a user's policy to 2,048 characters before anything is made", async () => {
    const policy = JSON.stringify(
      document({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${"a".repeat(2000)}` }),
    );
    const [, failures] = await suite.aws.check(userPolicy, "thing", { user: "u", policy });
    expect(failures[0]).to.match(/^Cannot exceed quota for PolicySize: 2048 \(actual: 21\d\d\)/);
    const [, leading] = await suite.aws.check(rolePolicy, "thing", { role: "r", policy: " {}" });
    expect(leading[0]).to.contain("leading space characters are not allowed");
  });

  it("renames a user in place, and its id with it", async () => {
    const made = await make(user, { name: "reader" });
    const next = { name: "other", path: "/p/" };
    expect((await suite.plan(user, made, next)).replaces).to.deep.equal([]);
    const changed = await suite.change(user, made, next);
    expect(changed.state).to.include({
      id: "other",
      arn: `arn:aws:iam::${ACCOUNT}:user/p/other`,
      uniqueId: made.state["uniqueId"],
    });
    // The engine knows it by its first id for ever.
    await suite.aws.delete(user, { ...changed, id: "reader" });
    expect(suite.cloud.world.users).to.deep.equal({});
  });

  it("returns an access key's secret once: it stays in state and is not there after an import", async () => {
    await make(user, { name: "reader" });
    const made = await make(accessKey, { user: "reader" });
    const kept =
      suite.cloud.world.users[`arn:aws:iam::${ACCOUNT}:user/reader`]!.accessKeys[made.id]!;
    expect(made.state).to.include({ secret: kept.secret, status: "Active", user: "reader" });
    expect(made.state["sesSmtpPasswordV4"]).to.match(/^B/);
    expect((await suite.plan(accessKey, made, { user: "reader" })).keys).to.deep.equal([]);
    const read = await suite.aws.read(accessKey, made.id, made);
    expect(read.state["secret"]).to.equal(kept.secret);
    await suite.change(accessKey, made, { user: "reader", status: "Inactive" });
    expect(kept.status).to.equal("Inactive");
  });

  it("replaces an access key create-first, which fails at two keys, and fails to delete one that is gone", async () => {
    await make(user, { name: "reader" });
    const first = await make(accessKey, { user: "reader" });
    const moved = await suite.plan(accessKey, first, { user: "other" });
    expect(moved).to.deep.include({ replaces: ["user"], deleteBeforeReplace: false });
    await make(accessKey, { user: "reader" });
    expect((await suite.refused(accessKey, { user: "reader" })).message).to.match(/LimitExceeded/);
    await suite.aws.delete(accessKey, first);
    expect((await failure(suite.aws.delete(accessKey, first))).message).to.match(/NoSuchEntity/);
  });

  it("deletes a user with keys of others only with forceDestroy", async () => {
    const made = await make(user, { name: "reader" });
    await make(accessKey, { user: "reader" });
    expect((await failure(suite.aws.delete(user, made))).message).to.match(/DeleteConflict/);
    const forced = await suite.change(user, made, { name: "reader", forceDestroy: true });
    await suite.aws.delete(user, forced);
    expect(suite.cloud.world.users).to.deep.equal({});
  });

  it("makes an OIDC provider and changes its audiences in place", async () => {
    const url = "https://sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
    const arn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${url.slice("https://".length)}`;
    const made = await make(oidcProvider, { url, clientIdLists: ["a"] });
    expect(made.id).to.equal(arn);
    expect(
      (await suite.plan(oidcProvider, made, { url, clientIdLists: ["a"] })).keys,
    ).to.deep.equal([]);
    await suite.change(oidcProvider, made, { url, clientIdLists: ["b"] });
    expect(suite.cloud.world.oidcProviders[arn]!.clientIds).to.deep.equal(["b"]);
  });
});
