import { expect } from "chai";
import { failure } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";
import { afterColon, beforeColon } from "../../../rules/tokens";

const database = "aws:glue/catalogDatabase:CatalogDatabase";
const namedQuery = "aws:athena/namedQuery:NamedQuery";
const table = "aws:glue/catalogTable:CatalogTable";
const workgroup = "aws:athena/workgroup:Workgroup";

const tableProgram = {
  databaseName: "findings",
  name: "guardduty",
  tableType: "EXTERNAL_TABLE",
  parameters: { "projection.enabled": "true", EXTERNAL: "TRUE" },
  partitionKeys: [{ name: "account", type: "string" }],
  storageDescriptor: {
    location: "s3://logs/AWSLogs/",
    columns: [
      { name: "id", type: "string" },
      { name: "severity", type: "double" },
    ],
    serDeInfo: {
      serializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
      parameters: { "ignore.malformed.json": "true" },
    },
  },
};

const workgroupProgram = {
  name: "findings",
  configuration: {
    bytesScannedCutoffPerQuery: 1_000_000_000,
    resultConfiguration: {
      outputLocation: "s3://results/",
      encryptionConfiguration: {
        encryptionOption: "SSE_KMS",
        kmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`,
      },
    },
  },
  tags: { a: "b" },
};

describe("sandbox/providers glue and athena", () => {
  const suite = providerSuite();

  const { make } = suite;

  const programs: [type: string, program: object, id: RegExp | string, arn?: string][] = [
    [
      database,
      { name: "other", description: "Findings", tags: { a: "b" } },
      `${ACCOUNT}:other`,
      "glue:database/other",
    ],
    [table, tableProgram, `${ACCOUNT}:findings:guardduty`, "glue:table/findings/guardduty"],
    [workgroup, workgroupProgram, "findings", "athena:workgroup/findings"],
    [namedQuery, { name: "q", database: "findings", query: "SELECT 1" }, /^[0-9a-f-]{36}$/],
  ];
  for (const [type, program, id, arn] of programs) {
    const title = afterColon(type);
    it(`finds nothing to do the second time for a ${title}, also after a refresh, and reads an import alike`, async () => {
      await make(database, { name: "findings" });
      const made = await make(type, program);
      if (typeof id === "string") expect(made.id).to.equal(id);
      else expect(made.id).to.match(id);
      if (arn !== undefined) {
        const [service, resource] = [beforeColon(arn), afterColon(arn)];
        expect(made.state["arn"]).to.equal(`arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`);
      }
      expect((await suite.plan(type, made, program)).keys).to.deep.equal([]);
      const read = await suite.aws.read(type, made.id, made);
      expect((await suite.plan(type, read, program)).keys).to.deep.equal([]);
      const imported = await suite.aws.read(type, `${made.id}@us-east-1`);
      expect((await suite.plan(type, imported, program)).keys).to.deep.equal([]);
      await suite.aws.delete(type, made);
      expect((await suite.aws.read(type, made.id, made)).id).to.equal("");
    });
  }

  it("keeps a table's parameters as they are written, and its blocks in Glue's members", async () => {
    await make(database, { name: "findings" });
    await make(table, tableProgram);
    const { tables } =
      suite.cloud.world.databases[`arn:aws:glue:us-east-1:${ACCOUNT}:database/findings`]!;
    expect(tables["guardduty"]).to.deep.include({
      Parameters: tableProgram.parameters,
      PartitionKeys: [{ Name: "account", Type: "string" }],
      StorageDescriptor: {
        Location: "s3://logs/AWSLogs/",
        Columns: [
          { Name: "id", Type: "string" },
          { Name: "severity", Type: "double" },
        ],
        SerdeInfo: {
          SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
          Parameters: { "ignore.malformed.json": "true" },
        },
      },
    });
  });

  it("changes a table and a workgroup in place, and nothing of a named query", async () => {
    await make(database, { name: "findings" });
    const made = await make(table, tableProgram);
    const moved = { ...tableProgram, parameters: { "projection.enabled": "false" } };
    const { inputs, ...diff } = await suite.plan(table, made, moved);
    expect(diff).to.deep.include({ keys: ["parameters"], replaces: [] });
    const changed = await suite.aws.update(table, made, inputs);
    expect(changed.state["parameters"]).to.deep.equal({ "projection.enabled": "false" });

    const group = await make(workgroup, workgroupProgram);
    const smaller = {
      ...workgroupProgram,
      configuration: { bytesScannedCutoffPerQuery: 10_485_760 },
    };
    const next = await suite.plan(workgroup, group, smaller);
    expect(next).to.deep.include({ keys: ["configuration"], replaces: [] });
    await suite.aws.update(workgroup, group, next.inputs);
    expect(
      suite.cloud.world.workgroups[`arn:aws:athena:us-east-1:${ACCOUNT}:workgroup/findings`]!
        .configuration,
    ).to.include({ BytesScannedCutoffPerQuery: 10_485_760, EnforceWorkGroupConfiguration: true });

    const query = { database: "findings", query: "SELECT 1" };
    const old = await make(namedQuery, query);
    expect(
      (await suite.plan(namedQuery, old, { ...query, query: "SELECT 2" })).replaces,
    ).to.deep.equal(["query"]);
  });

  it("names a database with letters and a line below", async () => {
    const { state } = await make(database, {});
    expect(state["name"]).to.match(/^thing_[a-z]{8}$/);
  });

  const wrong: [type: string, program: object, text: string][] = [
    [database, { name: "Findings" }, "name cannot contain uppercase characters"],
    [workgroup, { name: "a b" }, "must contain only alphanumeric characters"],
    [
      workgroup,
      { configuration: { bytesScannedCutoffPerQuery: 1 } },
      "bytes_scanned_cutoff_per_query to be at least (10485760), got 1",
    ],
  ];
  for (const [type, program, text] of wrong) {
    it(`refuses before anything is made: ${text}`, async () => {
      const [, failures] = await suite.aws.check(type, "thing", program);
      expect(failures.join("\n")).to.contain(text);
    });
  }

  it("refuses a second one of a name, and takes a database's tables with it", async () => {
    const made = await make(database, { name: "findings" });
    await make(table, tableProgram);
    for (const [type, program] of [
      [database, { name: "findings" }],
      [table, tableProgram],
    ] as const) {
      expect((await suite.refused(type, program)).message).to.contain("AlreadyExistsException");
    }
    await suite.aws.delete(database, made);
    expect(suite.cloud.world.databases).to.deep.equal({});
  });

  it("deletes a workgroup that holds queries only with forceDestroy", async () => {
    const made = await make(workgroup, workgroupProgram);
    await make(namedQuery, { database: "findings", query: "SELECT 1", workgroup: "findings" });
    expect((await failure(suite.aws.delete(workgroup, made))).message).to.contain(
      "InvalidRequestException: WorkGroup findings is not empty",
    );
    const { inputs } = await suite.plan(workgroup, made, {
      ...workgroupProgram,
      forceDestroy: true,
    });
    await suite.aws.delete(workgroup, await suite.aws.update(workgroup, made, inputs));
    expect(suite.cloud.world.namedQueries).to.deep.equal({});
  });

  it("fails to delete a named query that is gone", async () => {
    const made = await make(namedQuery, { database: "findings", query: "SELECT 1" });
    await suite.aws.delete(namedQuery, made);
    expect((await failure(suite.aws.delete(namedQuery, made))).message).to.contain("was not found");
  });
});
