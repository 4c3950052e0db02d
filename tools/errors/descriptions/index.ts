import type { AnyFindingId } from "../../../rules/findings";
import { INPUT_DESCRIPTIONS } from "./inputs";
import { ADD_ON_DESCRIPTIONS } from "./addOns";
import { COMMAND_DESCRIPTIONS } from "./commands";
import { DEPLOYMENT_DESCRIPTIONS } from "./deployments";
import type { Description } from "./description";
import { EXPORT_DESCRIPTIONS } from "./exports";
import { HOLDER_DESCRIPTIONS } from "./holders";
import { ORGANIZATION_DESCRIPTIONS } from "./organizations";
import { POLICY_DESCRIPTIONS } from "./policies";
import { PACK_DESCRIPTIONS } from "./policyPack";

/** A row of docs/errors.md for each finding. */
export const DESCRIPTIONS: { [id in AnyFindingId]: Description } = {
  ...POLICY_DESCRIPTIONS,
  ...DEPLOYMENT_DESCRIPTIONS,
  ...EXPORT_DESCRIPTIONS,
  ...ADD_ON_DESCRIPTIONS,
  ...HOLDER_DESCRIPTIONS,
  ...ORGANIZATION_DESCRIPTIONS,
  ...COMMAND_DESCRIPTIONS,
  ...INPUT_DESCRIPTIONS,
  ...PACK_DESCRIPTIONS,
};
