import * as sdk from "@aws-sdk/client-organizations";
import { OrganizationsClient } from "@aws-sdk/client-organizations";

import { createCloud, type Members, type SandboxCloud } from "../sandbox/cloud";
import { startHttp } from "../sandbox/http";
import type { WorldFile } from "../sandbox/world";
import { rootOf } from "./readerClient";

export const MANAGEMENT = "999900001111";
export const ADMIN = "111122223333";
export const MEMBER = "222233334444";
export const ROOT = "r-sbx0";
export const WORKLOADS = "ou-sbx0-workload";
export const PAYMENTS = "ou-sbx0-payments";

/** An organization with two units, one in the other: MEMBER is in the inner one, ADMIN in the root. */
export function treeWorld(
  more: Omit<Partial<NonNullable<WorldFile["organization"]>>, "management"> = {},
): WorldFile {
  return {
    caller: ADMIN,
    accounts: { [ADMIN]: { name: "security" }, [MEMBER]: { name: "payments" } },
    organization: {
      id: "o-abc1234567",
      management: MANAGEMENT,
      members: [ADMIN, MEMBER],
      organizationalUnits: {
        [WORKLOADS]: { name: "Workloads" },
        [PAYMENTS]: { name: "Payments", parent: WORKLOADS },
      },
      parents: { [MEMBER]: PAYMENTS },
      ...more,
    },
  };
}

export interface OrganizationsApi {
  cloud: SandboxCloud;
  /** Calls an operation with the AWS SDK; rejects with the SDK's error. */
  call(operation: string, input?: Members, accountId?: string): Promise<Members>;
  /** The error that a call ends with, as `code: message`. */
  refusal(operation: string, input?: Members, accountId?: string): Promise<string>;
  close(): Promise<void>;
}

/** AWS Organizations of a world over HTTP, called by the root of the management account by default. */
export async function organizationsApi(world: WorldFile = treeWorld()): Promise<OrganizationsApi> {
  const cloud = await createCloud(world);
  const server = await startHttp(cloud);
  const clientOf = (accountId: string): OrganizationsClient =>
    new OrganizationsClient({
      endpoint: server.url,
      region: "us-east-1",
      credentials: rootOf(accountId),
      maxAttempts: 1,
    });

  const call = async (
    operation: string,
    input: Members = {},
    accountId = MANAGEMENT,
  ): Promise<Members> => {
    const commands = sdk as unknown as { [name: string]: new (input: Members) => never };
    const client = clientOf(accountId);
    try {
      const { $metadata: _metadata, ...answer }: Members = await client.send(
        new commands[`${operation}Command`]!(input),
      );
      return answer;
    } finally {
      client.destroy();
    }
  };
  return {
    cloud,
    call,
    async refusal(operation, input, accountId) {
      try {
        await call(operation, input, accountId);
      } catch (error) {
        const { name, message } = error as Error;
        return `${name}: ${message}`;
      }
      throw new Error(`${operation} was expected to be refused and was not`);
    },
    close: () => server.close(),
  };
}
