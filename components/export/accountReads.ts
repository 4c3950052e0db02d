import type { Account } from "../../aws/accounts";
import type { PreflightReads } from "../../aws/preflight";
import type { Result } from "../../rules/health/types";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import { healthText } from "../../rules/texts/health";
import { awsCalls } from "./deployingAccounts";
import type { DetectorReads, ExportReads } from "./reads";

/** Opens the account of a role; undefined: the program does not have its credentials. */
export type OpenAccount = (role: AccountRole) => Promise<Result<Account> | undefined>;

/** Reads with the accounts' credentials, before a provider is registered. */
export function accountReads(
  open: OpenAccount,
  region: string,
  { bucketOwner, keyOwner }: ExportPlan["accounts"],
): ExportReads {
  const as = async <T>(role: AccountRole, read: (reads: PreflightReads) => Promise<T>) =>
    read(awsCalls().preflightReads(await opened(open, role), region));
  return {
    ...accountDetectors(open),
    async identity(role) {
      const { accountId, arn } = await opened(open, role);
      return { accountId, arn };
    },
    delegatedAdministrators: () => as("management", (reads) => reads.delegatedAdministrators()),
    trustedServices: () => as("management", (reads) => reads.trustedServices()),
    regions: (role) => as(role, (reads) => reads.regions()),
    bucketRegion: (name) => as(bucketOwner, (reads) => reads.bucketRegion(name)),
    key: (arn) => as(keyOwner, (reads) => reads.key(arn)),
    objectBytes: (bucket, key) => as(bucketOwner, (reads) => reads.objectBytes(bucket, key)),
  };
}

/** The same of detectors alone. */
export const accountDetectors = (open: OpenAccount): DetectorReads => ({
  detector: async (role, region) =>
    awsCalls()
      .preflightReads(await opened(open, role), region)
      .detector(),
});

async function opened(open: OpenAccount, role: AccountRole): Promise<Account> {
  const { value, finding } = (await open(role)) ?? {};
  if (value !== undefined) return value;
  throw new Error(finding ? healthText(finding).problem : `no credentials of the ${role} account`);
}
