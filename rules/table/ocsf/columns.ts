import { scalar } from "../queries/sql";
import type { Field, ViewType } from "./types";

/** The version of OCSF, that of Security Lake's own sources. Source: https://docs.aws.amazon.com/security-lake/latest/userguide/internal-sources.html */
export const OCSF_VERSION = "1.1.0";

/** Times of a finding are texts, OCSF's are milliseconds. */
const millis = (text: string) =>
  `CAST(to_unixtime(from_iso8601_timestamp(${text})) * 1000 AS BIGINT)`;
const time = (name: string, text: string): Field => [name, millis(text), "bigint"];

const archived = `${scalar("service", "archived")} = 'true'`;

/** 1 Create, 2 Update, 3 Close. */
const ACTIVITY = `CASE
    WHEN ${archived} THEN 3
    WHEN TRY_CAST(${scalar("service", "count")} AS BIGINT) > 1 THEN 2
    ELSE 1
  END`;

const chosen = (choice: string, ...names: string[]) =>
  `element_at(ARRAY[${names.map((name) => `'${name}'`).join(", ")}], ${choice})`;

/** 2 Low, 3 Medium, 4 High, 5 Critical, by GuardDuty's bands. */
const SEVERITY = `CASE
    WHEN severity >= 9 THEN 5
    WHEN severity >= 7 THEN 4
    WHEN severity >= 4 THEN 3
    ELSE 2
  END`;

/** The resource concerned, most specific first: an access key stands next to the bucket that it was used on. */
const RESOURCE_UIDS = [
  "s3BucketDetails[0].arn",
  "eksClusterDetails.arn",
  "ecsClusterDetails.arn",
  "lambdaDetails.functionArn",
  "rdsDbInstanceDetails.dbInstanceArn",
  "rdsLimitlessDbDetails.dbShardGroupArn",
  "ebsSnapshotDetails.snapshotArn",
  "ec2ImageDetails.imageArn",
  "recoveryPointDetails.recoveryPointArn",
  "containerDetails.id",
  "instanceDetails.instanceId",
  "accessKeyDetails.accessKeyId",
].map((path) => scalar("resource", path));

const RESOURCE: ViewType = {
  row: [
    ["uid", ""],
    ["name", ""],
    ["type", ""],
    ["region", ""],
    ["cloud_partition", ""],
  ],
};

const ofSequence = (path: string) => `json_extract_scalar(concerned, '$.${path}')`;

/** A sequence's resources, or the one of any other finding; its ARN stands for a resource that is not named. */
const RESOURCES = `IF(
    type LIKE 'AttackSequence:%',
    transform(
      CAST(json_extract(service, '$.detection.sequence.resources') AS ARRAY(JSON)),
      concerned -> ROW(
        ${ofSequence("uid")},
        ${ofSequence("name")},
        ${ofSequence("resourceType")},
        coalesce(${ofSequence("region")}, region),
        ${ofSequence("cloudPartition")}
      )
    ),
    ARRAY[ROW(
      coalesce(${[...RESOURCE_UIDS, "arn"].join(", ")}),
      CAST(NULL AS VARCHAR),
      ${scalar("resource", "resourceType")},
      region,
      "partition"
    )]
  )`;

/**
 * The columns of a Detection Finding (class 2004), of a record of the table. What OCSF has no place for is in `unmapped`.
 * Source: https://schema.ocsf.io/1.1.0/classes/detection_finding?profiles=cloud
 */
export const OCSF_COLUMNS: readonly Field[] = [
  ["activity_id", ACTIVITY, "integer"],
  ["activity_name", chosen(ACTIVITY, "Create", "Update", "Close")],
  ["category_uid", "2", "integer"],
  ["category_name", "'Findings'"],
  ["class_uid", "2004", "integer"],
  ["class_name", "'Detection Finding'"],
  ["type_uid", `200400 + ${ACTIVITY}`, "bigint"],
  ["type_name", `concat('Detection Finding: ', ${chosen(ACTIVITY, "Create", "Update", "Close")})`],
  time("time", "updatedat"),
  ["severity_id", SEVERITY, "integer"],
  ["severity", chosen(SEVERITY, "Informational", "Low", "Medium", "High", "Critical")],
  ["status_id", `IF(${archived}, 3, 1)`, "integer"],
  ["status", `IF(${archived}, 'Suppressed', 'New')`],
  ["message", "description"],
  ["count", `TRY_CAST(${scalar("service", "count")} AS INTEGER)`, "integer"],
  [
    "metadata",
    "",
    {
      row: [
        ["version", `'${OCSF_VERSION}'`],
        ["profiles", "ARRAY['cloud']", { list: "varchar" }],
        ["uid", "id"],
        ["event_code", "type"],
        ["log_name", "'GuardDuty'"],
        ["log_provider", "'AWS'"],
        ["log_version", "schemaversion"],
        ["original_time", "updatedat"],
        [
          "product",
          "",
          {
            row: [
              ["name", "'GuardDuty'"],
              ["vendor_name", "'AWS'"],
              ["uid", scalar("service", "detectorId")],
            ],
          },
        ],
      ],
    },
  ],
  [
    "finding_info",
    "",
    {
      row: [
        ["uid", "id"],
        ["title", "coalesce(title, type)"],
        ["desc", "description"],
        ["types", "ARRAY[type]", { list: "varchar" }],
        ["product_uid", "arn"],
        time("created_time", "createdat"),
        time("modified_time", "updatedat"),
        time("first_seen_time", `coalesce(${scalar("service", "eventFirstSeen")}, createdat)`),
        time("last_seen_time", `coalesce(${scalar("service", "eventLastSeen")}, updatedat)`),
      ],
    },
  ],
  [
    "cloud",
    "",
    {
      row: [
        ["provider", "'AWS'"],
        ["region", "region"],
        [
          "account",
          "",
          {
            row: [
              ["uid", "accountid"],
              ["type", "'AWS Account'"],
              ["type_id", "10", "integer"],
            ],
          },
        ],
      ],
    },
  ],
  ["resources", RESOURCES, { list: RESOURCE }],
  [
    "unmapped",
    "",
    {
      row: [
        ["resource", "resource"],
        ["service", "service"],
        ["severity", "CAST(severity AS VARCHAR)"],
        ["confidence", "CAST(confidence AS VARCHAR)"],
        ["associated_attack_sequence_arn", "associatedattacksequencearn"],
        ["custom_detection_rule_name", "customdetectionrulename"],
      ],
    },
  ],
];
