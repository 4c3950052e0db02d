import { readFileSync } from "node:fs";
import * as path from "node:path";

import Ajv from "ajv/dist/2020";
import { expect } from "chai";

import { namedQueries, ocsfQuery, ocsfView, PARTITION_KEYS } from "../../rules/table";
import type { AthenaStack } from "../../testing/athenaStack";
import { javaOfTrino, ocsfSchema, openAthenaStack } from "../../testing/athenaStack";
import { exportsOfFamily, FAMILIES, writeExports } from "../../testing/findings";
import { ANSWERS } from "../../testing/findings/answers";
import { daysBefore } from "../../testing/findings/exported";

const PARTITION = new Set(PARTITION_KEYS.map(({ name }) => name));
const FINDINGS = 1000;
const PARAMETER = "name s22-a";

describe("The findings table, queried by Trino through the sandbox's Glue and S3", function () {
  let athena: AthenaStack;

  before(async function () {
    const java = javaOfTrino();
    // `make athena` gets it, and says so where it cannot.
    if (java === undefined) return this.skip();
    athena = await openAthenaStack(java, FINDINGS);
  });
  after(() => athena?.close());

  /** A day may end while queries run, and what they answer is of the next: then they are asked once more. */
  async function onOneDay(compare: (now: Date) => Promise<void>): Promise<void> {
    const now = new Date();
    await compare(now).catch((error: unknown) => {
      if (daysBefore(new Date(), 0) === daysBefore(now, 0)) throw error;
      return compare(new Date());
    });
  }

  it("reads 1,000 findings of 5 accounts, 4 Regions and 30 days", async () => {
    const [row] = await athena.trino.run(`SELECT
      count(*) AS records, count(DISTINCT id) AS findings, count(DISTINCT account_folder) AS accounts,
      count(DISTINCT region_folder) AS regions, count(DISTINCT day) AS days FROM findings`);
    expect(row).to.deep.include({
      ...{ findings: FINDINGS, records: athena.exports.length, accounts: 5, regions: 4 },
    });
    expect(row!["days"]).to.be.within(30, 31);
  });

  for (const { key, name } of namedQueries({ table: "", includeSamples: false })) {
    it(`answers "${name}" as plain TypeScript does, with one read of each object of its days`, async () => {
      const { namedQueries: stored } = athena.stack.cloud.world;
      const { query } = Object.values(stored).find((one) => one.name === name)!;
      const parameters = query.includes("?") ? [`'${PARAMETER}'`] : [];
      await onOneDay(async (now) => {
        athena.keysRead();
        const rows = await athena.trino.run(query, ...parameters);
        const days = Number(/INTERVAL '(\d+)' DAY/.exec(query)![1]);
        const named = athena.exports.filter(({ day }) => day >= daysBefore(now, days));
        expect(athena.keysRead().sort()).to.deep.equal(named.map(({ key: one }) => one).sort());
        const question = { exports: athena.exports, now, parameter: PARAMETER };
        expect(rows).to.deep.equal(ANSWERS[key]!(question));
        expect(rows.length).to.be.greaterThan(0);
      });
    });
  }

  it("reads the objects of a day alone that is asked for, far within the workgroup's limit", async () => {
    const day = daysBefore(new Date(), 10);
    athena.keysRead();
    await athena.trino.run(`SELECT count(*), max(resource) FROM findings WHERE day = '${day}'`);
    const of = athena.exports.filter((one) => one.day === day).map(({ key }) => key);
    expect(athena.keysRead().sort()).to.deep.equal(of.sort());
    expect(of.length).to.be.within(10, FINDINGS / 10);
    const { workgroups, buckets } = athena.stack.cloud.world;
    const { configuration } = Object.values(workgroups)[0]!;
    const { objects } = buckets[athena.outputs["bucketName"]!]!;
    const bytes = of.reduce((sum, key) => sum + objects[key]!.size, 0);
    expect(bytes).to.be.lessThan(Number(configuration["BytesScannedCutoffPerQuery"]));
  });

  it("answers what docs/athena.md asks", async () => {
    const text = readFileSync(path.join(__dirname, "../../docs/athena.md"), "utf8");
    const queries = [...text.matchAll(/```sql\n([\s\S]+?)```/g)].map(([, sql]) => sql!);
    expect(queries).to.have.length(2);
    for (const sql of queries) {
      expect((await athena.trino.run(sql)).length, sql).to.be.greaterThan(0);
    }
  });

  describe("with findings of every family", () => {
    const written = new Date();
    const exports = Object.keys(FAMILIES).flatMap((family) => exportsOfFamily(family, written));
    const parameters = ["name updated sequence S3-a", "name updated malware S3-a"];

    before(() => {
      const database = athena.outputs["databaseName"]!;
      const { cloud } = athena.stack;
      writeExports(cloud, { database, name: "families", exports, java: false });
      writeExports(cloud, { database, name: "families_java", exports, java: true });
    });

    for (const [reader, table] of [
      ["Trino's reader", "families"],
      ["the Java SerDe", "families_java"],
    ]) {
      it(`answers every query as plain TypeScript does, by the texts of ${reader}`, async () => {
        for (const { key, query } of namedQueries({ table: table!, includeSamples: false })) {
          for (const parameter of query.includes("?") ? parameters : [""]) {
            await onOneDay(async (now) => {
              const rows = await athena.trino.run(query, ...(parameter ? [`'${parameter}'`] : []));
              expect(rows, key).to.deep.equal(ANSWERS[key]!({ exports, now, parameter }));
            });
          }
        }
      });
    }

    it("answers by the record of most occurrences where a finding has several of one time", async () => {
      const counts = [4, 12, 9];
      const tied = exports.flatMap((one) =>
        counts.map((count) => {
          const service = { ...(one.finding["service"] as object), count };
          const key = one.key.replace(/\.jsonl/, `-${count}.jsonl`);
          return { ...one, key, finding: { ...one.finding, service } };
        }),
      );
      writeExports(athena.stack.cloud, {
        ...{ database: athena.outputs["databaseName"]!, name: "tied" },
        ...{ exports: tied, java: false },
      });
      const [parameter = ""] = parameters;
      for (const { key, query } of namedQueries({ table: "tied", includeSamples: false })) {
        const values = query.includes("?") ? [`'${parameter}'`] : [];
        await onOneDay(async (now) => {
          const rows = await athena.trino.run(query, ...values);
          expect(rows, key).to.deep.equal(ANSWERS[key]!({ exports: tied, now, parameter }));
          for (const { occurrences } of rows) expect(occurrences ?? "12", key).to.equal("12");
        });
      }
    });

    it("has a value in every column of every query for one family at least", () => {
      for (const { key } of namedQueries({ table: "", includeSamples: false })) {
        const rows = parameters.flatMap((parameter) =>
          ANSWERS[key]!({ exports, now: written, parameter }),
        );
        expect(rows.length, key).to.be.greaterThan(0);
        for (const column of Object.keys(rows[0]!)) {
          const values = rows.filter((row) => (row[column] ?? "") !== "");
          expect(values.length, `${key}: ${column}`).to.be.greaterThan(0);
        }
      }
    });

    it("answers with sample findings too with `includeSampleFindings`", async () => {
      const queries = namedQueries({ table: "families", includeSamples: true });
      const { query } = queries.find(({ key }) => key === "newest")!;
      const rows = await athena.trino.run(query);
      const samples = rows.filter(({ title }) => String(title).startsWith("[SAMPLE]"));
      expect(samples).to.have.length(Object.keys(FAMILIES).length);
    });

    it("gives each finding as a Detection Finding that OCSF's schema admits", async function () {
      const schema = ocsfSchema();
      if (schema === undefined) return this.skip();
      const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
        schema,
      );
      const members = ocsfView("", "").columns.filter(({ name }) => !PARTITION.has(name));
      const entries = members.map(({ name }) => `ROW('${name}', CAST("${name}" AS JSON))`);
      const event = `json_format(CAST(map_from_entries(ARRAY[${entries.join(", ")}]) AS JSON))`;
      const rows = await athena.trino.run(
        `SELECT ${event} AS event FROM (${ocsfQuery("families")})`,
      );
      expect(rows).to.have.length(exports.length);
      for (const { event: text } of rows) {
        // A member without a value is null in SQL, and not there in an event.
        const value = withoutNulls(JSON.parse(String(text)));
        validate(value);
        expect(validate.errors ?? [], JSON.stringify(value)).to.deep.equal([]);
      }
    });

    it("is read through the view that is registered, as Athena reads a view", async () => {
      const rows = await athena.trino.run(`SELECT
        class_uid, count(*) AS records, count(DISTINCT finding_info.uid) AS findings,
        count_if(cardinality(resources) > 0 AND resources[1].uid IS NOT NULL) AS named,
        min(severity_id) AS least, max(severity_id) AS most
        FROM findings_ocsf GROUP BY class_uid`);
      const records = athena.exports.length;
      expect(rows).to.deep.equal([
        { class_uid: 2004, records, findings: FINDINGS, named: records, least: 2, most: 5 },
      ]);
    });
  });
});

function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, one: unknown) => (one === null ? undefined : one)),
  );
}
