import type { Operations } from "../aws";
import { attachmentOperations } from "./attachments";
import { organizationOperations } from "./organization";
import { policyOperations } from "./policies";
import { tagOperations } from "./tags";
import { treeOperations } from "./tree";

export { endDelegation } from "./delegation";
export { emailOf, enableServiceAccess, registerAdministrator } from "./organization";
export { accountsOf, belongsTo } from "./within";

export const organizationsOperations: Operations = {
  ...organizationOperations,
  ...treeOperations,
  ...policyOperations,
  ...attachmentOperations,
  ...tagOperations,
};
