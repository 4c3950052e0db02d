declare const identified: unique symbol;

/** A text that ends with its id, under which docs/errors.md has it. */
export type Identified = string & { readonly [identified]: true };

export const withId = (id: string, text: string) => `${text} (${id})` as Identified;

/** Several, a line each. */
export const identifiedLines = (texts: readonly Identified[]) => texts.join("\n") as Identified;
