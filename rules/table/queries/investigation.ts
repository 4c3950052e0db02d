import type { QueryText } from "./query";
import { joined, list, newest, scalar } from "./sql";

/** Who acted, by what kind of finding names them. */
const PRINCIPAL = `coalesce(
    ${scalar("resource", "accessKeyDetails.userName")},
    ${scalar("resource", "kubernetesDetails.kubernetesUserDetails.username")},
    ${scalar("resource", "rdsDbUserDetails.user")},
    ${scalar("service", "detection.sequence.actors[0].user.name")},
    ${scalar("resource", "lambdaDetails.role")},
    ${scalar("resource", "instanceDetails.iamInstanceProfile.arn")},
    ${scalar("service", "runtimeDetails.process.user")}
  )`;

const SEQUENCE = "detection.sequence";
const ofSequence = (path: string, ...paths: string[]) =>
  joined("service", `${SEQUENCE}.${path}`, ...paths);

/** The texts in which a resource may be named: an attack sequence names its resources in the service's part. */
const NAMED = `concat(
    coalesce(json_format(json_extract(resource, '$')), ''),
    coalesce(json_format(json_extract(service, '$.${SEQUENCE}')), '')
  )`;

/** What concerns one finding, resource, principal or sequence. */
export const INVESTIGATION: readonly QueryText[] = [
  {
    key: "newest",
    name: "Findings without their updates",
    description:
      "The newest record of each finding of the last 7 days, with how often it occurred.",
    sql: (source) => `WITH ${newest(source, 7)}
SELECT
  updatedat,
  severity,
  type,
  title,
  accountid,
  region,
  id,
  ${scalar("resource", "resourceType")} AS resource_type,
  ${scalar("service", "count")} AS occurrences,
  ${scalar("service", "eventFirstSeen")} AS first_seen,
  ${scalar("service", "eventLastSeen")} AS last_seen,
  confidence,
  associatedattacksequencearn AS attack_sequence
FROM newest
ORDER BY severity DESC, updatedat DESC, id`,
  },
  {
    key: "of-resource",
    name: "Findings on one resource",
    description:
      "Findings of the last 90 days, attack sequences too, that name the parameter: an instance id, access key id, ARN, or the name of a bucket, role or cluster, in single quotes.",
    sql: (source) => `WITH ${newest(source, 90)}
SELECT
  updatedat,
  severity,
  type,
  title,
  accountid,
  region,
  id,
  ${scalar("resource", "resourceType")} AS resource_type,
  ${scalar("service", "count")} AS occurrences,
  associatedattacksequencearn AS attack_sequence
FROM newest
WHERE strpos(
  ${NAMED},
  json_format(CAST(CAST(? AS VARCHAR) AS JSON))
) > 0
ORDER BY updatedat DESC, id`,
  },
  {
    key: "attack-sequences",
    name: "Attack sequences",
    description:
      "Attack sequences of the last 90 days with their actors, endpoints, resources and signals.",
    sql: (source) => `WITH ${newest(source, 90)}
SELECT
  updatedat,
  severity,
  type,
  title,
  accountid,
  region,
  id,
  arn,
  ${scalar("service", `${SEQUENCE}.uid`)} AS sequence_uid,
  ${ofSequence("actors", "user.name", "process.name", "id")} AS actors,
  ${ofSequence("endpoints", "ip", "domain", "id")} AS endpoints,
  ${ofSequence("resources", "name", "uid")} AS resources,
  cardinality(${list("service", `${SEQUENCE}.signals`)}) AS signals,
  ${ofSequence("signals", "name", "uid")} AS signal_names,
  ${ofSequence("sequenceIndicators", "key")} AS indicators,
  ${scalar("service", "eventFirstSeen")} AS first_seen,
  ${scalar("service", "eventLastSeen")} AS last_seen
FROM newest
WHERE type LIKE 'AttackSequence:%'
ORDER BY updatedat DESC, id`,
  },
  {
    key: "top-principals",
    name: "Top principals",
    description:
      "Identities named by findings of the last 30 days, those of the most severe findings first.",
    sql: (source) => `WITH ${newest(source, 30)},
named AS (
  SELECT newest.*, ${PRINCIPAL} AS principal
  FROM newest
)
SELECT
  principal,
  count(*) AS findings,
  max(severity) AS highest_severity,
  count(DISTINCT accountid) AS accounts,
  array_join(array_sort(array_agg(DISTINCT type)), ', ') AS types,
  max(updatedat) AS last_update
FROM named
WHERE principal IS NOT NULL
GROUP BY principal
ORDER BY highest_severity DESC, findings DESC, principal`,
  },
];
