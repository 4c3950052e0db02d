import { COLUMN_COMMENTS } from "../texts/columns";

/** A column of the table: a top-level property of a finding. */
export interface Column {
  name: string;
  type: "string" | "double";
  comment: string;
  /** The property, where its name has capitals; columns are lower-case. */
  property?: string;
}

/**
 * The columns of a finding. Nested properties are JSON text: json_extract_scalar(service, '$.count').
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html
 */
export const COLUMNS: readonly Column[] = [
  column("schemaVersion"),
  column("accountId"),
  column("region"),
  column("partition"),
  column("id"),
  column("arn"),
  column("type"),
  column("resource"),
  column("service"),
  column("severity", "double"),
  column("createdAt"),
  column("updatedAt"),
  column("title"),
  column("description"),
  column("confidence", "double"),
  column("associatedAttackSequenceArn"),
  column("customDetectionRuleName"),
];

/** The folders of the object layout as partition columns: [prefix/]AWSLogs/<account>/GuardDuty/<region>/<year>/<month>/<day>/. */
export const PARTITION_KEYS: readonly Column[] = [
  { name: "account_folder", type: "string", comment: COLUMN_COMMENTS.account_folder },
  { name: "region_folder", type: "string", comment: COLUMN_COMMENTS.region_folder },
  { name: "day", type: "string", comment: COLUMN_COMMENTS.day },
];

/**
 * Parameters of the SerDe. By default OpenX's lower-cases keys, nested ones too, and refuses a row with two keys that differ in case only;
 * with these every key keeps its case, and each column with capitals names its property.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html
 */
export function serdeParameters(): { [parameter: string]: string } {
  const mapped = COLUMNS.flatMap(({ name, property }) =>
    property === undefined ? [] : [[`mapping.${name}`, property] as const],
  );
  return { "case.insensitive": "false", ...Object.fromEntries(mapped) };
}

function column(property: keyof typeof COLUMN_COMMENTS, type: Column["type"] = "string"): Column {
  const name = property.toLowerCase();
  const comment = COLUMN_COMMENTS[property];
  return { name, type, comment, ...(name !== property && { property }) };
}
