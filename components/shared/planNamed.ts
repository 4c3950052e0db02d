import type { Read } from "../../rules/args";
import { namedProblems } from "../../rules/resourceNames";
import type { Named } from "../../rules/resourceNames";
import { ArgsError } from "./argsError";

/** The plan of a component whose resources are named after it. Throws ArgsError with every problem of its arguments and its name. */
export function planNamed<Settings, Plan extends Named>(
  component: string,
  name: string,
  { settings, problems }: Read<Settings>,
  plan: (name: string, settings: Settings) => Plan,
): Plan {
  const planned = settings === undefined ? undefined : plan(name, settings);
  const all = [...namedProblems(name, planned), ...problems];
  if (planned === undefined || all.length > 0) throw new ArgsError(`${component} ${name}`, all);
  return planned;
}
