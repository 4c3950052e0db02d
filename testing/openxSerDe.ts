import { COLUMNS } from "../rules/table";

/** Values of a row's columns, as a query engine gets them. */
export interface Row {
  [column: string]: string | number | null;
}

/**
 * A model of the Java OpenX JsonSerDe (`org.openx.data.jsonserde.JsonSerDe` 1.3.9), after its source: keys become lower-case at every depth
 * unless `case.insensitive` is false, a repeated key makes the row malformed, `mapping.<column>` names the key of a column, a column of type
 * string has the JSON text of an object or list, and in such a text a number is quoted.
 * Source: https://github.com/rcongiu/Hive-JSON-Serde, JSONObject.java, JSONTokener.java, JsonSerDe.java
 */
export function openxRow(line: string, parameters: { [parameter: string]: string }): Row {
  const insensitive = (parameters["case.insensitive"] ?? "true").toLowerCase() === "true";
  const finding = parse(line, insensitive);
  const keyOf = (column: string) => {
    const mapped = parameters[`mapping.${column}`] ?? column;
    return insensitive ? mapped.toLowerCase() : mapped;
  };
  return Object.fromEntries(
    COLUMNS.map(({ name, type }) => {
      const value = finding.get(keyOf(name)) ?? null;
      if (value === null || typeof value === "boolean") return [name, value && String(value)];
      if (type === "double") return [name, Number(value)];
      return [name, typeof value === "string" ? value : textOf(value)];
    }),
  );
}

/** What the SerDe holds a value as: an unquoted one that is no word of JSON stays text. */
type Value = string | boolean | null | Value[] | Map<string, Value>;

/** JSON.parse loses repeated keys, so its tokens are read here. */
function parse(text: string, insensitive: boolean): Map<string, Value> {
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g);
  const next = () => String(tokens.next().value?.[0]);
  const value = (token: string): Value => {
    if (token === "{") return objectOf();
    if (token === "[") return listOf();
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (token === "null") return null;
    return token === "true" || token === "false" ? token === "true" : token;
  };
  const listOf = (): Value[] => {
    const items: Value[] = [];
    for (let token = next(); token !== "]"; token = next()) {
      if (token !== ",") items.push(value(token));
    }
    return items;
  };
  const objectOf = (): Map<string, Value> => {
    const members = new Map<string, Value>();
    for (let token = next(); token !== "}"; token = next()) {
      if (token === ",") continue;
      const written = JSON.parse(token) as string;
      const key = insensitive ? written.toLowerCase() : written;
      next();
      if (members.has(key)) {
        throw new Error(`Row is not a valid JSON Object - JSONException: Duplicate key "${key}"`);
      }
      members.set(key, value(next()));
    }
    return members;
  };
  return value(next()) as Map<string, Value>;
}

function textOf(value: Value): string {
  if (value instanceof Map) {
    // Its map is in the order of hashes, which no query may rely on: here the reverse of the finding's.
    const members = [...value].reverse().map(([key, one]) => `${quoted(key)}:${textOf(one)}`);
    return `{${members.join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  return typeof value === "string" ? quoted(value) : String(value);
}

/** As JSON.stringify, less what it escapes more: a slash behind `<`, and characters that JavaScript does not take in source. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll("</", "<\\/")
    .replace(/[\u0080-\u009f\u2000-\u20ff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
}
