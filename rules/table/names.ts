/** The logical names of what a FindingsTable registers: a contract, as those of `rules/names.ts` are. */
export function tableNames(component: string) {
  return {
    databaseSuffix: `${component}-database-suffix`,
    database: `${component}-database`,
    table: `${component}-table`,
    ocsfView: `${component}-ocsf-view`,
    workgroup: `${component}-workgroup`,
    query: (key: string) => `${component}-query-${key}`,
    results: `${component}-results`,
    resultsPublicAccessBlock: `${component}-results-public-access-block`,
    resultsEncryption: `${component}-results-encryption`,
    resultsLifecycle: `${component}-results-lifecycle`,
    resultsPolicy: `${component}-results-policy`,
  };
}

/** Name of the table: each FindingsTable has a database of its own. */
export const TABLE_NAME = "findings";

/** Bytes of the random suffix that keeps databases of one account and Region apart. */
export const SUFFIX_BYTES = 4;

const MOST_OF_COMPONENT = 100;

/**
 * Name of the database. Athena supports lower-case letters, digits and underscores alone; a name that starts with a letter needs no quotes.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
 */
export function databaseName(component: string, suffix: string): string {
  const supported = component.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  return `guardduty_${supported.slice(0, MOST_OF_COMPONENT)}_${suffix}`;
}
