import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import type { AccountSettings } from "../rules/args";
import { failureOf } from "../rules/health/callErrors";
import type { Result } from "../rules/health/types";
import { unchecked } from "../rules/health/types";
import type { AccountRole, AccountsPlan } from "../rules/plan";
import type { Credentials } from "./credentials";
import { credentialsOf } from "./credentials";
import { callError } from "./errors";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";

/** An account that the command acts in. */
export interface Account {
  /** 12 digits. */
  accountId: string;
  /** Of the identity that asks. */
  arn: string;
  credentials: Credentials;
}

/** The accounts of an export, by their parts. */
export type Accounts = { [role in AccountRole]?: Result<Account> };

/** Opens every account of an export; whose credentials are of another account is not opened. */
export async function openAccounts(
  { uses }: Pick<AccountsPlan, "uses">,
  region: string,
  settings: ClientSettings,
): Promise<Accounts> {
  const opened = await Promise.all(
    uses.map(
      async ({ account, credentials }) =>
        [account, await openAccount(credentials, region, settings)] as const,
    ),
  );
  return Object.fromEntries(opened);
}

export async function openAccount(
  account: AccountSettings,
  region: string,
  settings: ClientSettings,
): Promise<Result<Account>> {
  if (account.externalId !== undefined && typeof account.externalId !== "string") {
    return { finding: unchecked("externalIdSecret", {}) };
  }
  const credentials = credentialsOf(account, region);
  const { client, options, close } = connect(STSClient, region, settings, credentials);
  try {
    const answer = await client.send(new GetCallerIdentityCommand({}), options());
    const { Account: accountId = "", Arn: arn = "" } = answer;
    const { accountId: expected = accountId } = account;
    return expected === accountId
      ? { value: { accountId, arn, credentials } }
      : { finding: unchecked("wrongAccount", { arn, accountId, expected }) };
  } catch (thrown) {
    const error = callError(thrown);
    const { assumeRoleArn: roleArn, externalId } = account;
    return {
      finding: unchecked("roleNotAssumed", {
        failure: failureOf(error),
        error,
        ...(roleArn && { roleArn }),
        withExternalId: externalId !== undefined,
      }),
    };
  } finally {
    close();
  }
}
