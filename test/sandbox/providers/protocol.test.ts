import { ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";

import { GuardDutyExport } from "../../../components/export/guardDutyExport";
import { createCloud } from "../../../sandbox/cloud";
import type { ProtocolFlag } from "../../../sandbox/providers/rpc/service";
import { exampleWorld } from "../../../testing/cloudStack";
import { openEngine } from "../../../testing/engine";
import { serveCloud } from "../../../testing/servedCloud";

const FLAGS = Object.getOwnPropertyNames(ProviderHandshakeResponse.prototype).filter((name) =>
  name.startsWith("set"),
) as ProtocolFlag[];

const program = async () => {
  const { bucketName } = new GuardDutyExport("findings", { regions: ["us-east-1", "eu-west-1"] });
  return { bucketName };
};

/** What an engine makes of the program, with stand-ins whose handshake has these flags. */
async function deployed(accepts: readonly ProtocolFlag[]) {
  const cloud = await createCloud(exampleWorld());
  const served = await serveCloud(cloud, undefined, accepts);
  const engine = await openEngine({ config: { "aws:region": "us-east-1" }, env: served.env });
  try {
    const runs = [await engine.preview(program), await engine.up(program)];
    const again = await engine.up(program);
    const refreshed = await engine.refresh();
    const destroyed = await engine.destroy();
    return {
      errors: [...runs, again, refreshed, destroyed].map(({ error }) => error?.message),
      changes: runs.map(({ changes }) => changes),
      later: [again, refreshed].map(({ changed }) => changed),
      buckets: Object.values(cloud.world.buckets).map(({ policy }) => policy !== undefined),
    };
  } finally {
    await engine.close();
    await served.close();
  }
}

describe("The protocol of the provider stand-ins", () => {
  it("deploys, changes nothing again, refreshes and destroys, the same without a flag and with all that the SDK has", async () => {
    const plain = await deployed([]);
    expect(plain.errors).to.deep.equal([undefined, undefined, undefined, undefined, undefined]);
    expect(plain.later).to.deep.equal([[], []]);
    expect(await deployed(FLAGS)).to.deep.equal(plain);
  });

  it("knows the flags of Pulumi 3.276", () => {
    expect(FLAGS.map((flag) => flag.slice(3)).sort()).to.deep.equal([
      "AcceptOutputs",
      "AcceptResources",
      "AcceptSecrets",
      "AcceptsByteString",
      "AcceptsOutputsInCall",
      "AcceptsOutputsInCheck",
      "AcceptsOutputsInInvoke",
      "SupportsAutonamingConfiguration",
    ]);
  });
});
