import type { GuardDutyClient, Member as SdkMember } from "@aws-sdk/client-guardduty";
import {
  GetMemberDetectorsCommand,
  GetMembersCommand,
  paginateDescribeOrganizationConfiguration,
  paginateListMembers,
} from "@aws-sdk/client-guardduty";

import type {
  ObservedMember,
  ObservedMemberPlans,
  ObservedOrganization as OrganizationConfiguration,
} from "../../rules/health/types";
import type { Connection } from "../connection";
import { itemsOf } from "../pages";
import { managersOf } from "./managers";

export type { ObservedOrganization as OrganizationConfiguration } from "../../rules/health/types";

/** An account that the administrator knows of. */
export interface Member extends ObservedMember {
  email: string;
}

/** What an administrator's detector has of members and of the organization; every call rejects with the error of the SDK. */
export interface MemberReader {
  organizationConfiguration(detectorId: string): Promise<OrganizationConfiguration>;
  /** All of them, associated or not. */
  members(detectorId: string): Promise<Member[]>;
  /** Of enabled members; rejects if GuardDuty does not answer for one of them. */
  memberPlans(detectorId: string, accountIds: readonly string[]): Promise<ObservedMemberPlans[]>;
}

/** How many accounts one call of GuardDuty takes. */
export const ACCOUNTS_AT_ONCE = 50;

export interface MemberLookup {
  /** Those of the accounts that are members, whatever their status; rejects with the error of the SDK. */
  membersAmong(detectorId: string, accountIds: readonly string[]): Promise<string[]>;
}

export function memberLookup({ client, options }: Connection<GuardDutyClient>): MemberLookup {
  return {
    async membersAmong(DetectorId, accountIds) {
      const found: string[] = [];
      for (let from = 0; from < accountIds.length; from += ACCOUNTS_AT_ONCE) {
        const AccountIds = accountIds.slice(from, from + ACCOUNTS_AT_ONCE);
        const command = new GetMembersCommand({ DetectorId, AccountIds });
        const { Members = [] } = await client.send(command, options());
        found.push(...Members.flatMap(({ AccountId }) => AccountId ?? []));
      }
      return found;
    },
  };
}

export function memberReader({ client, options }: Connection<GuardDutyClient>): MemberReader {
  return {
    async organizationConfiguration(DetectorId) {
      const paged = paginateDescribeOrganizationConfiguration(
        { client },
        { DetectorId },
        options(),
      );
      const pages = await itemsOf(paged, (page) => [page]);
      const [found] = pages;
      const features = pages
        .flatMap(({ Features = [] }) => Features)
        .map(({ Name, AutoEnable }) => [Name, AutoEnable]);
      return {
        // The older member is all that administrators by invitation have.
        autoEnable: found?.AutoEnableOrganizationMembers ?? (found?.AutoEnable ? "NEW" : "NONE"),
        features: Object.fromEntries(features),
        limitReached: found?.MemberAccountLimitReached === true,
      };
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
    async memberPlans(DetectorId, accountIds) {
      const found: ObservedMemberPlans[] = [];
      for (let from = 0; from < accountIds.length; from += ACCOUNTS_AT_ONCE) {
        const AccountIds = accountIds.slice(from, from + ACCOUNTS_AT_ONCE);
        const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds });
        const answer = await client.send(command, options());
        const [first] = answer.UnprocessedAccounts ?? [];
        if (first !== undefined) {
          throw new Error(`GuardDuty did not process ${first.AccountId}: ${first.Result}`);
        }
        for (const { AccountId = "", Features = [] } of answer.MemberDataSourceConfigurations ??
          []) {
          const plans = Features.map(({ Name = "", Status = "" }) => [Name, Status]);
          const managedBy = managersOf(Features);
          found.push({ accountId: AccountId, plans: Object.fromEntries(plans), managedBy });
        }
      }
      return found;
    },
  };
}
