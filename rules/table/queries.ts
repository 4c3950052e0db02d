/** A query that the workgroup offers by name. */
export interface NamedQuery {
  /** Key of the logical name. */
  key: string;
  name: string;
  description: string;
  query: string;
}

/** The newest record of each finding: GuardDuty exports a finding again whenever it is updated. */
const newest = (table: string, days: number) => `newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY updatedat DESC) AS place
    FROM ${table}
    WHERE day >= ${daysAgo(days)}
  ) AS ranked
  WHERE place = 1
)`;

const daysAgo = (days: number) =>
  `date_format(current_timestamp - INTERVAL '${days}' DAY, '%Y/%m/%d')`;

const BAND = `CASE
    WHEN severity >= 9 THEN 'critical'
    WHEN severity >= 7 THEN 'high'
    WHEN severity >= 4 THEN 'medium'
    ELSE 'low'
  END`;

/**
 * The named queries, in Athena's SQL. `table` is `"database"."table"`. Each bounds the days it reads, since a query costs by what it scans.
 * Severity bands: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
 */
export function namedQueries(table: string): NamedQuery[] {
  return [
    {
      key: "by-severity",
      name: "Findings by severity",
      description: "Findings of the last 30 days by severity, with when the latest was updated.",
      query: `WITH ${newest(table, 30)}
SELECT
  ${BAND} AS severity_band,
  count(*) AS findings,
  max(updatedat) AS last_update
FROM newest
GROUP BY 1
ORDER BY max(severity) DESC`,
    },
    {
      key: "by-account",
      name: "Findings by account",
      description: "Findings of the last 30 days by account and Region, the worst accounts first.",
      query: `WITH ${newest(table, 30)}
SELECT
  accountid,
  region,
  count(*) AS findings,
  max(severity) AS highest_severity,
  max(updatedat) AS last_update
FROM newest
GROUP BY accountid, region
ORDER BY highest_severity DESC, findings DESC, accountid, region`,
    },
    {
      key: "new-types",
      name: "New finding types this week",
      description: "Finding types first seen in the last 7 days and not in the 90 days before.",
      query: `SELECT
  type,
  min(createdat) AS first_seen,
  count(DISTINCT id) AS findings,
  count(DISTINCT accountid) AS accounts
FROM ${table}
WHERE day >= ${daysAgo(97)}
GROUP BY type
HAVING min(day) >= ${daysAgo(7)}
ORDER BY first_seen DESC, type`,
    },
    {
      key: "of-resource",
      name: "Findings on one resource",
      description:
        "Findings of the last 90 days whose resource names the parameter: an instance id, access key id, bucket, role or cluster name.",
      query: `WITH ${newest(table, 90)}
SELECT
  updatedat,
  severity,
  type,
  title,
  accountid,
  region,
  id,
  json_extract_scalar(resource, '$.resourceType') AS resource_type,
  json_extract_scalar(service, '$.count') AS occurrences
FROM newest
WHERE strpos(resource, concat('"', ?, '"')) > 0
ORDER BY updatedat DESC, id`,
    },
    {
      key: "s3-malware",
      name: "S3 malware findings",
      description: "Malicious objects that Malware Protection for S3 found in the last 90 days.",
      query: `WITH ${newest(table, 90)}
SELECT
  updatedat,
  accountid,
  region,
  json_extract_scalar(resource, '$.s3BucketDetails[0].name') AS bucket,
  json_extract_scalar(resource, '$.s3BucketDetails[0].s3ObjectDetails[0].key') AS object_key,
  json_extract_scalar(service, '$.malwareScanDetails.threats[0].name') AS threat,
  id
FROM newest
WHERE type LIKE 'Object:S3/%'
ORDER BY updatedat DESC, id`,
    },
    {
      key: "newest",
      name: "Findings without their updates",
      description:
        "The newest record of each finding of the last 7 days, with how often it occurred.",
      query: `WITH ${newest(table, 7)}
SELECT
  updatedat,
  severity,
  type,
  title,
  accountid,
  region,
  id,
  json_extract_scalar(service, '$.count') AS occurrences,
  json_extract_scalar(service, '$.eventFirstSeen') AS first_seen,
  json_extract_scalar(service, '$.eventLastSeen') AS last_seen
FROM newest
ORDER BY severity DESC, updatedat DESC, id`,
    },
  ];
}
