import type { Operations } from "../aws";
import { destinationOperations } from "./destinations";
import { detectionRuleOperations } from "./detectionRules";
import { detectorOperations } from "./detectors";
import { filterOperations } from "./filters";
import { findingQueryOperations } from "./findingQueries";
import { findingOperations } from "./findings";
import { invitationOperations } from "./invitations";
import { listOperations } from "./lists";
import { malwarePlanOperations } from "./malwarePlans";
import { memberDetectorOperations } from "./memberDetectors";
import { memberOperations } from "./members";
import { organizationOperations } from "./organization";
import { tagOperations } from "./tags";

export const guardDutyOperations: Operations = {
  ...detectorOperations,
  ...destinationOperations,
  ...tagOperations,
  ...findingOperations,
  ...findingQueryOperations,
  ...filterOperations,
  ...detectionRuleOperations,
  ...listOperations,
  ...malwarePlanOperations,
  ...organizationOperations,
  ...memberOperations,
  ...memberDetectorOperations,
  ...invitationOperations,
};
