import type { BadInput } from "./case";
import { badAccounts } from "./accounts";
import { badFeatures } from "./features";
import { badManagement } from "./management";
import { badOrganizationMembers } from "./members";

/** Organizations, accounts, members and protection plans that users may get wrong, and every problem that is reported. */
export const badOrganizations: BadInput[] = [
  ...badManagement,
  ...badOrganizationMembers,
  ...badFeatures,
  ...badAccounts,
];
