/** What the programs get: the account to export from, and its Regions. */
export interface ProgramInput {
  accountId: string;
  roleArn: string;
  regions: string[];
}

/** The same export as arguments of the component. `handWritten.ts` has it as resources. */
export function exportArgs({ accountId, roleArn, regions }: ProgramInput) {
  return {
    regions,
    homeRegion: "us-east-1",
    providerMode: "perRegion" as const,
    organization: { administrator: { accountId, assumeRoleArn: roleArn } },
    bucket: { prefix: "guardduty", retentionDays: 400 },
    tags: { owner: "security" },
  };
}
