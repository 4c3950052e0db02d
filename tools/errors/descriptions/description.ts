/** What a finding means, and its fix. */
export interface Description {
  meaning: string;
  fix: string;
}
