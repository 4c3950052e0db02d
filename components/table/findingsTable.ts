import * as pulumi from "@pulumi/pulumi";

import { planTable, readTableArgs } from "../../rules/table";
import { planNamed } from "../shared/planNamed";
import { componentTag } from "../shared/tags";
import { definedOnly } from "../shared/outputs";
import type { FindingsTableArgs } from "./args";
import { createDatabase, createOcsfView, createTable } from "./catalog";
import { createQueries, createWorkgroup } from "./queries";
import { createResultsBucket } from "./results";

/**
 * The exported findings as a table of Amazon Athena, with a workgroup and named queries. Athena computes the partitions: nothing crawls.
 * Who queries needs, in addition to Athena's and Glue's rights, s3:GetObject and s3:ListBucket on the findings and kms:Decrypt on their key.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
 */
export class FindingsTable extends pulumi.ComponentResource {
  /** Name of the Glue database. */
  public readonly databaseName!: pulumi.Output<string>;
  /** Name of the Glue table. */
  public readonly tableName!: pulumi.Output<string>;
  /** Name of the view of OCSF Detection Findings; undefined without it. */
  public readonly ocsfViewName?: pulumi.Output<string>;
  /** Name of the Athena workgroup that has the named queries. */
  public readonly workgroupName!: pulumi.Output<string>;
  /** Where query results are: s3://bucket/. */
  public readonly resultsUri!: pulumi.Output<string>;

  constructor(name: string, args: FindingsTableArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planNamed("FindingsTable", name, readTableArgs(args), planTable);
    super("guardduty-export:index:FindingsTable", name, {}, opts);

    const context = { parent: this, plan, args, tag: componentTag(name) };
    const results = createResultsBucket(context);
    const database = createDatabase(name, context);
    const table = createTable(context, database);
    const view = plan.settings.ocsfView ? createOcsfView(context, database, table) : undefined;
    const resultsUri = pulumi.interpolate`s3://${results.bucket}/`;
    const workgroup = createWorkgroup(context, resultsUri);
    createQueries(context, database, table, workgroup);

    const outputs = definedOnly({
      databaseName: database.name,
      tableName: table.name,
      ocsfViewName: view?.name,
      workgroupName: workgroup.name,
      resultsUri,
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}
