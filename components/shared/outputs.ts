/** The outputs that there are: Pulumi warns of others when they are registered. */
export function definedOnly<T>(outputs: { [name: string]: T | undefined }): { [name: string]: T } {
  const known = Object.entries(outputs).filter(
    (entry): entry is [string, T] => entry[1] !== undefined,
  );
  return Object.fromEntries(known);
}
