import { expect } from "chai";

import type { Account, GuardDutyExportArgs } from "../components/export/args";
import type { WorldFile } from "../sandbox/world";
import type { CloudStack } from "./cloudStack";
import { ACCOUNT } from "./cloudStack";

export const MANAGEMENT = "999900001111";
export const ADMINISTRATOR = ACCOUNT;
export const ARCHIVE = "444455556666";
export const MEMBER = "222233334444";
export const OTHER_MEMBER = "333344445555";
/** An account without an organization. */
export const OUTSIDER = "666677778888";

export const role = (accountId: string): string => `arn:aws:iam::${accountId}:role/deploy`;
export const email = (accountId: string): string => `${accountId}@example.com`;

/** An account, acted in by its own role. */
export const acting = (accountId: string): Account => ({
  accountId,
  assumeRoleArn: role(accountId),
});

/** An organization of five accounts in which GuardDuty is nowhere enabled, and an account outside. */
export const organizationWorld = (optedIn: readonly string[] = ["me-south-1"]): WorldFile => {
  const members = [ADMINISTRATOR, ARCHIVE, MEMBER, OTHER_MEMBER];
  return {
    caller: ADMINISTRATOR,
    accounts: Object.fromEntries(
      [MANAGEMENT, ...members, OUTSIDER].map((accountId) => [
        accountId,
        { email: email(accountId), optedIn: [...optedIn], roles: [role(accountId)] },
      ]),
    ),
    organization: { management: MANAGEMENT, members },
  };
};

/** Its export: three accounts act, each by its own role. */
export const organizationArgs = {
  regions: ["us-east-1", "me-south-1"],
  organization: {
    administrator: acting(ADMINISTRATOR),
    management: acting(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
  bucket: { prefix: "guardduty", account: acting(ARCHIVE) },
} satisfies GuardDutyExportArgs;

/** Has an account join the organization. */
export function joinOrganization({ cloud }: CloudStack, accountId: string): void {
  const { accounts, organization } = cloud.world;
  const optedIn = accounts[ADMINISTRATOR]?.optedIn ?? [];
  accounts[accountId] = { name: "", email: email(accountId), optedIn, roles: [] };
  organization?.members.push(accountId);
}

/** Fails unless a finding leaves once, by the administrator's destination of the Region, as one object more in one bucket. */
export async function deliveredOnce(
  { cloud }: CloudStack,
  accountId: string,
  region: string,
): Promise<void> {
  const objects = () =>
    Object.values(cloud.world.buckets).flatMap((bucket) => Object.keys(bucket.objects));
  const before = new Set(objects());
  const deliveries = await cloud.exportFinding(accountId, region);
  const { destinations } = cloud.world.detectors[`${ADMINISTRATOR}/${region}`]!;
  const written = objects().filter((key) => !before.has(key));
  expect(deliveries, `${accountId}/${region}`).to.deep.equal([
    {
      administrator: ADMINISTRATOR,
      destinationId: Object.keys(destinations)[0],
      bucket: Object.keys(cloud.world.buckets)[0],
      key: written[0],
    },
  ]);
  expect(written).to.have.length(1);
  expect(written[0]).to.match(new RegExp(`AWSLogs/${accountId}/GuardDuty/${region}/`));
}
