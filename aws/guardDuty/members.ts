import type { GuardDutyClient, Member as SdkMember, OrgFeature } from "@aws-sdk/client-guardduty";
import {
  DescribeOrganizationConfigurationCommand,
  DisableOrganizationAdminAccountCommand,
  DisassociateMembersCommand,
  GetAdministratorAccountCommand,
  ListOrganizationAdminAccountsCommand,
  paginateListMembers,
  UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";

import type { AutoEnable } from "../../rules/args";
import type { Connection } from "../connection";

/** What GuardDuty does with the accounts of the organization. */
export interface OrganizationConfiguration {
  autoEnable?: string;
  /** Protection plan -> whose. */
  features: { [name: string]: string };
  limitReached: boolean;
}

/** An account that the administrator knows of. */
export interface Member {
  accountId: string;
  email: string;
  status: string;
}

/** Members and delegation of GuardDuty in one Region; every call rejects with the error of the SDK. */
export interface MemberCalls {
  organizationConfiguration(detectorId: string): Promise<OrganizationConfiguration>;
  setAutoEnable(detectorId: string, to: AutoEnable, features: string[]): Promise<void>;
  /** All of them, associated or not. */
  members(detectorId: string): Promise<Member[]>;
  disassociate(detectorId: string, accountIds: string[]): Promise<void>;
  /** Of a member: its administrator's account, if it has one. */
  administrator(detectorId: string): Promise<string | undefined>;
  /** Of the management account: the delegated administrator, if there is one. */
  delegatedAdministrator(): Promise<string | undefined>;
  endDelegation(accountId: string): Promise<void>;
}

/** How many accounts one call of GuardDuty takes. */
const ACCOUNTS_AT_ONCE = 50;

export function memberCalls({ client, options }: Connection<GuardDutyClient>): MemberCalls {
  return {
    async organizationConfiguration(DetectorId) {
      const command = new DescribeOrganizationConfigurationCommand({ DetectorId });
      const found = await client.send(command, options());
      const features = (found.Features ?? []).map(({ Name, AutoEnable }) => [Name, AutoEnable]);
      return {
        // The older member is all that administrators by invitation have.
        autoEnable: found.AutoEnableOrganizationMembers ?? (found.AutoEnable ? "NEW" : "NONE"),
        features: Object.fromEntries(features),
        limitReached: found.MemberAccountLimitReached === true,
      };
    },
    async setAutoEnable(DetectorId, AutoEnableOrganizationMembers, features) {
      const command = new UpdateOrganizationConfigurationCommand({
        DetectorId,
        AutoEnableOrganizationMembers,
        Features: features.map((name) => ({ Name: name as OrgFeature, AutoEnable: "NONE" })),
      });
      await client.send(command, options());
    },
    async members(DetectorId) {
      const input = { DetectorId, OnlyAssociated: "false" };
      const found: SdkMember[] = [];
      for await (const page of paginateListMembers({ client, pageSize: 50 }, input)) {
        found.push(...(page.Members ?? []));
      }
      return found.map(({ AccountId = "", Email = "", RelationshipStatus = "" }) => ({
        accountId: AccountId,
        email: Email,
        status: RelationshipStatus,
      }));
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
      const { AdminAccounts } = await client.send(
        new ListOrganizationAdminAccountsCommand({}),
        options(),
      );
      const enabled = AdminAccounts?.find(({ AdminStatus }) => AdminStatus === "ENABLED");
      return enabled?.AdminAccountId;
    },
    async endDelegation(AdminAccountId) {
      await client.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId }), options());
    },
  };
}
