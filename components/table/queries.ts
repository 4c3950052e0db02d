import * as athena from "@pulumi/aws/athena";
import type * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";

import { namedQueries } from "../../rules/table";
import type { TableContext } from "./context";

export function createWorkgroup(
  { parent, plan: { names, settings }, args }: TableContext,
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

export function createQueries(
  { parent, plan: { names, settings } }: TableContext,
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
