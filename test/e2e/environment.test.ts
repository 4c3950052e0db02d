import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { GuardDutyExport } from "../../index";
import { type Sandbox, startSandbox } from "../../sandbox";
import { type Engine, openEngine } from "../../testing/engine";

const WORLD = path.resolve(__dirname, "../../sandbox/worlds/organization.json");

/** A program of a user's own: an export, and a resource that is no part of one. */
const programWith = (make: () => void) => async () => {
  const findings = new GuardDutyExport("findings", { regions: ["us-east-1"] });
  make();
  return { account: findings.administratorAccountId };
};

describe("A program of a user's own, on the real engine", () => {
  let sandbox: Sandbox;
  let engine: Engine;
  beforeEach(async () => {
    sandbox = await startSandbox({ world: JSON.parse(readFileSync(WORLD, "utf8")) });
  });
  afterEach(async () => {
    await engine.close();
    await sandbox.close();
  });

  it("acts as the account that the access key holds, in the Region of the environment", async () => {
    engine = await openEngine({
      env: {
        ...sandbox.env,
        AWS_ACCESS_KEY_ID: "AKIA555566667777DEMO",
        AWS_SECRET_ACCESS_KEY: "any",
        AWS_REGION: "us-east-1",
      },
    });
    const { error, outputs } = await engine.up(programWith(() => new aws.s3.Bucket("own")));
    expect(error?.message).to.equal(undefined);
    expect(outputs["account"]).to.equal("555566667777");
    const { buckets } = sandbox.cloud.world;
    const made = Object.values(buckets).filter(({ account }) => account === "555566667777");
    expect(made.map(({ region }) => region)).to.deep.equal(["us-east-1", "us-east-1"]);
  });

  const others: [type: string, make: () => void][] = [
    ["aws:ec2/vpc:Vpc", () => new aws.ec2.Vpc("own", { cidrBlock: "10.0.0.0/16" })],
    [
      "aws:dynamodb/table:Table",
      () =>
        new aws.dynamodb.Table("own", {
          attributes: [{ name: "id", type: "S" }],
          hashKey: "id",
          billingMode: "PAY_PER_REQUEST",
        }),
    ],
  ];
  for (const [type, make] of others) {
    it(`is refused ${type} with one sentence and one fix`, async () => {
      engine = await openEngine({ env: { ...sandbox.env, AWS_REGION: "us-east-1" } });
      const { error, diagnostics } = await engine.preview(programWith(make));
      expect(error).to.not.equal(undefined);
      const refusals = diagnostics.filter((text) => text.includes("The sandbox does not model"));
      expect(refusals).to.have.length(1);
      expect(refusals[0]).to.match(
        new RegExp(
          `The sandbox does not model ${type}: of aws it has .*guardduty\\.Detector.*s3\\.Bucket.*\\. Fix: deploy it to AWS or to another emulator, in a stack of its own\\.`,
        ),
      );
    });
  }
});
