/** The logical names of what a FindingsTable registers: a contract, as those of `rules/names.ts` are. */
export function tableNames(component: string) {
  return {
    database: `${component}-database`,
    table: `${component}-table`,
    workgroup: `${component}-workgroup`,
    query: (key: string) => `${component}-query-${key}`,
    results: `${component}-results`,
    resultsPublicAccessBlock: `${component}-results-public-access-block`,
    resultsEncryption: `${component}-results-encryption`,
    resultsLifecycle: `${component}-results-lifecycle`,
    resultsPolicy: `${component}-results-policy`,
  };
}
