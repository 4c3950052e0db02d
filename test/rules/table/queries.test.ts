import { gunzipSync } from "node:zlib";

import { expect } from "chai";

import { COLUMNS, namedQueries } from "../../../rules/table";
import { createCloud } from "../../../sandbox/cloud";
import type { Delivery, FindingOptions } from "../../../sandbox/cloud/guardduty/findings";
import { objectBytes } from "../../../sandbox/cloud/s3/storage";
import type { Athena } from "../../../testing/athena";
import { openAthena, TABLE } from "../../../testing/athena";
import { ADMIN, BUCKET, bucketArn, exportWorld, keyArn, OTHER } from "../../../testing/worlds";

const DAY = 24 * 60 * 60 * 1000;
const SSH = "Recon:EC2/PortProbeUnprotectedPort";
const MALWARE = "Object:S3/MaliciousFile";
const BACKDOOR = "Backdoor:EC2/C&CActivity.B";

/** Two accounts in two Regions that export to one bucket. */
async function exporters() {
  const admitted = (Action: string, Resource: string | string[]) => ({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "guardduty.amazonaws.com" }, Action, Resource },
    ],
  });
  const world = exportWorld();
  world.buckets![BUCKET]!.policy = admitted("s3:*", [bucketArn(), `${bucketArn()}/*`]);
  world.keys![keyArn()]!.policy = admitted("kms:*", "*");
  const destination = {
    destinationArn: bucketArn(),
    kmsKeyArn: keyArn(),
    status: "PUBLISHING" as const,
  };
  world.detectors = Object.fromEntries(
    [`${ADMIN}/us-east-1`, `${ADMIN}/eu-west-1`, `${OTHER}/us-east-1`].map((place, index) => [
      place,
      {
        id: String(index).repeat(32),
        destinations: { ["d".repeat(31) + index]: destination },
      },
    ]),
  );
  return createCloud(world);
}

describe("the named queries, on findings as the sandbox exports them", () => {
  let athena: Athena;
  let sample: { [property: string]: unknown };
  let probed: { id: string; resource: { instanceDetails: { instanceId: string } } };

  before(async () => {
    const cloud = await exporters();
    const find = async (account: string, region: string, options: FindingOptions = {}) =>
      contentOf(await cloud.exportFinding(account, region, options));
    const bucket = cloud.world.buckets[BUCKET]!;
    const contentOf = ([delivery]: Delivery[]) =>
      JSON.parse(gunzipSync(objectBytes(bucket.objects[delivery!.key!]!)).toString());

    await cloud.advanceClock(-60 * DAY);
    await find(ADMIN, "us-east-1");
    await cloud.advanceClock(58 * DAY);
    sample = probed = await find(ADMIN, "us-east-1");
    const { id, createdAt } = sample as { id: string; createdAt: string };
    await cloud.advanceClock(DAY);
    await find(ADMIN, "us-east-1", { update: { id, createdAt, count: 7 } });
    await find(ADMIN, "eu-west-1", { type: MALWARE });
    await find(OTHER, "us-east-1", { type: BACKDOOR });
    athena = await openAthena(bucket);
  });
  after(() => athena.close());

  const run = (key: string, ...parameters: string[]) =>
    athena.run(namedQueries(TABLE).find((query) => query.key === key)!.query, ...parameters);
  const pick = (rows: { [column: string]: unknown }[], ...columns: string[]) =>
    rows.map((row) => columns.map((column) => row[column]));

  it("read columns that are exactly the properties of a finding", () => {
    expect(COLUMNS.map(({ name }) => name)).to.have.members(
      Object.keys(sample).map((property) => property.toLowerCase()),
    );
  });

  it("count each finding once in its severity, the highest first", async () => {
    expect(pick(await run("by-severity"), "severity_band", "findings")).to.deep.equal([
      ["high", "1"],
      ["low", "2"],
    ]);
  });

  it("count findings of each account and Region, the worst first", async () => {
    const columns = ["accountid", "region", "findings", "highest_severity"];
    expect(pick(await run("by-account"), ...columns)).to.deep.equal([
      [ADMIN, "eu-west-1", "1", 8],
      [ADMIN, "us-east-1", "1", 2],
      [OTHER, "us-east-1", "1", 2],
    ]);
  });

  it("tell the types that were not there before this week", async () => {
    const rows = await run("new-types");
    expect(pick(rows, "type", "findings", "accounts")).to.have.deep.members([
      [MALWARE, "1", "1"],
      [BACKDOOR, "1", "1"],
    ]);
  });

  it("find what concerns one resource, with how often it occurred", async () => {
    const rows = await run("of-resource", probed.resource.instanceDetails.instanceId);
    expect(pick(rows, "id", "type", "resource_type", "occurrences")).to.deep.equal([
      [probed.id, SSH, "Instance", "7"],
    ]);
    expect(await run("of-resource", "i-0")).to.deep.equal([]);
  });

  it("name bucket, object and threat of S3 malware", async () => {
    const rows = await run("s3-malware");
    expect(pick(rows, "object_key", "threat", "region")).to.deep.equal([
      ["incoming/eicar.com", "EICAR-Test-File", "eu-west-1"],
    ]);
    expect(rows[0]!["bucket"]).to.match(/^uploads-/);
  });

  it("show the newest record of a finding alone", async () => {
    const rows = await run("newest");
    const [record] = rows.filter(({ id }) => id === probed.id);
    expect(rows).to.have.length(3);
    expect(record!["occurrences"]).to.equal("7");
    expect(record!["first_seen"]).to.equal(sample["createdAt"]);
  });
});

describe("a named query", () => {
  it("bounds the days that it reads, and is read by name and description", () => {
    for (const { query, name, description } of namedQueries(TABLE)) {
      expect(query, name).to.contain("WHERE day >= date_format(");
      expect(name, name).to.match(/^\S.{5,127}$/);
      expect(description, name).to.match(/^[A-Z].*\.$/);
    }
  });
});
