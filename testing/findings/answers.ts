import {
  daysBefore,
  valueAt,
  at,
  bandOf,
  by,
  findingOf,
  grouped,
  highest,
  joined,
  lastOf,
  listAt,
  listed,
  newest,
  recordsOf,
  strings,
} from "./exported";
import type { Answer, Finding, Question } from "./exported";

/** What each named query has to answer, in plain TypeScript, by its key. */
export const ANSWERS: { [key: string]: (question: Question) => Answer[] } = {
  "by-severity": (question) => {
    const bands = grouped(newest(question, 30), ({ severity }) => bandOf(severity));
    return ["critical", "high", "medium", "low"].flatMap((band) => {
      const of = bands.get(band);
      return of ? [{ severity_band: band, findings: of.length, last_update: lastOf(of) }] : [];
    });
  },

  "by-account": (question) =>
    [...grouped(newest(question, 30), ({ accountId, region }) => `${accountId} ${region}`)]
      .map(([group, of]) => {
        const [accountid = "", region = ""] = group.split(" ");
        const highest_severity = highest(of);
        return {
          ...{ accountid, region, findings: of.length },
          ...{ highest_severity, last_update: lastOf(of) },
        };
      })
      .sort(by("-highest_severity", "-findings", "accountid", "region")),

  "open-by-day": (question) => {
    const open = newest(question, 30).filter(
      (one) => one.severity >= 7 && at(one, "service.archived") !== "true",
    );
    const days = grouped(
      open,
      ({ accountId, updatedAt }) => `${accountId} ${updatedAt.slice(0, 10)}`,
    );
    return [...days]
      .map(([group, of]) => {
        const [accountid = "", updated_day = ""] = group.split(" ");
        const critical = of.filter(({ severity }) => severity >= 9).length;
        const high = of.length - critical;
        return { accountid, updated_day, critical, high, findings: of.length };
      })
      .sort(by("-updated_day", "-critical", "-high", "accountid"));
  },

  "new-types": (question) => {
    const types = grouped(recordsOf(question, 97), ({ finding }) => finding.type);
    const week = daysBefore(question.now, 7);
    return [...types]
      .filter(([, of]) => of.every(({ day }) => day >= week))
      .map(([type, of]) => ({
        type,
        first_seen: of.map(({ finding }) => finding.createdAt).sort()[0] as string,
        findings: new Set(of.map(({ finding }) => finding.id)).size,
        accounts: new Set(of.map(({ finding }) => finding.accountId)).size,
      }))
      .sort(by("-first_seen", "type"));
  },

  "stopped-types": (question) => {
    const families = [
      ...grouped(recordsOf(question, 90), ({ finding: { type, accountId, region } }) =>
        [type, accountId, region].join(" "),
      ),
    ].map(([group, of]) => {
      const [type = "", accountid = "", region = ""] = group.split(" ");
      const last_day = of
        .map(({ day }) => day)
        .sort()
        .at(-1) as string;
      return { type, accountid, region, last_export: lastOf(of.map(findingOf)), last_day };
    });
    const limit = daysBefore(question.now, 14);
    const exported = grouped(
      families.filter(({ last_day }) => last_day >= limit),
      ({ type }) => type,
    );
    return families
      .flatMap(({ type, accountid, region, last_export, last_day }) => {
        const others = exported.get(type);
        if (last_day >= limit || others === undefined) return [];
        const exports = others.map((other) => other.last_export).sort();
        return [
          {
            ...{ type, accountid, region, last_export },
            exported_elsewhere: others.length,
            last_export_elsewhere: exports.at(-1) as string,
          },
        ];
      })
      .sort(by("type", "accountid", "region"));
  },

  "update-intervals": (question) => {
    const findings = grouped(recordsOf(question, 30).map(findingOf), ({ id }) => id);
    const steps = [...findings.values()].flatMap((of) => {
      const times = [...new Set(of.map(({ updatedAt }) => updatedAt))].sort();
      return times.slice(1).map((time, index) => ({
        type: of[0]!.type,
        id: of[0]!.id,
        seconds: Math.floor((Date.parse(time) - Date.parse(times[index]!)) / 1000),
      }));
    });
    return [...grouped(steps, ({ type }) => type)]
      .map(([type, of]) => {
        const mean = of.reduce((sum, { seconds }) => sum + seconds, 0) / of.length / 3600;
        const findings = new Set(of.map(({ id }) => id)).size;
        return { type, findings, updates: of.length, mean_hours: Math.round(mean * 100) / 100 };
      })
      .sort(by("mean_hours", "type"));
  },

  newest: (question) =>
    newest(question, 7)
      .map((one) => ({
        ...listed(one),
        resource_type: at(one, "resource.resourceType"),
        occurrences: at(one, "service.count"),
        first_seen: at(one, "service.eventFirstSeen"),
        last_seen: at(one, "service.eventLastSeen"),
        confidence: one.confidence ?? null,
        attack_sequence: one.associatedAttackSequenceArn ?? null,
      }))
      .sort(by("-severity", "-updatedat", "id")),

  "of-resource": (question) =>
    newest(question, 90)
      .filter((one) => {
        const named = [one["resource"], valueAt(one, "service.detection.sequence")];
        return named.some((value) => strings(value).includes(question.parameter));
      })
      .map((one) => ({
        ...listed(one),
        resource_type: at(one, "resource.resourceType"),
        occurrences: at(one, "service.count"),
        attack_sequence: one.associatedAttackSequenceArn ?? null,
      }))
      .sort(by("-updatedat", "id")),

  "attack-sequences": (question) =>
    newest(question, 90)
      .filter(({ type }) => type.startsWith("AttackSequence:"))
      .map((one) => {
        const of = (list: string, ...paths: string[]) =>
          joined(one, `service.detection.sequence.${list}`, ...paths);
        const signals = valueAt(one, "service.detection.sequence.signals") as unknown[];
        return {
          ...{ ...listed(one), arn: one.arn },
          sequence_uid: at(one, "service.detection.sequence.uid"),
          actors: of("actors", "user.name", "process.name", "id"),
          endpoints: of("endpoints", "ip", "domain", "id"),
          resources: of("resources", "name", "uid"),
          signals: signals.length,
          signal_names: of("signals", "name", "uid"),
          indicators: of("sequenceIndicators", "key"),
          first_seen: at(one, "service.eventFirstSeen"),
          last_seen: at(one, "service.eventLastSeen"),
        };
      })
      .sort(by("-updatedat", "id")),

  "top-principals": (question) => {
    const named = newest(question, 30).filter((one) => principalOf(one) !== null);
    return [...grouped(named, (one) => principalOf(one) as string)]
      .map(([principal, of]) => ({
        ...{ principal, findings: of.length, highest_severity: highest(of) },
        accounts: new Set(of.map(({ accountId }) => accountId)).size,
        types: [...new Set(of.map(({ type }) => type))].sort().join(", "),
        last_update: lastOf(of),
      }))
      .sort(by("-highest_severity", "-findings", "principal"));
  },

  "s3-malware": (question) =>
    newest(question, 90)
      .filter(({ type }) => type.startsWith("Object:S3/"))
      .map((one) => ({
        ...{ updatedat: one.updatedAt, accountid: one.accountId, region: one.region },
        bucket: at(one, "resource.s3BucketDetails[0].name"),
        object_key: at(one, "resource.s3BucketDetails[0].s3ObjectDetails[0].key"),
        threat: at(one, "service.malwareScanDetails.threats[0].name"),
        id: one.id,
      }))
      .sort(by("-updatedat", "id")),

  "malware-objects": (question) =>
    newest(question, 90)
      .flatMap((one) =>
        infectedItems(one).map((item) => {
          const { updatedAt: updatedat, severity, type, accountId: accountid, region, id } = one;
          return { updatedat, severity, type, accountid, region, ...item, id };
        }),
      )
      .sort(by("-updatedat", "id", "item", "version_id", "threat", "hash")),

  "infected-resources": (question) => {
    const named = newest(question, 90).flatMap((one) =>
      affectedBy(one).map((resource) => ({ one, resource })),
    );
    return [...grouped(named, ({ resource }) => resource)]
      .flatMap(([infected_resource, of]) => {
        const [infected, others] = [true, false].map((is) =>
          of.map(({ one }) => one).filter((one) => isMalware(one) === is),
        ) as [Finding[], Finding[]];
        if (infected.length === 0) return [];
        const threats = [...new Set(infected.flatMap(threatNames))].sort().join(", ");
        const malware_update = lastOf(infected);
        return others.map((one) => ({
          ...{ infected_resource, malware_update, threats, ...listed(one) },
        }));
      })
      .sort(by("-malware_update", "infected_resource", "-updatedat", "id"));
  },
};

const isMalware = ({ type }: Finding): boolean => /\/(Malicious|Suspicious)File/.test(type);

const VOLUME_THREATS =
  "service.ebsVolumeScanDetails.scanDetections.threatDetectedByName.threatNames";

function threatNames(one: Finding): string[] {
  return ["service.malwareScanDetails.threats", VOLUME_THREATS]
    .flatMap((path) => listAt(one, path))
    .flatMap((threat) => at(threat, "name") ?? []);
}

function affectedBy(one: Finding): string[] {
  const buckets = listAt(one, "resource.s3BucketDetails");
  const resources = listAt(one, "service.detection.sequence.resources");
  const found = [
    ...buckets.map((bucket) => at(bucket, "name")),
    ...buckets
      .flatMap((bucket) => listAt(bucket, "s3ObjectDetails"))
      .map((object) => at(object, "objectArn")),
    at(one, "resource.instanceDetails.instanceId"),
    ...listAt(one, "resource.ebsVolumeDetails.scannedVolumeDetails").map((volume) =>
      at(volume, "volumeArn"),
    ),
    ...resources.flatMap((resource) => [at(resource, "name"), at(resource, "uid")]),
  ];
  return [...new Set(found)].filter((text) => text !== null);
}

const PRINCIPAL = [
  "resource.accessKeyDetails.userName",
  "resource.kubernetesDetails.kubernetesUserDetails.username",
  "resource.rdsDbUserDetails.user",
  "service.detection.sequence.actors[0].user.name",
  "resource.lambdaDetails.role",
  "resource.instanceDetails.iamInstanceProfile.arn",
  "service.runtimeDetails.process.user",
];

function principalOf(one: Finding): string | null {
  return PRINCIPAL.map((path) => at(one, path)).find((text) => text !== null) ?? null;
}

function infectedItems(one: Finding) {
  const threats = listAt(one, "service.malwareScanDetails.threats");
  if (one.type.startsWith("Object:S3/")) {
    const threat = joined(one, "service.malwareScanDetails.threats", "name");
    return listAt(one, "resource.s3BucketDetails")
      .flatMap((bucket) => listAt(bucket, "s3ObjectDetails"))
      .map((object) => ({
        ...{ item: at(object, "objectArn"), version_id: at(object, "versionId") },
        ...{ hash: at(object, "hash"), threat },
      }));
  }
  const items = threats.flatMap((threat) =>
    listAt(threat, "itemDetails").map((detail) => ({
      item: `${at(detail, "resourceArn")} ${at(detail, "itemPath")}`,
      version_id: at(detail, "additionalInfo.versionId"),
      ...{ hash: at(detail, "hash"), threat: at(threat, "name") },
    })),
  );
  const files = listAt(one, VOLUME_THREATS).flatMap((threat) =>
    listAt(threat, "filePaths").map((file) => ({
      item: `${at(file, "volumeArn")} ${at(file, "filePath")}`,
      ...{ version_id: null, hash: at(file, "hash"), threat: at(threat, "name") },
    })),
  );
  return [...items, ...files];
}
