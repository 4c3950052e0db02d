import type { GuardDutyClient, OrgFeature } from "@aws-sdk/client-guardduty";
import {
  DisableOrganizationAdminAccountCommand,
  DisassociateMembersCommand,
  GetAdministratorAccountCommand,
  paginateListOrganizationAdminAccounts,
  UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";

import type { AutoEnable } from "../../rules/args";
import type { Connection } from "../connection";
import { itemsOf } from "../pages";
import type { MemberLookup, MemberReader } from "./memberReader";
import { ACCOUNTS_AT_ONCE, memberLookup, memberReader } from "./memberReader";

export type { Member, OrganizationConfiguration } from "./memberReader";

/** Members and delegation of GuardDuty in one Region; every call rejects with the error of the SDK. */
export interface MemberCalls extends MemberReader, MemberLookup {
  setAutoEnable(detectorId: string, to: AutoEnable, features: string[]): Promise<void>;
  disassociate(detectorId: string, accountIds: string[]): Promise<void>;
  /** Of a member: its administrator's account, if it has one. */
  administrator(detectorId: string): Promise<string | undefined>;
  /** Of the management account: the delegated administrator, if there is one. */
  delegatedAdministrator(): Promise<string | undefined>;
  endDelegation(accountId: string): Promise<void>;
}

export function memberCalls(connection: Connection<GuardDutyClient>): MemberCalls {
  const { client, options } = connection;
  return {
    ...memberReader(connection),
    ...memberLookup(connection),
    async setAutoEnable(DetectorId, AutoEnableOrganizationMembers, features) {
      const command = new UpdateOrganizationConfigurationCommand({
        DetectorId,
        AutoEnableOrganizationMembers,
        Features: features.map((name) => ({ Name: name as OrgFeature, AutoEnable: "NONE" })),
      });
      await client.send(command, options());
    },
    async disassociate(DetectorId, accountIds) {
      for (let from = 0; from < accountIds.length; from += ACCOUNTS_AT_ONCE) {
        const AccountIds = accountIds.slice(from, from + ACCOUNTS_AT_ONCE);
        const command = new DisassociateMembersCommand({ DetectorId, AccountIds });
        const { UnprocessedAccounts = [] } = await client.send(command, options());
        const [first] = UnprocessedAccounts;
        if (first === undefined) continue;
        throw new Error(
          `GuardDuty did not process ${UnprocessedAccounts.length} accounts; the first is ${first.AccountId}: ${first.Result}`,
        );
      }
    },
    async administrator(DetectorId) {
      const command = new GetAdministratorAccountCommand({ DetectorId });
      const { Administrator } = await client.send(command, options());
      return Administrator?.RelationshipStatus === "Enabled" ? Administrator.AccountId : undefined;
    },
    async delegatedAdministrator() {
      const pages = paginateListOrganizationAdminAccounts({ client }, {}, options());
      const accounts = await itemsOf(pages, ({ AdminAccounts }) => AdminAccounts);
      const enabled = accounts.find(({ AdminStatus }) => AdminStatus === "ENABLED");
      return enabled?.AdminAccountId;
    },
    async endDelegation(AdminAccountId) {
      await client.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId }), options());
    },
  };
}
