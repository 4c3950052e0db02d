import type { QueryText } from "./query";
import { BAND, daysAgo, newest, records, scalar } from "./sql";

/** What there is, by severity, account, type and day. */
export const OVERVIEW: readonly QueryText[] = [
  {
    key: "by-severity",
    name: "Findings by severity",
    description: "Findings of the last 30 days by severity, with the time of the latest update.",
    sql: (source) => `WITH ${newest(source, 30)}
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
    description: "Findings of the last 30 days by account and Region, the most severe first.",
    sql: (source) => `WITH ${newest(source, 30)}
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
    key: "open-by-day",
    name: "Open high and critical findings by account and day",
    description:
      "Findings of the last 30 days with severity 7 or higher that are not archived, by account and day of the latest update.",
    sql: (source) => `WITH ${newest(source, 30)}
SELECT
  accountid,
  substr(updatedat, 1, 10) AS updated_day,
  count_if(severity >= 9) AS critical,
  count_if(severity < 9) AS high,
  count(*) AS findings
FROM newest
WHERE severity >= 7
  AND coalesce(${scalar("service", "archived")}, 'false') <> 'true'
GROUP BY accountid, substr(updatedat, 1, 10)
ORDER BY updated_day DESC, critical DESC, high DESC, accountid`,
  },
  {
    key: "new-types",
    name: "New finding types this week",
    description: "Finding types first seen in the last 7 days and not in the 90 days before.",
    sql: (source) => `WITH ${records(source, 97)}
SELECT
  type,
  min(createdat) AS first_seen,
  count(DISTINCT id) AS findings,
  count(DISTINCT accountid) AS accounts
FROM records
GROUP BY type
HAVING min(day) >= ${daysAgo(7)}
ORDER BY first_seen DESC, type`,
  },
  {
    key: "stopped-types",
    name: "Suppressed types seen elsewhere",
    description:
      "Finding types that an account and Region exported in the last 90 days but not in the last 14, while others still do: a suppressed finding is not exported. Check each for a suppression rule.",
    sql: (source) => `WITH ${records(source, 90)},
places AS (
  SELECT
    type,
    accountid,
    region,
    max(updatedat) AS last_export,
    max(day) >= ${daysAgo(14)} AS exports
  FROM records
  GROUP BY type, accountid, region
),
compared AS (
  SELECT
    type,
    accountid,
    region,
    last_export,
    exports,
    count_if(exports) OVER (PARTITION BY type) AS exported_elsewhere,
    max(IF(exports, last_export)) OVER (PARTITION BY type) AS last_export_elsewhere
  FROM places
)
SELECT type, accountid, region, last_export, exported_elsewhere, last_export_elsewhere
FROM compared
WHERE NOT exports AND exported_elsewhere > 0
ORDER BY type, accountid, region`,
  },
  {
    key: "update-intervals",
    name: "Mean time between updates",
    description:
      "Hours between one export of a finding and the next, on average of the last 30 days, by type: how often a finding recurs.",
    sql: (source) => `WITH ${records(source, 30)},
steps AS (
  SELECT
    type,
    id,
    from_iso8601_timestamp(updatedat) AS updated,
    lag(from_iso8601_timestamp(updatedat)) OVER (PARTITION BY id ORDER BY updatedat) AS previous
  FROM (SELECT DISTINCT type, id, updatedat FROM records) AS exports
)
SELECT
  type,
  count(DISTINCT id) AS findings,
  count(*) AS updates,
  round(avg(date_diff('second', previous, updated)) / 3600, 2) AS mean_hours
FROM steps
WHERE previous IS NOT NULL
GROUP BY type
ORDER BY mean_hours, type`,
  },
];
