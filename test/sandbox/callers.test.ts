import { expect } from "chai";
import { createCloud } from "../../sandbox/cloud";
import type { RoleToAssume } from "../../sandbox/cloud/contract";
import { withoutLongWaits } from "../../testing/fastWaits";
import { ADMIN, clientOf, exportWorld, OTHER, refusal } from "../../testing/worlds";

const DENIED = "The security token included in the request is invalid.";

async function authentication(credentials: {
  accessKeyId?: string;
  assumeRoles?: RoleToAssume[];
  region?: string;
}): Promise<string> {
  const cloud = await createCloud(exportWorld());
  return refusal((async () => cloud.authenticate({ region: "us-east-1", ...credentials }))());
}

describe("callers", () => {
  it("are the account whose id the access key id contains, else the world's caller", async () => {
    const cloud = await createCloud(exportWorld());
    const region = "us-east-1";
    expect(cloud.authenticate({ accessKeyId: `AKIA${OTHER}X`, region })).to.deep.equal({
      accountId: OTHER,
      arn: `arn:aws:iam::${OTHER}:root`,
      region,
    });
    expect(cloud.authenticate({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", region }).accountId).to.equal(
      ADMIN,
    );
  });

  it("have no identity with an account the world does not have", async () => {
    expect(await authentication({ accessKeyId: "AKIA999999999999" })).to.equal(
      `InvalidClientTokenId: ${DENIED}`,
    );
  });

  it("assume roles that the world lists, one after another, and no others", async () => {
    const cloud = await createCloud(exportWorld());
    const deploy = `arn:aws:iam::${ADMIN}:role/deploy`;
    const archive = `arn:aws:iam::${OTHER}:role/path/archive`;
    const region = "us-east-1";
    const assumeRoles = [{ roleArn: deploy }, { roleArn: archive }];
    expect(cloud.authenticate({ assumeRoles, region })).to.deep.equal({
      accountId: OTHER,
      arn: `arn:aws:sts::${OTHER}:assumed-role/archive/sandbox`,
      region,
    });
    const none = `arn:aws:iam::${OTHER}:role/none`;
    expect(
      await authentication({ assumeRoles: [{ roleArn: deploy }, { roleArn: none }] }),
    ).to.equal(
      `AccessDenied: User: arn:aws:sts::${ADMIN}:assumed-role/deploy/sandbox is not authorized to perform: sts:AssumeRole on resource: ${none}`,
    );
  });

  it("are not known in an opt-in Region that their account has not enabled, for any call", async () => {
    expect(await authentication({ region: "af-south-1" })).to.equal(
      `UnrecognizedClientException: ${DENIED}`,
    );
    const { cloud, caller } = await clientOf();
    for (const operation of ["guardduty:ListDetectors", "s3:ListBuckets", "kms:ListKeys"]) {
      const call = cloud.call({ ...caller, region: "af-south-1" }, operation, {});
      expect(await refusal(call)).to.equal(`UnrecognizedClientException: ${DENIED}`);
      await cloud.call({ ...caller, region: "me-south-1" }, operation, {});
    }
  });

  it("cannot assume a role in an opt-in Region that the account they come from has not enabled", async () => {
    const assumeRoles = [{ roleArn: `arn:aws:iam::${ADMIN}:role/deploy` }];
    const accessKeyId = `AKIA${OTHER}X`;
    const refused = await authentication({ accessKeyId, assumeRoles, region: "me-south-1" });
    expect(refused).to.match(/^UnrecognizedClientException/);
  });
});

describe("faults", () => {
  const QUIET = { latencyMs: 0, propagationDelayMs: 0, throttleRate: 0, errorRate: 0, seed: 1 };

  async function outcomes(faults: object): Promise<string[]> {
    const { cloud, call } = await clientOf();
    cloud.setFaults({ ...QUIET, ...faults });
    const codes = [];
    for (let n = 0; n < 40; n++) {
      codes.push(
        await call("s3:ListBuckets").then(
          () => "ok",
          (error: Error) => error.name,
        ),
      );
    }
    return codes;
  }

  it("strike the share of calls asked for, the same ones for the same seed", async () => {
    const faults = { throttleRate: 0.25, errorRate: 0.25, seed: 7 };
    const first = await outcomes(faults);
    expect(first).to.include.members(["ok", "SlowDown", "InternalError"]);
    expect(await outcomes(faults)).to.deep.equal(first);
    expect(await outcomes({ ...faults, seed: 8 })).not.to.deep.equal(first);
  });

  it("leave the world as it was", async () => {
    const { cloud, call } = await clientOf();
    cloud.setFaults({ ...QUIET, errorRate: 1 });
    const create = call("s3:CreateBucket", { Bucket: "another" });
    expect(await refusal(create)).to.match(/^InternalError/);
    expect(cloud.world.buckets).not.to.have.property("another");
  });

  it("make every call wait", async () => {
    const { cloud, call } = await clientOf();
    cloud.setFaults({ ...QUIET, latencyMs: 60_000 });
    const waits = await withoutLongWaits(async () => {
      await Promise.all([call("s3:ListBuckets"), call("guardduty:ListDetectors")]);
    });
    expect(waits).to.deep.equal([60_000, 60_000]);
  });

  it("are recorded with the calls", async () => {
    const { cloud, call } = await clientOf();
    await call("s3:ListBuckets");
    await refusal(call("guardduty:GetDetector", { DetectorId: "x" }));
    expect(cloud.calls).to.deep.equal([
      { accountId: ADMIN, region: "us-east-1", operation: "s3:ListBuckets" },
      {
        accountId: ADMIN,
        region: "us-east-1",
        operation: "guardduty:GetDetector",
        error: "BadRequestException",
      },
    ]);
  });

  it("are not what an unknown operation is: it is refused by its name", async () => {
    const { call } = await clientOf();
    for (const operation of [
      "guardduty:GetCoverageStatistics",
      "ec2:DescribeRegions",
      "s3:toString",
    ]) {
      expect(await refusal(call(operation))).to.equal(
        `NotImplemented: The sandbox does not have ${operation}.`,
      );
    }
  });
});
