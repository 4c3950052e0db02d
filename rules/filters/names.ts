/** The logical names of what a FindingFilters registers: a contract, as those of `rules/names.ts` are. */
export function filterNames(component: string) {
  return { filter: (name: string, region: string) => `${component}-${name}-${region}` };
}
