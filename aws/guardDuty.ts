import type { Member as SdkMember } from "@aws-sdk/client-guardduty";
import {
  CreateSampleFindingsCommand,
  DescribeOrganizationConfigurationCommand,
  DescribePublishingDestinationCommand,
  DisableOrganizationAdminAccountCommand,
  DisassociateMembersCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListOrganizationAdminAccountsCommand,
  ListPublishingDestinationsCommand,
  paginateListMembers,
  UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";

import type { AutoEnable } from "../rules/args";
import type { Questions } from "./observe";
import type { Credentials } from "./credentials";
import type { ClientSettings } from "./settings";
import { clientSettings, patience } from "./settings";

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

/** GuardDuty of one account in one Region; every call rejects with the error of the SDK. */
export interface GuardDuty extends Questions {
  region: string;
  organizationConfiguration(detectorId: string): Promise<OrganizationConfiguration>;
  setAutoEnable(detectorId: string, to: AutoEnable, features: string[]): Promise<void>;
  /** All of them, associated or not. */
  members(detectorId: string): Promise<Member[]>;
  disassociate(detectorId: string, accountIds: string[]): Promise<void>;
  /** Of the management account: the delegated administrator, if there is one. */
  delegatedAdministrator(): Promise<string | undefined>;
  endDelegation(accountId: string): Promise<void>;
  createSample(detectorId: string, type: string): Promise<void>;
  close(): void;
}

/** How many accounts GuardDuty takes at once. */
const ACCOUNTS_AT_ONCE = 50;

export function guardDuty(
  region: string,
  credentials: Credentials,
  settings: ClientSettings,
): GuardDuty {
  const client = new GuardDutyClient({ region, credentials, ...clientSettings(settings) });
  const wait = () => patience(settings);
  return {
    region,
    async listDetectors() {
      return (await client.send(new ListDetectorsCommand({}), wait())).DetectorIds ?? [];
    },
    async getDetector(id) {
      const found = await client.send(new GetDetectorCommand({ DetectorId: id }), wait());
      return {
        id,
        status: found.Status,
        findingPublishingFrequency: found.FindingPublishingFrequency,
      };
    },
    async listDestinations(DetectorId) {
      const command = new ListPublishingDestinationsCommand({ DetectorId });
      const { Destinations } = await client.send(command, wait());
      return (Destinations ?? []).flatMap(({ DestinationId }) => DestinationId ?? []);
    },
    async describeDestination(DetectorId, DestinationId) {
      const command = new DescribePublishingDestinationCommand({ DetectorId, DestinationId });
      const found = await client.send(command, wait());
      return {
        status: found.Status,
        failingSince: found.PublishingFailureStartTimestamp,
        destinationArn: found.DestinationProperties?.DestinationArn,
        kmsKeyArn: found.DestinationProperties?.KmsKeyArn,
      };
    },
    async organizationConfiguration(DetectorId) {
      const command = new DescribeOrganizationConfigurationCommand({ DetectorId });
      const found = await client.send(command, wait());
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
        Features: features.map((Name) => ({ Name: Name as never, AutoEnable: "NONE" })),
      });
      await client.send(command, wait());
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
        const { UnprocessedAccounts = [] } = await client.send(command, wait());
        const [first] = UnprocessedAccounts;
        if (first === undefined) continue;
        throw new Error(
          `${UnprocessedAccounts.length} accounts stay, ${first.AccountId} among them: ${first.Result}`,
        );
      }
    },
    async delegatedAdministrator() {
      const { AdminAccounts } = await client.send(
        new ListOrganizationAdminAccountsCommand({}),
        wait(),
      );
      const enabled = AdminAccounts?.find(({ AdminStatus }) => AdminStatus === "ENABLED");
      return enabled?.AdminAccountId;
    },
    async endDelegation(AdminAccountId) {
      await client.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId }), wait());
    },
    async createSample(DetectorId, type) {
      const command = new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [type] });
      await client.send(command, wait());
    },
    close: () => client.destroy(),
  };
}
