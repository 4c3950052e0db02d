/** A text of ours, in which values that a configuration or a policy chooses are known as such. */
export type Text = string | readonly (string | Value)[];

/** Shown as it is: in markdown in a code span of its own. */
export interface Value {
  value: string;
}

/** A value on one line. */
export function value(text: string): Value {
  return { value: /[\n\r]/.test(text) ? JSON.stringify(text) : text };
}

/** A template whose `${}` are words of ours, values, or texts. */
export function text(strings: TemplateStringsArray, ...parts: (Text | Value)[]): Text {
  const all = strings.flatMap((string, index) => {
    const part = parts[index];
    return [string, ...(part === undefined ? [] : partsOf(part))];
  });
  return all.filter((part) => part !== "");
}

/** Texts with a separator between them. */
export function joined(texts: readonly (Text | Value)[], between: string): Text {
  return texts.flatMap((one, index) => [...(index === 0 ? [] : [between]), ...partsOf(one)]);
}

/** Several values, such as `a, b and c`. */
export function listedValues(values: readonly string[]): Text {
  const last = values.length - 1;
  return values.flatMap((one, index) => {
    const before = index === 0 ? [] : [index === last ? " and " : ", "];
    return [...before, value(one)];
  });
}

export function partsOf(text: Text | Value): readonly (string | Value)[] {
  if (typeof text === "string") return [text];
  return "value" in text ? [text] : text;
}

/** The words and values alone. */
export function plainText(text: Text): string {
  return partsOf(text)
    .map((part) => (typeof part === "string" ? part : part.value))
    .join("");
}

/** A text by its lines. A value is on one. */
export function linesOf(text: Text): Text[] {
  const lines: (string | Value)[][] = [[]];
  for (const part of partsOf(text)) {
    const [first, ...rest] = typeof part === "string" ? part.split("\n") : [part];
    lines.at(-1)!.push(first!);
    for (const line of rest) lines.push([line]);
  }
  return lines;
}

/** A text with its words and values changed. */
export function mapped(text: Text, change: (words: string) => string): Text {
  if (typeof text === "string") return change(text);
  return text.map((part) =>
    typeof part === "string" ? change(part) : { value: change(part.value) },
  );
}
