import { expect } from "chai";

import { FindingsTable } from "../../components/table/findingsTable";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { namedQueries } from "../../rules/table";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";

const REGIONS = ["us-east-1", "me-south-1"];

const program = async () => {
  const { findingsUri, bucketName } = new GuardDutyExport("findings", {
    regions: REGIONS,
    bucket: { prefix: "guardduty" },
  });
  const table = new FindingsTable("table", {
    ...{ findingsUri, accounts: [ACCOUNT], regions: REGIONS, since: "2026-01-31" },
  });
  return { bucketName, findingsUri, ...outputsOf(table) };
};

function outputsOf({ databaseName, tableName, workgroupName, resultsUri }: FindingsTable) {
  return { databaseName, tableName, workgroupName, resultsUri };
}

describe("The findings as a table, on the real engine", () => {
  let stack: CloudStack;
  let outputs: { [name: string]: string };

  before(async () => {
    stack = await openCloudStack(exampleWorld());
    const up = await stack.up(program);
    expect(up.error?.message).to.equal(undefined);
    outputs = up.outputs as typeof outputs;
  });
  after(async () => {
    await stack.close();
  });

  it("is deployed once: nothing changes the second time, nor by itself", async () => {
    expect((await stack.up(program)).changed).to.deep.equal([]);
    expect((await stack.refresh()).changed).to.deep.equal([]);
  });

  it("has each object in one of the partitions that Athena computes", async () => {
    const delivered = [];
    for (const region of REGIONS) delivered.push(...(await stack.deliver(region)));
    const [database] = Object.values(stack.cloud.world.databases);
    expect(database!.input["Name"]).to.equal(outputs["databaseName"]);
    const { Parameters } = database!.tables[outputs["tableName"]!] as {
      Parameters: { [name: string]: string };
    };
    const valuesOf = (folder: string) => Parameters[`projection.${folder}.values`]!.split(",");
    // The day's format and range are Athena's to expand.
    const [year, month, date] = new Date().toISOString().slice(0, 10).split("-");
    const partitions = valuesOf("account_folder").flatMap((account) =>
      valuesOf("region_folder").map((region) =>
        Parameters["storage.location.template"]!.replace("${account_folder}", account)
          .replace("${region_folder}", region)
          .replace("${day}", `${year}/${month}/${date}`),
      ),
    );
    const folders = delivered.map(
      (key) => `s3://${outputs["bucketName"]}/${key.slice(0, key.lastIndexOf("/"))}`,
    );
    expect(folders.sort()).to.deep.equal(partitions.sort());
    expect(Parameters["projection.day.range"]).to.equal("2026/01/31,NOW");
  });

  it("offers every query in the workgroup, on the table by names that need no quotes", () => {
    const { databaseName, tableName, workgroupName } = outputs;
    expect(databaseName).to.match(/^guardduty_table_[0-9a-f]{8}$/);
    expect(tableName).to.equal("findings");
    const offered = Object.values(stack.cloud.world.namedQueries);
    const queries = namedQueries({
      table: `"${databaseName}"."${tableName}"`,
      includeSamples: false,
    });
    expect(offered.map(({ name, query }) => ({ name, query }))).to.have.deep.members(
      queries.map(({ name, query }) => ({ name, query })),
    );
    for (const { workgroup, database } of offered) {
      expect(workgroup).to.match(new RegExp(`workgroup/${workgroupName}$`));
      expect(database).to.equal(databaseName);
    }
  });

  it("keeps query results encrypted, for a while, and within the limit of what a query reads", () => {
    const { workgroups, buckets } = stack.cloud.world;
    const [workgroup] = Object.values(workgroups);
    expect(JSON.parse(JSON.stringify(workgroup!.configuration))).to.deep.include({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10 * 1024 ** 3,
      ResultConfiguration: {
        OutputLocation: outputs["resultsUri"],
        EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
      },
    });
    const { lifecycle } = buckets[outputs["resultsUri"]!.split("/")[2]!]!;
    const rules = lifecycle!["Rules"] as { Expiration: object }[];
    expect(rules.map(({ Expiration }) => Expiration)).to.deep.equal([{ Days: 30 }]);
  });
});
