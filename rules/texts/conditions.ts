import { valueName } from "./words";

const OPERATORS: { [operator: string]: string } = {
  StringEquals: "is",
  StringNotEquals: "is not",
  ArnEquals: "is",
  ArnLike: "is like",
  StringLike: "is like",
  StringNotLike: "is not like",
  Bool: "is",
};

/** An operator of a condition in words, as far as it has any; the name of another one. */
export const operatorText = (operator: string): string =>
  OPERATORS[operator] ?? valueName(operator);
