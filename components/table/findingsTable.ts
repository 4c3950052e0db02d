import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";

import type { FindingsTableSettings } from "../../rules/table";
import {
  COLUMNS,
  databaseName,
  namedQueries,
  PARTITION_KEYS,
  projection,
  readTableArgs,
  resultsPolicy,
  serdeParameters,
  SUFFIX_BYTES,
  TABLE_NAME,
  tableNames,
} from "../../rules/table";
import { ArgsError } from "../shared/argsError";
import type { FindingsTableArgs } from "./args";

/**
 * The exported findings as a table of Amazon Athena, with a workgroup and named queries. Athena computes the partitions: nothing crawls.
 * Who queries needs, beside Athena's and Glue's, s3:GetObject and s3:ListBucket on the findings and kms:Decrypt on their key.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
 */
export class FindingsTable extends pulumi.ComponentResource {
  /** Name of the Glue database. */
  public readonly databaseName!: pulumi.Output<string>;
  /** Name of the Glue table. */
  public readonly tableName!: pulumi.Output<string>;
  /** Name of the Athena workgroup that has the named queries. */
  public readonly workgroupName!: pulumi.Output<string>;
  /** Where query results are: s3://bucket/. */
  public readonly resultsUri!: pulumi.Output<string>;

  constructor(name: string, args: FindingsTableArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, problems } = readTableArgs(args);
    if (settings === undefined) throw new ArgsError(`FindingsTable ${name}`, problems);
    super("guardduty-export:index:FindingsTable", name, {}, opts);

    const context = { parent: this, names: tableNames(name), settings, args };
    const results = createResultsBucket(context);
    const database = createDatabase(name, context);
    const table = createTable(context, database);
    const resultsUri = pulumi.interpolate`s3://${results.bucket}/`;
    const workgroup = createWorkgroup(context, resultsUri);
    createQueries(context, database, table, workgroup);

    const outputs = {
      databaseName: database.name,
      tableName: table.name,
      workgroupName: workgroup.name,
      resultsUri,
    };
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

interface TableContext {
  parent: pulumi.Resource;
  names: ReturnType<typeof tableNames>;
  settings: FindingsTableSettings;
  args: FindingsTableArgs;
}

/** Results can be had again by another query: the bucket goes with the stack. */
function createResultsBucket({ parent, names, settings, args }: TableContext): s3.Bucket {
  const region = settings.homeRegion;
  const bucket = new s3.Bucket(
    names.results,
    { region, forceDestroy: true, tags: args.tags },
    { parent },
  );
  const of = { region, bucket: bucket.bucket };
  new s3.BucketPublicAccessBlock(
    names.resultsPublicAccessBlock,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  new s3.BucketServerSideEncryptionConfiguration(
    names.resultsEncryption,
    { ...of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    { parent },
  );
  new s3.BucketLifecycleConfiguration(
    names.resultsLifecycle,
    {
      ...of,
      rules: [
        {
          id: "expire-results",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: settings.resultsRetentionDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
    { parent },
  );
  const policy = bucket.arn.apply((arn) => JSON.stringify(resultsPolicy(arn)));
  new s3.BucketPolicy(names.resultsPolicy, { ...of, policy }, { parent });
  return bucket;
}

function createDatabase(
  component: string,
  { parent, names, settings, args }: TableContext,
): glue.CatalogDatabase {
  const suffix = new RandomId(names.databaseSuffix, { byteLength: SUFFIX_BYTES }, { parent });
  return new glue.CatalogDatabase(
    names.database,
    {
      region: settings.homeRegion,
      name: suffix.hex.apply((hex) => databaseName(component, hex)),
      description: "GuardDuty findings",
      tags: args.tags,
    },
    { parent },
  );
}

function createTable(
  { parent, names, settings, args }: TableContext,
  database: glue.CatalogDatabase,
): glue.CatalogTable {
  const parameters = pulumi
    .all([args.findingsUri, args.accounts])
    .apply(([findingsUri, accounts]) => projection({ ...settings, findingsUri, accounts }));
  return new glue.CatalogTable(
    names.table,
    {
      region: settings.homeRegion,
      name: TABLE_NAME,
      databaseName: database.name,
      description: "A row for each export of a finding; updates repeat its id",
      tableType: "EXTERNAL_TABLE",
      parameters,
      partitionKeys: [...PARTITION_KEYS],
      storageDescriptor: {
        location: args.findingsUri,
        columns: COLUMNS.map(({ name, type, comment }) => ({ name, type, comment })),
        inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serDeInfo: {
          serializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
          parameters: serdeParameters(),
        },
      },
    },
    { parent },
  );
}

function createWorkgroup(
  { parent, names, settings, args }: TableContext,
  outputLocation: pulumi.Output<string>,
): athena.Workgroup {
  return new athena.Workgroup(
    names.workgroup,
    {
      region: settings.homeRegion,
      description: "Queries of GuardDuty findings",
      forceDestroy: true,
      configuration: {
        enforceWorkgroupConfiguration: true,
        bytesScannedCutoffPerQuery: settings.bytesScannedLimit,
        resultConfiguration: {
          outputLocation,
          encryptionConfiguration: { encryptionOption: "SSE_S3" },
        },
      },
      tags: args.tags,
    },
    { parent },
  );
}

function createQueries(
  { parent, names, settings }: TableContext,
  database: glue.CatalogDatabase,
  table: glue.CatalogTable,
  workgroup: athena.Workgroup,
): void {
  const { includeSampleFindings: includeSamples } = settings;
  const qualified = pulumi.interpolate`"${database.name}"."${table.name}"`;
  // Their texts need the table's name, which is known later; which queries there are does not.
  namedQueries({ table: "", includeSamples }).forEach(({ key, name, description }, index) => {
    new athena.NamedQuery(
      names.query(key),
      {
        region: settings.homeRegion,
        name,
        description,
        database: database.name,
        workgroup: workgroup.name,
        query: qualified.apply(
          (known) => namedQueries({ table: known, includeSamples })[index]?.query as string,
        ),
      },
      { parent },
    );
  });
}
