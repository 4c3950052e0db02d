import { Option } from "commander";

/** An option that can be given several times. */
export function repeatableOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: string[] = []) => [
    ...before,
    value,
  ]);
}
