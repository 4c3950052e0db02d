import { expect } from "chai";
import { gunzipSync } from "node:zlib";
import { objectBytes } from "../../sandbox/cloud/s3/storage";
import {
  ADMIN,
  BUCKET,
  bucketStatements,
  type Client,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  keyArn,
  keyStatements,
  type ExportLocation,
  policyOf,
  refusal,
  type Statements,
} from "../../testing/worlds";

const CREATE = "guardduty:CreatePublishingDestination";
const SERVICE_TEXT =
  "BadRequestException: The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html";

const HERE: ExportLocation = { region: "us-east-1", home: "us-east-1", prefix: "" };

async function exporter(
  location: Partial<ExportLocation> = {},
  world = exportWorld(location),
): Promise<Client> {
  return clientOf(world, { ...HERE, ...location }.region);
}

function destinationOf({ cloud }: Client) {
  return Object.values(cloud.world.detectors[`${ADMIN}/us-east-1`]!.destinations)[0]!;
}

describe("how GuardDuty exports", () => {
  const cases: [region: string, home: string, accepted: boolean][] = [
    ["us-east-1", "us-east-1", true],
    ["eu-west-1", "us-east-1", true],
    ["me-south-1", "us-east-1", true],
    ["me-south-1", "me-south-1", true],
    ["us-east-1", "me-south-1", false],
    ["eu-south-1", "me-south-1", false],
    ["us-gov-west-1", "us-gov-west-1", true],
    ["cn-north-1", "cn-north-1", true],
  ];
  for (const [region, home, accepted] of cases) {
    it(`${accepted ? "accepts" : "refuses"} findings of ${region} for a bucket in ${home}`, async () => {
      const client = await exporter({ region, home });
      const create = client.call(CREATE, destinationInput({ home }));
      if (accepted) expect(await create).to.have.property("DestinationId");
      else expect(await refusal(create)).to.equal(SERVICE_TEXT);
    });
  }

  it("refuses a key in another Region than the bucket", async () => {
    const world = exportWorld();
    const elsewhere = keyArn("eu-west-1");
    world.keys = { [elsewhere]: { policy: policyOf(keyStatements()) } };
    world.buckets![BUCKET]!.policy = policyOf(
      JSON.parse(JSON.stringify(bucketStatements()).replaceAll(keyArn(), elsewhere)),
    );
    const client = await exporter({}, world);
    const input = destinationInput();
    input["DestinationProperties"].KmsKeyArn = elsewhere;
    expect(await refusal(client.call(CREATE, input))).to.equal(SERVICE_TEXT);
  });

  for (const [name, key] of Object.entries({
    disabled: { state: "Disabled" as const },
    "about to be deleted": { state: "PendingDeletion" as const },
    asymmetric: { spec: "RSA_2048" },
  })) {
    it(`refuses a key that is ${name}`, async () => {
      const world = exportWorld();
      Object.assign(world.keys![keyArn()]!, key);
      const client = await exporter({}, world);
      expect(await refusal(client.call(CREATE, destinationInput()))).to.equal(SERVICE_TEXT);
    });
  }

  const spoiled: [name: string, policy: "bucket" | "key", change: (all: Statements) => void][] = [
    ["no GetBucketLocation statement", "bucket", (all) => delete all["location"]],
    ["no PutObject statement", "bucket", (all) => delete all["put"]],
    ["no GenerateDataKey statement", "key", (all) => delete all["generate"]],
    [
      "another account in PutObject",
      "bucket",
      (all) => {
        all["put"].Condition.StringEquals["aws:SourceAccount"] = "999999999999";
      },
    ],
    [
      "another detector in PutObject",
      "bucket",
      (all) => {
        all["put"].Condition.StringEquals["aws:SourceArn"] += "0";
      },
    ],
    [
      "a wildcard under StringEquals",
      "bucket",
      (all) => {
        all["put"].Condition.StringEquals["aws:SourceArn"] = "arn:aws:guardduty:*";
      },
    ],
    [
      "the opt-in principal of a default Region",
      "bucket",
      (all) => {
        all["put"].Principal = { Service: "guardduty.us-east-1.amazonaws.com" };
      },
    ],
    [
      "another detector in the key policy",
      "key",
      (all) => {
        all["generate"].Condition.StringEquals["aws:SourceArn"] += "0";
      },
    ],
    [
      "objects below the account's folder only",
      "bucket",
      (all) => {
        all["put"].Resource = `arn:aws:s3:::${BUCKET}/AWSLogs/${ADMIN}/GuardDuty/*`;
      },
    ],
    [
      "a deny of every other key",
      "bucket",
      (all) => {
        all["otherKey"].Condition.StringNotEquals = {
          "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:us-east-1:1:key/other",
        };
      },
    ],
    [
      "a deny of PutObject without a condition",
      "bucket",
      (all) => {
        delete all["unencrypted"].Condition;
      },
    ],
  ];
  for (const [name, policy, change] of spoiled) {
    it(`refuses a ${policy} policy with ${name}, at create and at each finding`, async () => {
      const statements = policy === "bucket" ? bucketStatements() : keyStatements();
      change(statements);
      const location = policy === "bucket" ? { bucket: BUCKET } : { key: keyArn() };

      const fresh = await exporter();
      await fresh.cloud.setPolicy(location, policyOf(statements));
      expect(await refusal(fresh.call(CREATE, destinationInput()))).to.equal(SERVICE_TEXT);

      const client = await exporter();
      await client.call(CREATE, destinationInput());
      await client.cloud.setPolicy(location, policyOf(statements));
      const [delivery] = await client.cloud.exportFinding(ADMIN, "us-east-1");
      if (name.startsWith("objects below")) {
        expect(delivery?.key, "findings themselves go there").to.be.a("string");
        return;
      }
      expect(delivery?.refusal?.policy).to.equal(policy);
      expect(destinationOf(client).status).to.equal("UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY");
    });
  }

  it("accepts PutObject for AWSLogs/ alone, the tightest that lets the test write through", async () => {
    const statements = bucketStatements();
    statements["put"].Resource = `arn:aws:s3:::${BUCKET}/AWSLogs/*`;
    const client = await exporter();
    await client.cloud.setPolicy({ bucket: BUCKET }, policyOf(statements));
    expect(await client.call(CREATE, destinationInput())).to.have.property("DestinationId");
  });

  it("refuses the global principal for a detector in an opt-in Region", async () => {
    const location = { region: "me-south-1" };
    const client = await exporter(location);
    const statements = bucketStatements({ ...HERE, ...location });
    statements["put"].Principal = { Service: "guardduty.amazonaws.com" };
    await client.cloud.setPolicy({ bucket: BUCKET }, policyOf(statements));
    expect(await refusal(client.call(CREATE, destinationInput()))).to.equal(SERVICE_TEXT);
  });

  it("takes new policies into account only after the propagation delay", async () => {
    const world = exportWorld();
    world.buckets![BUCKET]!.policy = null;
    const client = await exporter({}, world);
    client.cloud.setFaults({ ...QUIET, propagationDelayMs: 3_600_000 });
    const Policy = JSON.stringify(policyOf(bucketStatements()));
    await client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy });
    expect(
      JSON.parse((await client.call("s3:GetBucketPolicy", { Bucket: BUCKET }))["Policy"]),
    ).to.deep.equal(JSON.parse(Policy));
    expect(await refusal(client.call(CREATE, destinationInput()))).to.equal(SERVICE_TEXT);
    await client.cloud.advanceClock(3_600_000);
    expect(await client.call(CREATE, destinationInput())).to.have.property("DestinationId");
  });

  it("keeps to the policy before for the delay when one is taken away", async () => {
    const client = await exporter();
    await client.call(CREATE, destinationInput());
    client.cloud.setFaults({ ...QUIET, propagationDelayMs: 3_600_000 });
    await client.call("s3:DeleteBucketPolicy", { Bucket: BUCKET });
    expect((await client.cloud.exportFinding(ADMIN, "us-east-1"))[0]).to.have.property("key");
    await client.cloud.advanceClock(3_600_000);
    expect((await client.cloud.exportFinding(ADMIN, "us-east-1"))[0]).to.have.property("refusal");
  });

  it("writes a finding as gzipped JSON Lines under GuardDuty's key layout", async () => {
    const client = await exporter({ prefix: "logs" });
    await client.call(CREATE, destinationInput({ prefix: "logs" }));
    const [delivery] = await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(delivery?.key).to.match(
      /^logs\/AWSLogs\/111122223333\/GuardDuty\/us-east-1\/\d{4}\/\d\d\/\d\d\/[0-9a-f-]{36}\.jsonl\.gz$/,
    );
    const stored = client.cloud.world.buckets[BUCKET]!.objects[delivery!.key!]!;
    expect(stored).to.include({ sse: "aws:kms", kmsKeyArn: keyArn() });
    const lines = gunzipSync(objectBytes(stored)).toString().trimEnd().split("\n");
    expect(lines).to.have.length(1);
    expect(JSON.parse(lines[0]!)).to.deep.include({
      schemaVersion: "2.0",
      accountId: ADMIN,
      region: "us-east-1",
      partition: "aws",
    });
    expect(JSON.parse(lines[0]!).service).to.include({ detectorId: DETECTOR, count: 1 });
  });

  it("marks a destination that fails since the first failure, and publishing again after a success", async () => {
    const client = await exporter();
    await client.call(CREATE, destinationInput());
    await client.cloud.setPolicy({ bucket: BUCKET }, null);
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    const since = destinationOf(client).publishingFailureStartTimestamp;
    expect(since).to.be.a("number");
    await client.cloud.advanceClock(1000);
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(destinationOf(client).publishingFailureStartTimestamp).to.equal(since);
    await client.cloud.setPolicy({ bucket: BUCKET }, policyOf(bucketStatements()));
    await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(destinationOf(client)).to.include({ status: "PUBLISHING" });
    expect(destinationOf(client)).not.to.have.property("publishingFailureStartTimestamp");
  });

  it("exports samples, and nothing while GuardDuty is suspended", async () => {
    const client = await exporter();
    await client.call(CREATE, destinationInput());
    await client.call("guardduty:CreateSampleFindings", {
      DetectorId: DETECTOR,
      FindingTypes: ["Recon:EC2/Portscan", "Backdoor:EC2/DenialOfService.Tcp"],
    });
    expect(Object.keys(client.cloud.world.buckets[BUCKET]!.objects)).to.have.length(3);
    await client.call("guardduty:UpdateDetector", { DetectorId: DETECTOR, Enable: false });
    expect(await client.cloud.exportFinding(ADMIN, "us-east-1")).to.deep.equal([]);
  });

  it("says in its calls and its log which statement refused GuardDuty, of which AWS answers nothing", async () => {
    const world = exportWorld();
    const deny = {
      ...{ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" },
      Condition: { StringEquals: { "aws:PrincipalIsAWSService": "true" } },
    };
    world.keys![keyArn()]!.policy = policyOf({ ...keyStatements(), deny });
    const client = await exporter({}, world);
    const log: object[] = [];
    client.cloud.logRefusals((record) => log.push(record));
    expect(await refusal(client.call(CREATE, destinationInput()))).to.equal(SERVICE_TEXT);
    expect(log).to.deep.equal([client.cloud.calls.at(-1)]);
    const { error, why } = client.cloud.calls.at(-1)!;
    expect(error).to.equal("BadRequestException");
    expect(why).to.contain(
      "The key policy does not let guardduty.amazonaws.com do kms:GenerateDataKey",
    );
    expect(why).to.contain('statement 2 "deny"');
  });
});

const QUIET = { latencyMs: 0, propagationDelayMs: 0, throttleRate: 0, errorRate: 0, seed: 1 };
