import type { World } from "../world";
import type { Operations } from "./aws";
import { AwsError, type Caller, type Members } from "./contract";
import { belongsTo } from "./organizations";
import { COMMERCIAL_REGIONS, isOptIn } from "./regions";

export const accountOperations: Operations = {
  DisableRegion: ({ world }, caller, input) => {
    const { accountId, optedIn } = optInOf(world, caller, input, "DisableRegion");
    const { RegionName } = input;
    const { accounts, detectors } = world;
    const account = accounts[accountId];
    if (account !== undefined) account.optedIn = optedIn.filter((one) => one !== RegionName);
    for (const [location, { members }] of Object.entries(detectors)) {
      const member = members[accountId];
      if (member && location.endsWith(`/${RegionName}`))
        member.relationshipStatus = "RegionDisabled";
    }
  },

  EnableRegion: ({ world }, caller, input) => {
    const { accountId, optedIn } = optInOf(world, caller, input, "EnableRegion");
    const account = world.accounts[accountId];
    if (account !== undefined) account.optedIn = [...new Set([...optedIn, input["RegionName"]])];
  },

  /** For another account only from the management account, which in turn may not name itself. */
  ListRegions: ({ world }, caller, { AccountId, RegionOptStatusContains }) => {
    const { optedIn } = accountNamed(world, caller, AccountId, "ListRegions");
    const regions = COMMERCIAL_REGIONS.map((RegionName) => ({
      RegionName,
      RegionOptStatus: !isOptIn(RegionName)
        ? "ENABLED_BY_DEFAULT"
        : optedIn.includes(RegionName)
          ? "ENABLED"
          : "DISABLED",
    }));
    return {
      Regions: regions.filter(
        ({ RegionOptStatus }) => RegionOptStatusContains?.includes(RegionOptStatus) ?? true,
      ),
    };
  },
};

/** The account of a request: another than the caller's by its management account alone, which in turn may not name itself. */
function accountNamed(
  { organization, accounts }: World,
  caller: Caller,
  named: string | undefined,
  action: string,
): { accountId: string; optedIn: string[] } {
  const mayName =
    organization?.management === caller.accountId &&
    named !== caller.accountId &&
    belongsTo(organization, String(named));
  if (named !== undefined && !mayName) {
    throw new AwsError(
      "AccessDeniedException",
      `User: ${caller.arn} is not authorized to perform: account:${action} (Your organization must first enable trusted access with AWS Account Management.)`,
      403,
    );
  }
  const accountId = named ?? caller.accountId;
  return { accountId, optedIn: accounts[accountId]?.optedIn ?? [] };
}

/** Regions that every account has cannot be disabled. */
function optInOf(world: World, caller: Caller, { AccountId, RegionName }: Members, action: string) {
  if (!isOptIn(RegionName) || !COMMERCIAL_REGIONS.includes(RegionName)) {
    throw new AwsError("ValidationException", `Region ${RegionName} cannot be opted in or out.`);
  }
  return accountNamed(world, caller, AccountId, action);
}
