import type { PolicyResource } from "@pulumi/policy";

/** A value of a resource, or the error of the engine's SDK that it is not known in this preview. */
export type Value<T> = { known: T; unknown?: undefined } | { known?: undefined; unknown: Error };

/** Reads a value that a preview may not know. */
export function valueOf<T>(read: () => T): Value<T> {
  try {
    return { known: read() };
  } catch (error) {
    if (error instanceof Error && "unknownTypeSentinel" in error) return { unknown: error };
    throw error;
  }
}

/** What a property of one resource may hold of another: values that a preview may know, or not. */
type Identifiers = (props: PolicyResource["props"]) => unknown;

/** Whether a property names another resource, by its value or, while that is not known, by what it is made from. */
export function refersTo(
  resource: PolicyResource,
  property: string,
  other: PolicyResource,
  identifiers: readonly Identifiers[],
): boolean {
  const value = valueOf<unknown>(() => resource.props[property]);
  if (value.unknown) return madeFrom(resource, property).some(({ urn }) => urn === other.urn);
  return identifiers.some((of) => {
    const { known } = valueOf(() => of(other.props));
    return known !== undefined && known === value.known;
  });
}

/** The resources that a property is made from. */
export function madeFrom(
  { propertyDependencies }: PolicyResource,
  property: string,
): PolicyResource[] {
  return propertyDependencies[property] ?? [];
}
