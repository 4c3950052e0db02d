/** Protection plan -> what manages it, where something does. */
export function managersOf(features: readonly { Name?: string; ManagedBy?: string }[]) {
  return Object.fromEntries(
    features.flatMap(({ Name = "", ManagedBy }) => (ManagedBy ? [[Name, ManagedBy]] : [])),
  );
}
