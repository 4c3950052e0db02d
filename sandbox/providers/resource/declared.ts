import { Props } from "../rpc";
import { declared, Fault, faultsOf, isTypeName } from "../shapes/faults";
import { Members, Shapes } from "../shapes/shape";
import { DeclaredType, ProviderFunction, ResourceType } from "./type";

/** The type with its inputs and outputs as the package declares them. */
export function declaredType<S>(shapes: Shapes, type: ResourceType<S>): DeclaredType<S> {
  const shape = shapes.resources[type.token];
  if (shape === undefined) throw new Error(`no shape of ${type.token}: run npm run shapes`);
  return { ...type, ...shape, types: shapes.types };
}

/** Whether the package wants the input of every program. */
export function isRequired<S>({ inputs }: DeclaredType<S>, name: string): boolean {
  return name in inputs;
}

/** Outputs that no input sets. */
export function outputsOf<S>({ inputs, outputs }: DeclaredType<S>): string[] {
  const set = declared(inputs);
  return [...declared(outputs).keys()].filter((name) => !set.has(name));
}

/** What is wrong with a program's inputs by the declarations alone. */
export function inputFaults<S>(type: DeclaredType<S>, inputs: Props): Fault[] {
  const { types, notModelled = [] } = type;
  // What the provider writes into the inputs itself comes back with an import.
  const ignored = Object.keys(type.props).filter((key) => type.props[key]?.fill);
  return faultsOf(type.inputs, inputs, { types, notModelled, ignored });
}

/** Refuses arguments that the function does not have, or that it has and the stand-in does not. */
export function checkArguments<S>(
  shapes: Shapes,
  token: string,
  { notModelled = [] }: ProviderFunction<S>,
  args: Props,
): void {
  const { args: members } = shapes.functions[token]!;
  const [fault] = faultsOf(members, args, { types: shapes.types, notModelled });
  if (fault) throw new Error(`${token}: ${fault.text}. Examine values at '${fault.path}'.`);
  for (const [name, { optional }] of declared(members)) {
    if (!optional && args[name] === undefined) {
      throw new Error(`${token}: Missing required argument "${name}"`);
    }
  }
}

/** A stand-in must answer what the package declares: everything, and nothing else. */
export function checkResult(shapes: Shapes, token: string, result: Props): Props {
  const { result: members } = shapes.functions[token]!;
  refuseOdd(token, oddities(members, shapes.types, result));
  return result;
}

/** The same of a resource's state. */
export function checkState<S>(
  { token, inputs, outputs, types }: DeclaredType<S>,
  state: Props,
): void {
  const { id: _id, ...rest } = state;
  refuseOdd(token, oddities({ ...optional(inputs), ...outputs }, types, rest));
}

/** Inputs that are no output need not be in a state. */
function optional(members: Members): Members {
  const entries = [...declared(members)].map(([name, { shape }]) => [`${name}?`, shape]);
  return Object.fromEntries(entries);
}

function oddities(members: Members, types: Shapes["types"], value: Props): string[] {
  const missing = [...declared(members)]
    // A block that may be there once is left out when it is not.
    .filter(
      ([name, { shape, optional }]) => !optional && !isTypeName(shape) && value[name] === undefined,
    )
    .map(([name]) => `${name} is missing`);
  const wrong = faultsOf(members, value, { types })
    .filter(({ kind }) => kind === "unknown" || kind === "type")
    .map(({ path, text }) => `${path}: ${text}`);
  return [...missing, ...wrong];
}

function refuseOdd(token: string, found: string[]): void {
  if (found.length === 0) return;
  throw new Error(
    `the stand-in of ${token} answers what the package does not declare: ${found.join("; ")}`,
  );
}
