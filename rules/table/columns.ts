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
  column("schemaVersion", "Version of the finding's format"),
  column("accountId", "Account that the finding is about"),
  column("region", "Region that the finding is from"),
  column("partition", "Partition of the Region"),
  column("id", "Id of the finding; each update repeats it"),
  column("arn", "ARN of the finding"),
  column("type", "Finding type, such as Recon:EC2/Portscan"),
  column("resource", "JSON: the resource concerned"),
  column("service", "JSON: action, evidence, counts and times"),
  column("severity", "1 to 10: from 4 medium, from 7 high, from 9 critical", "double"),
  column("createdAt", "When the finding was created, ISO 8601"),
  column("updatedAt", "When the finding was last updated, ISO 8601"),
  column("title", "Title; that of a sample finding starts with [SAMPLE]"),
  column("description", "Description"),
  column("confidence", "Confidence of the finding", "double"),
  column("associatedAttackSequenceArn", "ARN of the attack sequence that the finding is part of"),
  column("customDetectionRuleName", "Custom detection rule that generated the finding"),
];

/** The folders of the object layout as partition columns: [prefix/]AWSLogs/<account>/GuardDuty/<region>/<year>/<month>/<day>/. */
export const PARTITION_KEYS: readonly Column[] = [
  { name: "account_folder", type: "string", comment: "Account of the object's folder" },
  { name: "region_folder", type: "string", comment: "Region of the object's folder" },
  { name: "day", type: "string", comment: "Day of the object's folder: yyyy/MM/dd" },
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

function column(property: string, comment: string, type: Column["type"] = "string"): Column {
  const name = property.toLowerCase();
  return { name, type, comment, ...(name !== property && { property }) };
}
