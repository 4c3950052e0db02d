import type { Text } from "./text";
import { text, value } from "./text";

/** What a title names a configuration by. */
export interface Titled {
  stack: string;
  /** The file of arguments that is given in place of a stack. */
  argsFile?: string | undefined;
}

/** Where a component is: in a stack, or in a file of arguments. */
export function inStack(titled: Titled): Text {
  return text`in ${stackTitle(titled)}`;
}

/** A stack, or the file of arguments that is given in place of it. */
export function stackTitle({ stack, argsFile }: Titled): Text {
  return argsFile === undefined ? text`stack ${value(stack)}` : [value(argsFile)];
}
