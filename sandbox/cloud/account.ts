import type { Operations } from "./aws";
import { AwsError } from "./contract";
import { belongsTo } from "./organizations";
import { COMMERCIAL_REGIONS, isOptIn } from "./regions";

export const accountOperations: Operations = {
  /** For another account only from the management account, which in turn may not name itself. */
  ListRegions: ({ world }, caller, { AccountId, RegionOptStatusContains }) => {
    const { organization } = world;
    const mayName =
      organization?.management === caller.accountId &&
      AccountId !== caller.accountId &&
      belongsTo(organization, AccountId);
    if (AccountId !== undefined && !mayName) {
      throw new AwsError(
        "AccessDeniedException",
        `User: ${caller.arn} is not authorized to perform: account:ListRegions (Your organization must first enable trusted access with AWS Account Management.)`,
        403,
      );
    }
    const { optedIn = [] } = world.accounts[AccountId ?? caller.accountId] ?? {};
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
