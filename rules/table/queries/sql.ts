/** What queries read. */
export interface Source {
  /** `"database"."table"`. */
  table: string;
  /** Whether sample findings are among the answers. */
  includeSamples: boolean;
}

/** Text of a nested property: `scalar("service", "count")`. NULL where a finding does not have it. */
export const scalar = (column: "resource" | "service", path: string) =>
  `json_extract_scalar(${column}, '$.${path}')`;

/** A nested list, as an array of JSON values. */
export const list = (json: string, path: string) =>
  `CAST(json_extract(${json}, '$.${path}') AS ARRAY(JSON))`;

/** Text of a property of such a value. */
export const member = (json: string, path: string) => `json_extract_scalar(${json}, '$.${path}')`;

/** What `of` makes of each value of a nested list, whose name in it is `value`; no values where there is no list. */
export const each = (json: string, path: string, value: string, of: string) =>
  `transform(coalesce(${list(json, path)}, ARRAY[]), ${value} -> ${of})`;

/** One property of each value of a nested list, joined; the next path where a value lacks the first. */
export const joined = (json: string, path: string, ...paths: string[]) => {
  const value = path.replace(/\W+/g, "_");
  const [first = "", ...others] = paths.map((one) => member(value, one));
  const text = others.length === 0 ? first : `coalesce(${[first, ...others].join(", ")})`;
  return `array_join(array_sort(array_distinct(${each(json, path, value, text)})), ', ')`;
};

export const daysAgo = (days: number) =>
  `date_format(current_timestamp - INTERVAL '${days}' DAY, '%Y/%m/%d')`;

/** GuardDuty puts `[SAMPLE]` in front of the titles of findings that CreateSampleFindings makes. */
const withoutSamples = ({ includeSamples }: Source) =>
  includeSamples ? "" : "\n    AND coalesce(title, '') NOT LIKE '[SAMPLE]%'";

/** Every record of the last days: a finding has one for each time that it was exported. */
export const records = (source: Source, days: number) => `records AS (
  SELECT *
  FROM ${source.table}
  WHERE day >= ${daysAgo(days)}${withoutSamples(source)}
)`;

/** The newest record of each finding; of records with the same time, the one of most occurrences. */
export const newest = (source: Source, days: number) => `${records(source, days)},
newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (
      PARTITION BY id
      ORDER BY updatedat DESC, TRY_CAST(${scalar("service", "count")} AS BIGINT) DESC NULLS LAST
    ) AS place
    FROM records
  ) AS ranked
  WHERE place = 1
)`;

/** Severity bands. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
export const BAND = `CASE
    WHEN severity >= 9 THEN 'critical'
    WHEN severity >= 7 THEN 'high'
    WHEN severity >= 4 THEN 'medium'
    ELSE 'low'
  END`;
