/** A type of a view's column, as SQL and as Glue write it. */
export type ViewType =
  "varchar" | "bigint" | "integer" | { row: readonly Field[] } | { list: ViewType };

/** A member of a row: its name, its expression, and its type where that is no text. */
export type Field = readonly [name: string, sql: string, type?: ViewType];

const HIVE = { varchar: "string", bigint: "bigint", integer: "int" };

/** As the definition of a view says it: `row(uid varchar)`. */
export function sqlType(type: ViewType): string {
  if (typeof type === "string") return type;
  if ("list" in type) return `array(${sqlType(type.list)})`;
  return `row(${type.row.map(([name, , of = "varchar"]) => `"${name}" ${sqlType(of)}`).join(", ")})`;
}

/** As Glue says it: `struct<uid:string>`. */
export function hiveType(type: ViewType): string {
  if (typeof type === "string") return HIVE[type];
  if ("list" in type) return `array<${hiveType(type.list)}>`;
  return `struct<${type.row.map(([name, , of = "varchar"]) => `${name}:${hiveType(of)}`).join(",")}>`;
}

/** The expression of a column: a row's is made of its members'. */
export function expressionOf([, sql, type = "varchar"]: Field): string {
  return `CAST(${valueOf(sql, type)} AS ${sqlType(type)})`;
}

function valueOf(sql: string, type: ViewType): string {
  if (typeof type === "string" || "list" in type) return sql;
  const members = type.row.map(([, member, of = "varchar"]) => valueOf(member, of));
  return `ROW(${members.join(", ")})`;
}
