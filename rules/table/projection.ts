/** What partition projection is made from. */
export interface ProjectionInput {
  /** Where findings are: `s3://bucket/[prefix/]AWSLogs/`. */
  findingsUri: string;
  /** Account ids whose folders are read. */
  accounts: readonly string[];
  regions: readonly string[];
  /** First day: `2026-01-31`. Undefined: two years before now. */
  since?: string;
}

/**
 * Table parameters that let Athena compute the partitions, so that no crawler and no repair is needed.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export function projection({ findingsUri, accounts, regions, since }: ProjectionInput) {
  return {
    EXTERNAL: "TRUE",
    "projection.enabled": "true",
    "projection.account_folder.type": "enum",
    "projection.account_folder.values": accounts.join(","),
    "projection.region_folder.type": "enum",
    "projection.region_folder.values": regions.join(","),
    "projection.day.type": "date",
    "projection.day.format": "yyyy/MM/dd",
    "projection.day.range": `${since?.replaceAll("-", "/") ?? "NOW-730DAYS"},NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
    "storage.location.template": `${findingsUri}\${account_folder}/GuardDuty/\${region_folder}/\${day}`,
  };
}
