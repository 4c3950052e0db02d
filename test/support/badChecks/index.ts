import type { BadCheck } from "./case";
import { badPolicies } from "./policies";
import { badAccounts } from "./accounts";
import { badAddOnTargets } from "./addOns";
import { badAdoptedTargets } from "./adoption";
import { badDetectors } from "./detectors";
import { badExisting } from "./existing";

/** What is wrong with what exists, a case for each way to find it. */
export const badChecks: { [what: string]: BadCheck } = {
  ...badAdoptedTargets,
  ...badAccounts,
  ...badDetectors,
  ...badAddOnTargets,
  ...badExisting,
  ...badPolicies,
};
