import { PARTITION_KEYS } from "../columns";
import { OCSF_COLUMNS } from "./columns";
import type { Field } from "./types";
import { expressionOf, hiveType, sqlType } from "./types";

export { OCSF_VERSION } from "./columns";

/** Name of the view of the table. */
export const OCSF_VIEW_NAME = "findings_ocsf";

/** The table's partition keys are columns of the view too: by them a query reads less. */
const COLUMNS: readonly Field[] = [
  ...OCSF_COLUMNS,
  ...PARTITION_KEYS.map(({ name }): Field => [name, name]),
];

/** The view's query. */
export function ocsfQuery(table: string): string {
  const columns = COLUMNS.map((column) => `  ${expressionOf(column)} AS "${column[0]}"`);
  return `SELECT\n${columns.join(",\n")}\nFROM ${table}`;
}

/**
 * A view that Athena reads from Glue, in the parts of a TableInput that differ from a table's.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/views.html
 */
export function ocsfView(database: string, table: string) {
  const definition = {
    originalSql: ocsfQuery(`"${database}"."${table}"`),
    catalog: "awsdatacatalog",
    schema: database,
    columns: COLUMNS.map(([name, , type = "varchar"]) => ({ name, type: sqlType(type) })),
  };
  const encoded = Buffer.from(JSON.stringify(definition)).toString("base64");
  return {
    viewOriginalText: `/* Presto View: ${encoded} */`,
    viewExpandedText: "/* Presto View */",
    parameters: { presto_view: "true", comment: "Presto View" },
    columns: COLUMNS.map(([name, , type = "varchar"]) => ({ name, type: hiveType(type) })),
  };
}
