import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { createCloud, type SandboxCloud } from "../../sandbox/cloud";
import { type Providers, startProviders } from "../../sandbox/providers";
import { type Engine, openEngine } from "../../testing/engine";
import { MANAGEMENT, MEMBER, ROOT, treeWorld } from "../../testing/organizations";

/** An SCP on an account and an RCP on a new unit, as a platform team has them in a stack. */
const program = (denied: string) => async (): Promise<void> => {
  const document = (statement: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: denied, Resource: "*", ...statement }],
    });
  const unit = new aws.organizations.OrganizationalUnit("unit", { name: "Labs", parentId: ROOT });
  const scp = new aws.organizations.Policy("scp", { name: "deny", content: document({}) });
  const rcp = new aws.organizations.Policy("rcp", {
    ...{ name: "perimeter", type: "RESOURCE_CONTROL_POLICY" },
    content: document({ Principal: "*" }),
  });
  new aws.organizations.PolicyAttachment("member", { policyId: scp.id, targetId: MEMBER });
  new aws.organizations.PolicyAttachment("unit", { policyId: rcp.id, targetId: unit.id });
};

describe("Organizations policies on the real engine", () => {
  let cloud: SandboxCloud;
  let providers: Providers;
  let engine: Engine;

  before(async () => {
    const policyTypes = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const;
    cloud = await createCloud({
      ...treeWorld({ policyTypes: [...policyTypes] }),
      caller: MANAGEMENT,
    });
    providers = await startProviders(cloud);
    engine = await openEngine({
      config: { "aws:region": "us-east-1" },
      env: { PULUMI_DEBUG_PROVIDERS: `aws:${providers.ports.aws}` },
    });
  });
  after(async () => {
    await engine.close();
    await providers.close();
  });

  const listBuckets = (): Promise<string> => {
    const caller = cloud.authenticate({ accessKeyId: `AKIA${MEMBER}TEST`, region: "us-east-1" });
    return cloud.call(caller, "s3:ListBuckets", {}).then(
      () => "allowed",
      ({ code }: { code: string }) => code,
    );
  };

  it("are deployed and in effect, unchanged by a second run, changed in place, and destroyed", async () => {
    const up = await engine.up(program("s3:*"));
    expect(up.error).to.equal(undefined);
    expect(await listBuckets()).to.equal("AccessDenied");

    const again = await engine.up(program("s3:*"));
    expect([again.changed, again.error]).to.deep.equal([[], undefined]);
    const refreshed = await engine.refresh();
    expect([refreshed.changed, refreshed.error]).to.deep.equal([[], undefined]);

    const changed = await engine.up(program("kms:*"));
    expect(changed.error).to.equal(undefined);
    expect(changed.changes).to.include({ update: 2 });
    expect(changed.changes).not.to.have.any.keys("replace", "create", "delete");
    expect(await listBuckets()).to.equal("allowed");

    const destroyed = await engine.destroy();
    expect(destroyed.error).to.equal(undefined);
    const { policies, attachments, organizationalUnits } = cloud.world.organization!;
    expect(policies).to.deep.equal({});
    expect(Object.values(attachments).flat()).to.deep.equal([]);
    expect(Object.keys(organizationalUnits)).to.have.length(2);
  });
});
