/** Whether a value of YAML or JSON is nested in more levels than these, or in itself. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  const path = new Set<object>();
  const visit = (one: unknown): boolean => {
    if (typeof one !== "object" || one === null) return false;
    if (path.has(one) || path.size === levels) return true;
    path.add(one);
    const deeper = Object.values(one).some(visit);
    path.delete(one);
    return deeper;
  };
  return visit(value);
}
