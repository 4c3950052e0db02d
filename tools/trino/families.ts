// Prints rows and columns with values, by query and family of findings: of plain TypeScript, of Trino, and of the texts of the Java SerDe.
import { namedQueries } from "../../rules/table";
import { javaOfTrino, openAthenaStack } from "../../testing/athenaStack";
import { exportsOfFamily, FAMILIES, writeExports } from "../../testing/findings";
import { ANSWERS } from "../../testing/findings/answers";
import type { TrinoRow } from "../../testing/trino";

/** Of the stack itself: what is counted is in tables of its own. */
const FINDINGS = 40;

/** Each is a scan of a month of partitions. */
const FAMILIES_AT_ONCE = 3;

interface Family {
  name: string;
  table: string;
  exports: ReturnType<typeof exportsOfFamily>;
  parameter: string;
}

/** A text of the resource, or of a sequence, by which "Findings on one resource" finds it; the first where none does. */
function resourceIn(exports: Family["exports"], now: Date): string {
  const { resource, service } = exports[0]!.finding;
  const quoted = JSON.stringify([
    resource,
    (service as { detection?: unknown }).detection,
  ]).matchAll(/:\[?"([^"\\]+)"/g);
  const texts = [...quoted].map(([, text]) => text!).filter((text) => /\bupdated\b/.test(text));
  const finds = (parameter: string) =>
    ANSWERS["of-resource"]!({ exports, now, parameter }).length > 0;
  return texts.find(finds) ?? texts[0] ?? "";
}

/** How many rows a query answers, and how many of its columns have a value in one of them. */
const cell = (rows: number, columns: number) => `${rows}/${columns}`;

/** By plain TypeScript. */
function answered(rows: readonly TrinoRow[]): string {
  const named = rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) => (value === null ? [] : [column])),
  );
  return cell(rows.length, new Set(named).size);
}

/** By Trino, a row of counts for each family. */
function countsOf(family: Family, table: string, key: string, columns: readonly string[]): string {
  const { query } = namedQueries({ table, includeSamples: false }).find((one) => one.key === key)!;
  const counts = columns.map((column) => `if(count("${column}") > 0, 1, 0)`);
  return `SELECT '${family.name}' AS family, count(*) AS answered, ${counts.join(" + ") || "0"} AS named
    FROM (${query.replaceAll("?", `'${family.parameter}'`)})`;
}

async function main(): Promise<void> {
  const java = javaOfTrino();
  if (java === undefined) throw new Error("run node tools/trino/ensure.mjs");
  const now = new Date();
  const families = Object.keys(FAMILIES).map((name, index): Family => {
    const exports = exportsOfFamily(name, now);
    return { name, table: `family_${index}`, exports, parameter: resourceIn(exports, now) };
  });
  const athena = await openAthenaStack(java, FINDINGS);
  try {
    const { cloud } = athena.stack;
    const database = athena.outputs["databaseName"]!;
    for (const { table, exports } of families) {
      writeExports(cloud, { database, name: table, exports, java: false });
      writeExports(cloud, { database, name: `${table}_java`, exports, java: true });
    }
    const cells = new Map(families.map(({ name }) => [name, [] as string[]]));
    const queries = namedQueries({ table: "", includeSamples: false });
    for (const { key, name: query } of queries) {
      const answers = families.map((family) => ANSWERS[key]!({ ...family, now }) as TrinoRow[]);
      const columns = [
        ...new Set(answers.flatMap((rows) => rows.flatMap((row) => Object.keys(row)))),
      ];
      const count = async (suffix: string) => {
        const found = new Map<unknown, string>();
        for (let from = 0; from < families.length; from += FAMILIES_AT_ONCE) {
          const some = families.slice(from, from + FAMILIES_AT_ONCE);
          const statements = some.map((one) => countsOf(one, one.table + suffix, key, columns));
          for (const row of await athena.trino.run(statements.join(" UNION ALL "))) {
            found.set(row["family"], cell(Number(row["answered"]), Number(row["named"])));
          }
        }
        return found;
      };
      const [trino, serDe] = [await count(""), await count("_java")];
      families.forEach(({ name }, index) => {
        const all = [answered(answers[index]!), trino.get(name)!, serDe.get(name)!];
        cells.get(name)!.push(new Set(all).size === 1 ? all[0]! : all.join(" ≠ "));
      });
      console.error(`${query} (${columns.length} columns)`);
    }
    print(
      ["Family", ...queries.map(({ name }) => name)],
      [...cells].map(([name, all]) => [name, ...all]),
    );
    const all = [...cells.values()].flat();
    const same = all.filter((one) => !one.includes("≠")).length;
    console.log(
      `\n${queries.length} queries of ${families.length} families: ${same} of ${all.length} are the same by TypeScript, by Trino and by the texts of the Java SerDe`,
    );
    process.exitCode = same === all.length ? 0 : 1;
  } finally {
    await athena.close();
  }
}

function print(head: string[], rows: readonly string[][]): void {
  console.log(
    "Rows/columns with a value. Where the three differ: TypeScript ≠ Trino ≠ Java SerDe.\n",
  );
  for (const cells of [head, head.map(() => "---"), ...rows])
    console.log(`| ${cells.join(" | ")} |`);
}

void main();
