import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { DuckDBInstance } from "@duckdb/node-api";

import { objectBytes } from "../sandbox/cloud/s3/storage";
import type { Bucket } from "../sandbox/world";
import { COLUMNS, PARTITION_KEYS } from "../rules/table";

/** Stands for Athena: a SQL engine over a bucket's objects as they are, gzip JSON lines at GuardDuty's layout. */
export interface Athena {
  /** Runs Athena's SQL; `?` are the parameters. */
  run(query: string, ...parameters: string[]): Promise<{ [column: string]: unknown }[]>;
  close(): void;
}

export const TABLE = `"guardduty"."findings"`;

/** What Athena's functions are called here; the table's name is kept by a schema of that name. */
const TRANSLATION = [
  "CREATE MACRO json_extract_scalar(text, json_path) AS json_extract_string(text, json_path)",
  "CREATE MACRO date_format(moment, pattern) AS strftime(moment, pattern)",
];

export async function openAthena(bucket: Bucket): Promise<Athena> {
  const folder = mkdtempSync(path.join(tmpdir(), "athena-"));
  for (const [key, object] of Object.entries(bucket.objects)) {
    // A folder marker, as Athena sees it: no file to read.
    if (key.endsWith("/")) continue;
    const file = path.join(folder, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, objectBytes(object));
  }
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const sql of [...TRANSLATION, `CREATE SCHEMA guardduty`, viewOf(folder)]) {
    await connection.run(sql);
  }
  return {
    async run(query, ...parameters) {
      const result = await connection.runAndReadAll(query, parameters);
      return result.getRowObjectsJson();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The table: its columns, read from the lines, and its partition keys, read from the folders. */
function viewOf(folder: string): string {
  const types = { string: "VARCHAR", double: "DOUBLE" };
  // The SerDe takes properties whatever their case; this reader does not.
  const columns = COLUMNS.map(({ name, type }) => `'${propertyOf(name)}': '${types[type]}'`);
  const [account, region, day] = PARTITION_KEYS.map(({ name }) => name);
  const part = (group: number) =>
    `regexp_extract(filename, 'AWSLogs/(\\d{12})/GuardDuty/([a-z0-9-]+)/(\\d{4}/\\d{2}/\\d{2})/', ${group})`;
  const names = COLUMNS.map(({ name }) => `"${propertyOf(name)}" AS "${name}"`);
  return `CREATE VIEW ${TABLE} AS
    SELECT ${names.join(", ")}, ${part(1)} AS ${account}, ${part(2)} AS ${region}, ${part(3)} AS "${day}"
    FROM read_json('${folder}/**/*.jsonl.gz', format = 'newline_delimited', filename = true, columns = {${columns.join(", ")}})`;
}

const MIXED_CASE = ["schemaVersion", "accountId", "createdAt", "updatedAt"];

function propertyOf(column: string): string {
  return MIXED_CASE.find((name) => name.toLowerCase() === column) ?? column;
}
