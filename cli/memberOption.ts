import { InvalidArgumentError, Option } from "commander";

/** The accounts that are members in addition to those that the config names. */
export function memberOption(): Option {
  return new Option(
    "--member <account>",
    "id of a member account whose findings must be exported too (repeatable)",
  ).argParser((text: string, before: string[] = []) => {
    if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError("must be 12 digits.");
    return [...before, text];
  });
}
