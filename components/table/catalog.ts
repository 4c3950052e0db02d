import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";

import {
  COLUMNS,
  databaseName,
  OCSF_VIEW_NAME,
  ocsfView,
  PARTITION_KEYS,
  projection,
  serdeParameters,
  SUFFIX_BYTES,
  TABLE_NAME,
} from "../../rules/table";
import type { TableContext } from "./context";
import { explainTaken } from "./taken";

export function createDatabase(
  component: string,
  { parent, plan: { names, settings }, args }: TableContext,
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
    {
      parent,
      hooks: explainTaken(parent, {
        ...{ name: names.database, region: settings.homeRegion, what: "database" },
      }),
    },
  );
}

export function createTable(
  { parent, plan: { names, settings }, args }: TableContext,
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
    { parent, hooks: tableHooks(parent, names.table, settings.homeRegion) },
  );
}

export function createOcsfView(
  { parent, plan: { names, settings } }: TableContext,
  database: glue.CatalogDatabase,
  table: glue.CatalogTable,
): glue.CatalogTable {
  const view = pulumi
    .all([database.name, table.name])
    .apply(([databaseOf, tableOf]) => ocsfView(databaseOf, tableOf));
  return new glue.CatalogTable(
    names.ocsfView,
    {
      region: settings.homeRegion,
      name: OCSF_VIEW_NAME,
      databaseName: database.name,
      // No description: readers take it for the comment that marks a view.
      tableType: "VIRTUAL_VIEW",
      // As Athena's own statements leave it; Trino runs no view without an owner.
      owner: "hadoop",
      parameters: view.parameters,
      viewOriginalText: view.viewOriginalText,
      viewExpandedText: view.viewExpandedText,
      storageDescriptor: { columns: view.columns, serDeInfo: { name: OCSF_VIEW_NAME } },
    },
    { parent, hooks: tableHooks(parent, names.ocsfView, settings.homeRegion) },
  );
}

const tableHooks = (parent: pulumi.Resource, name: string, region: string) =>
  explainTaken(parent, { name, region, what: "table" });
