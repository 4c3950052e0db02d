/** A column of the table: a top-level property of a finding, lower-cased as the SerDe reads it. */
export interface Column {
  name: string;
  type: "string" | "double";
  comment: string;
}

/**
 * The columns of a finding. Nested properties are JSON text: json_extract_scalar(service, '$.count').
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html
 */
export const COLUMNS: readonly Column[] = [
  { name: "schemaversion", type: "string", comment: "Version of the finding's format" },
  { name: "accountid", type: "string", comment: "Account that the finding is about" },
  { name: "region", type: "string", comment: "Region that the finding is from" },
  { name: "partition", type: "string", comment: "Partition of the Region" },
  { name: "id", type: "string", comment: "Id of the finding; each update repeats it" },
  { name: "arn", type: "string", comment: "ARN of the finding" },
  { name: "type", type: "string", comment: "Finding type, such as Recon:EC2/Portscan" },
  { name: "resource", type: "string", comment: "JSON: the resource concerned" },
  { name: "service", type: "string", comment: "JSON: action, evidence, counts and times" },
  {
    name: "severity",
    type: "double",
    comment: "1 to 10: from 4 medium, from 7 high, from 9 critical",
  },
  { name: "createdat", type: "string", comment: "When the finding was made, ISO 8601" },
  { name: "updatedat", type: "string", comment: "When the finding was last updated, ISO 8601" },
  { name: "title", type: "string", comment: "Title" },
  { name: "description", type: "string", comment: "Description" },
];

/** The folders of the object layout as partition columns: [prefix/]AWSLogs/<account>/GuardDuty/<region>/<year>/<month>/<day>/. */
export const PARTITION_KEYS: readonly Column[] = [
  { name: "account_folder", type: "string", comment: "Account of the object's folder" },
  { name: "region_folder", type: "string", comment: "Region of the object's folder" },
  { name: "day", type: "string", comment: "Day of the object's folder: yyyy/MM/dd" },
];
