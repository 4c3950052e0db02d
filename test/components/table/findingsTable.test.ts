import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { FindingsTable } from "../../../components/table/findingsTable";
import type { FindingsTableArgs } from "../../../components/table/args";
import { COLUMNS, namedQueries, ocsfView, serdeParameters } from "../../../rules/table";
import type { RecordMocks, RecordOptions } from "../../../testing/recorder";
import { record, UNKNOWN } from "../../../testing/recorder";

const ARGS: FindingsTableArgs = {
  findingsUri: "s3://acme-findings/guardduty/AWSLogs/",
  accounts: ["111122223333", "222233334444"],
  regions: ["us-east-1", "me-south-1"],
};

const recorded = (more: Partial<FindingsTableArgs> = {}, options?: RecordOptions) =>
  record(() => new FindingsTable("table", { ...ARGS, ...more }), options);

describe("FindingsTable", () => {
  it("registers a database, a table, a workgroup, its queries and a bucket for results, all in the home Region", async () => {
    const { resources } = await recorded({ homeRegion: "eu-west-1" });
    expect(resources.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([
      "aws:athena/namedQuery:NamedQuery table-query-attack-sequences",
      "aws:athena/namedQuery:NamedQuery table-query-by-account",
      "aws:athena/namedQuery:NamedQuery table-query-by-severity",
      "aws:athena/namedQuery:NamedQuery table-query-infected-resources",
      "aws:athena/namedQuery:NamedQuery table-query-malware-objects",
      "aws:athena/namedQuery:NamedQuery table-query-new-types",
      "aws:athena/namedQuery:NamedQuery table-query-newest",
      "aws:athena/namedQuery:NamedQuery table-query-of-resource",
      "aws:athena/namedQuery:NamedQuery table-query-open-by-day",
      "aws:athena/namedQuery:NamedQuery table-query-s3-malware",
      "aws:athena/namedQuery:NamedQuery table-query-stopped-types",
      "aws:athena/namedQuery:NamedQuery table-query-top-principals",
      "aws:athena/namedQuery:NamedQuery table-query-update-intervals",
      "aws:athena/workgroup:Workgroup table-workgroup",
      "aws:glue/catalogDatabase:CatalogDatabase table-database",
      "aws:glue/catalogTable:CatalogTable table-table",
      "aws:s3/bucket:Bucket table-results",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration table-results-lifecycle",
      "aws:s3/bucketPolicy:BucketPolicy table-results-policy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock table-results-public-access-block",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration table-results-encryption",
      "random:index/randomId:RandomId table-database-suffix",
    ]);
    for (const { type, name, parent, inputs } of resources) {
      expect(parent?.name, name).to.equal("table");
      if (type.startsWith("aws:")) expect(inputs["region"], name).to.equal("eu-west-1");
    }
  });

  it("has Athena compute the partitions from accounts, Regions and days", async () => {
    const { find } = await recorded({ since: "2026-01-31" });
    const { inputs } = find("aws:glue/catalogTable:CatalogTable");
    expect(inputs["parameters"]).to.deep.equal({
      EXTERNAL: "TRUE",
      "projection.enabled": "true",
      "projection.account_folder.type": "enum",
      "projection.account_folder.values": "111122223333,222233334444",
      "projection.region_folder.type": "enum",
      "projection.region_folder.values": "us-east-1,me-south-1",
      "projection.day.type": "date",
      "projection.day.format": "yyyy/MM/dd",
      "projection.day.range": "2026/01/31,NOW",
      "projection.day.interval": "1",
      "projection.day.interval.unit": "DAYS",
      "storage.location.template":
        "s3://acme-findings/guardduty/AWSLogs/${account_folder}/GuardDuty/${region_folder}/${day}",
    });
    const { columns, serDeInfo } = inputs["storageDescriptor"];
    expect(columns).to.deep.equal(
      COLUMNS.map(({ name, type, comment }) => ({ name, type, comment })),
    );
    expect(serDeInfo).to.deep.equal({
      serializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
      parameters: serdeParameters(),
    });
    expect(inputs["partitionKeys"].map(({ name }: { name: string }) => name)).to.deep.equal([
      "account_folder",
      "region_folder",
      "day",
    ]);
  });

  it("reads two years back by default", async () => {
    const { find } = await recorded();
    expect(
      find("aws:glue/catalogTable:CatalogTable").inputs["parameters"]["projection.day.range"],
    ).to.equal("NOW-730DAYS,NOW");
  });

  it("queries its own table by name, limited to 10 GiB, with encrypted results that expire", async () => {
    const resource: RecordMocks["resource"] = ({ type, name, inputs }) =>
      type === "random:index/randomId:RandomId"
        ? { id: name, state: { ...inputs, hex: "1a2b3c4d" } }
        : undefined;
    const { find, all } = await recorded({ resultsRetentionDays: 7 }, { mocks: { resource } });
    const queries = all("aws:athena/namedQuery:NamedQuery").map(({ inputs }) => inputs["query"]);
    expect(queries).to.have.members(
      namedQueries({
        table: '"guardduty_table_1a2b3c4d"."findings"',
        includeSamples: false,
      }).map(({ query }) => query),
    );
    const { configuration } = find("aws:athena/workgroup:Workgroup").inputs;
    expect(configuration.enforceWorkgroupConfiguration).to.equal(true);
    expect(configuration.bytesScannedCutoffPerQuery).to.equal(10_737_418_240);
    expect(configuration.resultConfiguration.encryptionConfiguration).to.deep.equal({
      encryptionOption: "SSE_S3",
    });
    const lifecycle = find("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    expect(lifecycle.inputs["rules"][0].expiration).to.deep.equal({ days: 7 });
  });

  it("has the queries answer with sample findings too with `includeSampleFindings`", async () => {
    const { all } = await recorded({ includeSampleFindings: true });
    for (const { inputs } of all("aws:athena/namedQuery:NamedQuery")) {
      expect(JSON.stringify(inputs["query"])).not.to.contain("[SAMPLE]");
    }
  });

  it("registers a view of OCSF Detection Findings with `ocsfView`", async () => {
    const resource: RecordMocks["resource"] = ({ type, name, inputs }) =>
      type === "random:index/randomId:RandomId"
        ? { id: name, state: { ...inputs, hex: "1a2b3c4d" } }
        : undefined;
    const { find } = await recorded({ ocsfView: true }, { mocks: { resource } });
    const { inputs } = find("aws:glue/catalogTable:CatalogTable", "table-ocsf-view");
    const { viewOriginalText, columns, parameters } = ocsfView(
      "guardduty_table_1a2b3c4d",
      "findings",
    );
    expect(inputs).to.deep.include({ name: "findings_ocsf", tableType: "VIRTUAL_VIEW" });
    expect(inputs).to.deep.include({ viewOriginalText, parameters });
    expect(inputs["storageDescriptor"].columns).to.deep.equal(columns);
  });

  it("takes what is known only later, and is previewed before anything exists", async () => {
    const later = () => ({ findingsUri: pulumi.output(ARGS.findingsUri) });
    const { find, outputs } = await record(
      () => {
        const { databaseName, tableName } = new FindingsTable("table", { ...ARGS, ...later() });
        return { databaseName, tableName };
      },
      { preview: true },
    );
    expect(find("aws:athena/namedQuery:NamedQuery", "table-query-newest").inputs["query"]).to.equal(
      UNKNOWN,
    );
    expect(outputs).to.deep.equal({ databaseName: UNKNOWN, tableName: "findings" });
  });

  it("reports every problem of its arguments in one run, and registers nothing", async () => {
    const bad = {
      findingsUri: "s3://acme-findings",
      accounts: ["1234"],
      regions: [],
      since: "2026-02-30",
      bytesScannedLimit: 1,
      resultsRetentionDays: 0,
      bucket: "acme-findings",
    } as unknown as FindingsTableArgs;
    const { errors, resources } = await record(() => new FindingsTable("table", bad), {
      keepErrors: true,
    });
    expect(resources).to.deep.equal([]);
    expect(errors.map(({ message }) => message)).to.deep.equal([
      [
        "FindingsTable table: 7 problems in the arguments; nothing was registered",
        '  - findingsUri: must have the form s3://bucket/[prefix/]AWSLogs/, as the output findingsUri of GuardDutyExport; got "s3://acme-findings". Fix: set findingsUri to a value such as "s3://acme-findings/guardduty/AWSLogs/"',
        '  - accounts[0]: must be a string of 12 digits; got "1234". Fix: set accounts[0] to a value such as "111122223333"',
        '  - regions: must not be empty. Fix: set regions to a value such as ["us-east-1"]',
        '  - since: must be a day in the form 2026-01-31; got "2026-02-30". Fix: set since to a value such as "2026-01-31"',
        "  - bytesScannedLimit: must be at least 10485760; got 1. Fix: set bytesScannedLimit to 10485760",
        "  - resultsRetentionDays: must be at least 1; got 0. Fix: set resultsRetentionDays to 1",
        "  - bucket: unknown property bucket; expected one of findingsUri, accounts, regions, homeRegion, since, bytesScannedLimit, resultsRetentionDays, includeSampleFindings, ocsfView, tags. Fix: remove bucket",
      ].join("\n"),
    ]);
  });
});
