/** The logical names of what a ThreatLists registers: a contract, as those of `rules/names.ts` are. */
export function listNames(component: string) {
  return {
    bucket: `${component}-bucket`,
    publicAccessBlock: `${component}-bucket-public-access-block`,
    encryption: `${component}-bucket-encryption`,
    policy: `${component}-bucket-policy`,
    file: (name: string) => `${component}-${name}-file`,
    /** Provider of a Region for lists of entities. */
    provider: (region: string) => `${component}-entities-${region}`,
    list: (name: string, region: string) => `${component}-${name}-${region}`,
  };
}
