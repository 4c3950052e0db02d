import type { Result } from "../rules/health/types";
import { unchecked } from "../rules/health/types";
import type { AccountRole, AccountsPlan } from "../rules/plan";
import { accountIdOf } from "../rules/plan";
import type { Account, Accounts } from "./accounts";
import { openAccounts } from "./accounts";
import type { Storage } from "./s3";
import { storage } from "./s3";
import { readBlockPublicPolicy } from "./s3/blockPublicPolicy";
import type { Credentials } from "./credentials";
import type { GuardDuty } from "./guardDuty";
import { guardDuty } from "./guardDuty";
import type { Identities } from "./identities";
import type { Keys } from "./key";
import { keys } from "./key";
import { observe } from "./observe";
import type { Organization } from "./organization";
import { organization } from "./organization";
import type { ClientSettings } from "./connection";
import type { SharedResource } from "./sharedPolicies";
import { readSharedPolicy } from "./sharedPolicies";
import { enabledRegions } from "./enabledRegions";

/** AWS as the accounts of an export see it. In place of a client of an account that could not be opened is the reason why. */
export interface Cloud {
  accounts: Accounts;
  guardDuty(role: AccountRole, region: string): Result<GuardDuty>;
  /** S3, KMS and Organizations are asked in the home Region if none is given. */
  storage(role: AccountRole, region?: string): Result<Storage>;
  /** Whether BlockPublicPolicy is on for a bucket of the part's account, or for the account. Never rejects. */
  blockPublicPolicy(role: AccountRole, bucket: string): Promise<Result<boolean>>;
  /** The text of the policy of a queue, topic or bus, read as the part's account; undefined: it has none. Never rejects. */
  sharedPolicy(role: AccountRole, resource: SharedResource): Promise<Result<string | undefined>>;
  keys(role: AccountRole, region?: string): Result<Keys>;
  /** Roles and users of the part's account; their client is loaded where it is needed. Never rejects. */
  identities(role: AccountRole): Promise<Result<Identities>>;
  organization(role: AccountRole): Result<Organization>;
  /** The Regions that the part's account has enabled. Never rejects. */
  enabledRegions(role: AccountRole): Promise<Result<string[]>>;
  close(): void;
}

/** How many Regions are asked at once. */
export const REGIONS_AT_ONCE = 40;

/** Opens the accounts of a plan, and asks STS who each of them is. */
export async function openCloud(
  { accounts: planned, home }: { accounts: Pick<AccountsPlan, "uses">; home: { name: string } },
  settings: ClientSettings,
): Promise<Cloud> {
  const accounts = await openAccounts(planned, home.name, settings);
  const clients: { close(): void }[] = [];
  const accountIn = (role: AccountRole): Result<Account> =>
    accounts[role] ?? { finding: unchecked("accountNotConfigured", { role }) };
  const client = <T extends { close(): void }>(
    role: AccountRole,
    make: (credentials: Credentials) => T,
  ): Result<T> => {
    const account = accountIn(role);
    if (account.value === undefined) return account;
    const made = make(account.value.credentials);
    clients.push(made);
    return { value: made };
  };
  return {
    accounts,
    guardDuty: (role, region) => client(role, (found) => guardDuty(region, found, settings)),
    storage: (role, region = home.name) =>
      client(role, (found) => storage(region, found, settings)),
    async blockPublicPolicy(role, bucket) {
      const { value: account, finding } = accountIn(role);
      if (account === undefined) return { finding };
      return readBlockPublicPolicy(account, home.name, bucket, settings);
    },
    async sharedPolicy(role, resource) {
      const { value: account, finding } = accountIn(role);
      if (account === undefined) return { finding };
      return readSharedPolicy(resource, account, settings);
    },
    keys: (role, region = home.name) => client(role, (found) => keys(region, found, settings)),
    async identities(role) {
      const { identities } = await import("./identities");
      return client(role, (found) => identities(home.name, found, settings));
    },
    organization: (role) => client(role, (found) => organization(home.name, found, settings)),
    async enabledRegions(role) {
      const { value: account, finding } = accountIn(role);
      if (account === undefined) return { finding };
      return observe("account:ListRegions", () =>
        enabledRegions(home.name, account.credentials, settings),
      );
    },
    close: () => clients.forEach((one) => one.close()),
  };
}

/** The id of a part's account: of its credentials, or else as the config says. */
export function accountOf(
  cloud: Cloud,
  accounts: AccountsPlan,
  role: AccountRole,
): string | undefined {
  return cloud.accounts[role]?.value?.accountId ?? accountIdOf(accounts, role);
}
