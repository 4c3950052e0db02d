import { hasUnknown, Props } from "../rpc";
import { isEmpty, sameValue } from "./equality";
import { Prop, ResourceType } from "./type";

export interface Change {
  key: string;
  kind: "add" | "delete" | "update";
  replaces: boolean;
}

/** What the inputs ask for that the state (never the old inputs) does not have. */
export function diff<S>(
  type: ResourceType<S>,
  settings: S,
  state: Props,
  inputs: Props,
  ignored: readonly string[] = [],
): Change[] {
  return Object.entries(type.props)
    .filter(([key]) => !ignored.includes(key))
    .filter(([key, prop]) => differs(prop, state[key], inputs[key], settings))
    .map(([key, prop]) => ({
      key,
      kind: kindOf(state[key], inputs[key]),
      replaces: replaces(prop, state[key], inputs[key]),
    }));
}

/** Only a name that could have been automatic but was chosen makes the old one go first. */
export function deletesFirst<S>(type: ResourceType<S>, state: Props, inputs: Props): boolean {
  return Object.entries(type.props).some(
    ([key, prop]) =>
      prop.autoname !== undefined &&
      !prop.autoname.plain &&
      !isEmpty(inputs[key]) &&
      !inputs["__defaults"]?.includes(key) &&
      sameValue(state[key], inputs[key]),
  );
}

export function differs<S>(prop: Prop<S>, state: unknown, input: unknown, settings: S): boolean {
  if (input === undefined && prop.computed) return false;
  if (hasUnknown(input)) return true;
  return !(prop.same?.(state, input, settings) ?? false) && !sameValue(state, input);
}

function replaces<S>(prop: Prop<S>, state: unknown, input: unknown): boolean {
  return typeof prop.replaces === "function" ? prop.replaces(state, input) : prop.replaces === true;
}

function kindOf(state: unknown, input: unknown): Change["kind"] {
  if (isEmpty(state)) return "add";
  return input === undefined ? "delete" : "update";
}
