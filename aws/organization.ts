import {
  DescribeOrganizationCommand,
  OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";

import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import type { Credentials } from "./credentials";

/** An account of the organization. */
export interface OrganizationAccount {
  accountId: string;
  name: string;
  email: string;
  active: boolean;
}

/** AWS Organizations as an account sees it; every call rejects with the error of the SDK. */
export interface Organization {
  managementAccountId(): Promise<string>;
  accounts(): Promise<OrganizationAccount[]>;
  close(): void;
}

export function organization(
  region: string,
  credentials: Credentials,
  settings: ClientSettings,
): Organization {
  const connection = connect(OrganizationsClient, region, settings, credentials);
  const { client, options } = connection;
  return {
    async managementAccountId() {
      const answer = await client.send(new DescribeOrganizationCommand({}), options());
      return answer.Organization?.MasterAccountId ?? "";
    },
    async accounts() {
      const found: OrganizationAccount[] = [];
      for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
        for (const { Id = "", Name = "", Email = "", State, Status } of Accounts) {
          const active = (State ?? Status) === "ACTIVE";
          found.push({ accountId: Id, name: Name, email: Email, active });
        }
      }
      return found;
    },
    close: connection.close,
  };
}
