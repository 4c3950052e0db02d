import type { Target } from "../../world";
import type { BusEvent } from "./event";

/**
 * What a target is given: the event, a part of it, or a text of its own.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function inputOf(target: Target, event: BusEvent): string {
  const { Input, InputPath, InputTransformer } = target as {
    Input?: string;
    InputPath?: string;
    InputTransformer?: { InputPathsMap?: { [name: string]: string }; InputTemplate: string };
  };
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(valueAt(event, InputPath) ?? null);
  if (InputTransformer === undefined) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  const filled = (text: string, quoted: boolean): string =>
    text.replace(VARIABLE, (whole, name: string) => {
      const path = InputPathsMap[name];
      if (path === undefined) return whole;
      const value = valueAt(event, path) ?? "";
      return quoted && typeof value === "string" ? value : JSON.stringify(value);
    });
  // Within a text of the template a value stands without quotes of its own.
  return InputTemplate.replace(TEXT_OR_VARIABLE, (part) => filled(part, part.startsWith('"')));
}

const VARIABLE = /<([\w.-]+)>/g;
const TEXT_OR_VARIABLE = /"(?:\\.|[^"\\])*"|<[\w.-]+>/g;

/** The value at a path such as `$.detail.resource.tags[0].key`. */
function valueAt(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, "").match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) => (value as { [step: string]: unknown } | undefined | null)?.[step],
    event,
  );
}
