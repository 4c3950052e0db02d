/**
 * What a property of a Pulumi package may be: a kind, or the name of a type in `types`. A `document` is a policy, as
 * JSON or as an object.
 */
export type Shape =
  Kind | TypeName | { list: Shape } | { map: Shape } | { enum: readonly string[] };

export type Kind = "string" | "number" | "boolean" | "any" | "asset" | "document";
export type TypeName = `${"input" | "output"}.${string}`;

/** Members by name; `?` behind a name says that it may be left out. */
export interface Members {
  readonly [member: string]: Shape;
}

/** The types that a provider stand-in registers, as the package that programs use declares them. */
export interface Shapes {
  readonly version: string;
  /** Inputs of the provider itself. */
  readonly config: Members;
  readonly resources: { readonly [token: string]: ResourceShape };
  readonly functions: { readonly [token: string]: FunctionShape };
  readonly types: { readonly [name: TypeName]: Members };
}

export interface ResourceShape {
  readonly inputs: Members;
  readonly outputs: Members;
}

export interface FunctionShape {
  readonly args: Members;
  readonly result: Members;
}
