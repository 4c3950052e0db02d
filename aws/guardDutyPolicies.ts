import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { observe } from "./observe";
import type { Organization } from "./organization";
import { organization } from "./organization";

/** The types of policies that the organization has enabled. Never rejects. */
export function enabledPolicyTypes(account: Account, region: string): Promise<Result<string[]>> {
  return inOrganization(account, region, ["organizations:ListRoots"], (client) =>
    client.policyTypes(),
  );
}

/** The GuardDuty policies in effect for an account; `content`: undefined: there are none. Never rejects. */
export function policyInEffect(
  account: Account,
  region: string,
  accountId: string,
): Promise<Result<InEffect>> {
  const actions = ["organizations:DescribeEffectivePolicy"];
  return inOrganization(account, region, actions, async (client) => ({
    accountId,
    content: await client.guardDutyPolicy(accountId),
  }));
}

interface InEffect {
  accountId: string;
  content: string | undefined;
}

/** The active accounts of the organization, by id. Never rejects. */
export function activeAccounts(account: Account, region: string): Promise<Result<string[]>> {
  return inOrganization(account, region, ["organizations:ListAccounts"], async (client) => {
    const accounts = await client.accounts();
    return accounts.filter(({ active }) => active).map(({ accountId }) => accountId);
  });
}

async function inOrganization<T>(
  { credentials }: Account,
  region: string,
  actions: readonly string[],
  call: (client: Organization) => Promise<T>,
): Promise<Result<T>> {
  const client = organization(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await observe(actions, () => call(client));
  } finally {
    client.close();
  }
}
