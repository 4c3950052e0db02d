import type { Operations } from "../aws";
import { aliasOperations } from "./aliases";
import { grantOperations } from "./grants";
import { keyOperations } from "./keys";
import { keyPolicyOperations } from "./policies";

export const kmsOperations: Operations = {
  ...keyOperations,
  ...keyPolicyOperations,
  ...aliasOperations,
  ...grantOperations,
};
