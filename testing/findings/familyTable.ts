import { gzipSync } from "node:zlib";

import { serdeParameters } from "../../rules/table";
import type { SandboxCloud } from "../../sandbox/cloud";
import { openxRow } from "../openxSerDe";
import type { Exported, Finding } from "./exported";
import { daysBefore } from "./exported";
import { FAMILIES } from "./families";
import { contentOf } from "./sample";

const DAY = 24 * 60 * 60 * 1000;
const ACCOUNT = "111122223333";
const HERE = "us-east-1";
const THERE = "eu-west-1";

/**
 * Exports of one family that give every query something to answer: a finding with an update, one that was archived, a sample, one of long ago in
 * a Region that has had none since, and one of a type that is new.
 */
export function exportsOfFamily(name: string, now: Date): Exported[] {
  const family = FAMILIES[name]!;
  const of = (id: string, daysAgo: number, change: Partial<Finding> = {}, service = {}) => {
    const at = new Date(now.getTime() - daysAgo * DAY);
    const content = contentOf(family, `${id} ${family.sharesResourcesOf ?? name}`);
    const region = change.region ?? HERE;
    const finding: Finding = {
      ...{ schemaVersion: "2.0", accountId: ACCOUNT, partition: "aws" },
      ...{ id: `${id} ${name}`, arn: `arn:aws:guardduty:finding/${id}` },
      ...content,
      service: {
        ...{ ...content.service, archived: false, count: 3 },
        ...{ eventFirstSeen: "2026-01-31T12:00:00Z", eventLastSeen: at.toISOString() },
        ...service,
      },
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
      ...change,
      region,
    };
    const day = daysBefore(at, 0);
    const file = `${id}-${name}-${daysAgo}`.replace(/\W+/g, "-");
    return { key: `AWSLogs/${ACCOUNT}/GuardDuty/${region}/${day}/${file}.jsonl.gz`, day, finding };
  };
  return [
    of("updated", 2),
    of("updated", 1),
    of("archived", 1, {}, { archived: true }),
    of("sample", 1, { title: "[SAMPLE] of the family" }),
    of("stopped", 20, { region: THERE }),
    of("new", 1, { type: `${family.type}.New` }),
  ];
}

/**
 * Puts exports into a bucket of their own and describes them with a table of `database`, as `findings` there is described. Of `java`, each
 * line has the texts that the Java SerDe would give a query.
 */
export function writeExports(
  cloud: SandboxCloud,
  { database, name, exports, java }: Placement,
): void {
  const bucket = `families-${name}`;
  const lineOf = ({ finding }: Exported) => {
    const line = JSON.stringify(finding);
    return java ? JSON.stringify(withProperties(openxRow(line, serdeParameters()))) : line;
  };
  const objects = exports.map((one) => {
    const body = gzipSync(`${lineOf(one)}\n`);
    const lastModified = new Date().toISOString();
    const stored = { size: body.length, body: body.toString("base64"), lastModified, etag: '"e"' };
    return [one.key, stored];
  });
  const { buckets, databases } = cloud.world;
  const [like] = Object.values(buckets);
  buckets[bucket] = {
    ...structuredClone(like!),
    ...{ policy: null, objects: Object.fromEntries(objects), versions: {} },
  };
  const { tables } = Object.values(databases).find(({ input }) => input["Name"] === database)!;
  const table = structuredClone(tables["findings"]) as unknown as Table;
  const uri = `s3://${bucket}/AWSLogs/`;
  table.Name = name;
  table.StorageDescriptor.Location = uri;
  Object.assign(table.Parameters, {
    "projection.account_folder.values": ACCOUNT,
    "projection.region_folder.values": `${HERE},${THERE}`,
    "storage.location.template": `${uri}\${account_folder}/GuardDuty/\${region_folder}/\${day}`,
  });
  tables[name] = table as unknown as (typeof tables)[string];
}

interface Placement {
  database: string;
  name: string;
  exports: readonly Exported[];
  java: boolean;
}

interface Table {
  Name: string;
  StorageDescriptor: { Location: string };
  Parameters: { [parameter: string]: string };
}

/** The row as a line that says for each column's property the text that the column has. */
function withProperties(row: ReturnType<typeof openxRow>) {
  const parameters = serdeParameters();
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      parameters[`mapping.${column}`] ?? column,
      value,
    ]),
  );
}
