import { isEmpty } from "../resource/equality";
import { Changes } from "../resource/type";
import { Props } from "../rpc";

/** Property -> the attribute of SNS or SQS that holds it as text, and what it is in the program. */
export interface AttributeTable {
  [property: string]: [attribute: string, kind: "text" | "number" | "boolean"];
}

/** What the inputs set, for a new resource. */
export function toAttributes(table: AttributeTable, inputs: Props): { [name: string]: string } {
  const set = Object.entries(table).filter(([property]) => !isEmpty(inputs[property]));
  return Object.fromEntries(set.map(([property, [name]]) => [name, String(inputs[property])]));
}

/** What changed inputs set; an empty text takes an attribute away. */
export function changedAttributes(
  table: AttributeTable,
  inputs: Props,
  changed: Changes,
): { [name: string]: string } {
  const entries = Object.entries(table).filter(([property]) => changed.has(property));
  return Object.fromEntries(
    entries.map(([property, [name]]) => [name, String(inputs[property] ?? "")]),
  );
}

export function fromAttributes(
  table: AttributeTable,
  attributes: { [name: string]: string },
): Props {
  return Object.fromEntries(
    Object.entries(table).map(([property, [name, kind]]) => {
      const text = attributes[name] ?? "";
      if (kind === "text") return [property, text];
      return [property, kind === "number" ? Number(text) : text === "true"];
    }),
  );
}
