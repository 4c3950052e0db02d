import { createHash, randomBytes } from "node:crypto";
import { hasUnknown, Props } from "../rpc";
import { missingText, upstreamName } from "../shapes/faults";
import { inputFaults, isRequired } from "./declared";
import { Autoname, DeclaredType, Prop } from "./type";

export interface Checked {
  inputs: Props;
  failures: string[];
}

export interface CheckRequest<S> {
  type: DeclaredType<S>;
  settings: S;
  /** The logical name. */
  name: string;
  oldInputs: Props;
  news: Props;
  /** Steady over preview and deployment, so that both find the same name. */
  seed: Uint8Array;
}

/** Fills in names, defaults and what the provider adds; says what is wrong before anything is done. */
export function check<S>(request: CheckRequest<S>): Checked {
  const { type, settings, name } = request;
  const inputs: Props = { ...request.news };
  delete inputs["__defaults"];
  const failures: string[] = [];
  const fail = (prop: string, text: string): void => {
    failures.push(`${text}. Examine values at '${name}.${prop}'.`);
  };

  for (const { path, text } of inputFaults(type, inputs)) fail(path, text);
  if (failures.length > 0) return { inputs, failures };
  const entries = Object.entries(type.props);
  for (const [key, prop] of entries) {
    if (prop.accept && inputs[key] !== undefined) inputs[key] = prop.accept(inputs[key]);
  }
  const defaults = entries.filter(([key]) => isMissing(inputs[key]));
  inputs["__defaults"] = [];
  for (const [key, prop] of defaults) {
    const value = defaultOf(request, key, prop, (text) => fail(key, text));
    if (value === undefined) continue;
    inputs[key] = value;
    inputs["__defaults"].push(key);
  }
  for (const [key, prop] of entries) {
    if (prop.fill) inputs[key] = prop.fill(settings, inputs);
  }
  for (const [key, prop] of entries) {
    const value = inputs[key];
    if (isMissing(value)) {
      if (isRequired(type, key)) fail(key, missingText(upstreamName(key)));
    } else if (!hasUnknown(value)) {
      const text = prop.test?.(value, upstreamName(key), settings);
      if (text) fail(key, text);
    }
  }
  const text = type.testAll?.(inputs, settings);
  if (text) failures.push(text);
  return { inputs, failures };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function defaultOf<S>(
  request: CheckRequest<S>,
  key: string,
  prop: Prop<S>,
  fail: (text: string) => void,
): unknown {
  if (!prop.autoname) return prop.default;
  if (prop.autoname.unless && !isMissing(request.news[prop.autoname.unless])) return undefined;
  const wasAutonamed = request.oldInputs["__defaults"]?.includes(key) ?? false;
  if (wasAutonamed) return request.oldInputs[key];
  return autonamed(request, prop.autoname, fail);
}

const hexDigits = 7;

function autonamed<S>(
  { name, seed }: CheckRequest<S>,
  autoname: Autoname,
  fail: (text: string) => void,
): string {
  if (autoname.plain) return name;
  const { lowerCase, separator = "-", letters } = autoname;
  const base = lowerCase ? name.toLowerCase() : name;
  const prefix = `${autoname.prefix ?? ""}${base}${separator}`;
  const length = letters ?? hexDigits;
  if (prefix.length + length > autoname.maxLength) {
    fail(
      `name '${prefix}' plus ${length} random chars is longer than maximum length ${autoname.maxLength}`,
    );
  }
  const random = seed.length > 0 ? createHash("sha256").update(seed).digest() : randomBytes(8);
  return prefix + (letters ? lettersOf(random) : random.toString("hex")).slice(0, length);
}

function lettersOf(bytes: Buffer): string {
  return [...bytes].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
}
