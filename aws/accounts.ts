import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import type { AccountSettings } from "../rules/args";
import type { AccountRole, AccountsPlan } from "../rules/plan";
import type { Credentials } from "./credentials";
import { credentialsOf } from "./credentials";
import type { Seen } from "./refused";
import { faultOf } from "./refused";
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
export type Accounts = { [role in AccountRole]?: Seen<Account> };

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
): Promise<Seen<Account>> {
  if (account.externalId !== undefined && typeof account.externalId !== "string") {
    return { fault: SECRET };
  }
  const credentials = credentialsOf(account, region);
  const { client, options, close } = connect(STSClient, region, settings, credentials);
  try {
    const answer = await client.send(new GetCallerIdentityCommand({}), options());
    const { Account: accountId = "", Arn: arn = "" } = answer;
    if (account.accountId !== undefined && account.accountId !== accountId) {
      return { fault: wrongAccount(arn, accountId, account.accountId) };
    }
    return { seen: { accountId, arn, credentials } };
  } catch (error) {
    return { fault: faultOf(error, assuming(account)) };
  } finally {
    close();
  }
}

function assuming({ assumeRoleArn = "its role", externalId }: AccountSettings): string {
  const trust = externalId === undefined ? "" : ", with this externalId";
  return `sts:AssumeRole on ${assumeRoleArn}, in the role's trust policy too${trust}`;
}

const SECRET = {
  seen: false,
  reason: "the externalId is a secret of the config, which cannot be read without the stack's key",
  nextStep:
    "Set it without --secret (AWS counts it as no secret), or give a file that has it as --config",
};

function wrongAccount(arn: string, is: string, said: string) {
  return {
    seen: false,
    reason: `the credentials are of account ${is} (${arn}), and the config says ${said}`,
    nextStep: `Give credentials of account ${said}, or its assumeRoleArn or profile in the config`,
  };
}
