import type * as pulumi from "@pulumi/pulumi";

/** The arguments of FindingsTable. What decides which resources exist is plain; leaves may be Inputs. */
export interface FindingsTableArgs {
  /** Where findings are: s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri. */
  findingsUri: pulumi.Input<string>;
  /** Ids of the accounts whose findings are read, 12 digits each: the administrator's and its members'. */
  accounts: pulumi.Input<pulumi.Input<string>[]>;
  /** The Regions whose findings are read, such as us-east-1. */
  regions: string[];
  /** Region of the findings bucket, where the table is made. Defaults to the first of regions. */
  homeRegion?: string;
  /** First day that is read, such as 2026-01-31. Defaults to two years before now. */
  since?: string;
  /** Bytes that one query may read at most; Athena ends it there. At least 10485760. Defaults to 10737418240, 10 GiB. */
  bytesScannedLimit?: number;
  /** Days that query results are kept: 1 to 36500. Defaults to 30. */
  resultsRetentionDays?: number;
  /** Whether the named queries answer with sample findings too, whose titles start with [SAMPLE]. Defaults to false. */
  includeSampleFindings?: boolean;
  /** Whether a view gives the findings as OCSF 1.1.0 Detection Findings (class 2004), as Security Lake has them. Defaults to false. */
  ocsfView?: boolean;
  /** Tags of everything that takes tags. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
