import type { StackValidationPolicy } from "@pulumi/policy";

import { bucketPolicyTlsOnly } from "./bucketPolicyTlsOnly";
import { bucketPublicAccessBlocked } from "./bucketPublicAccessBlocked";
import { bucketRetained } from "./bucketRetained";
import { bucketVersioned } from "./bucketVersioned";
import { destinationHomeRegion } from "./destinationHomeRegion";
import { destinationOnePerDetector } from "./destinationOnePerDetector";
import { destinationPoliciesInStack } from "./destinationPoliciesInStack";
import { destinationProvable } from "./destinationProvable";
import { guardDutyNoWildcardAction } from "./guardDutyNoWildcardAction";
import { guardDutySourceBound } from "./guardDutySourceBound";
import { keyAdministered } from "./keyAdministered";
import { noExternalAccess } from "./noExternalAccess";
import { noWildcardPrincipal } from "./noWildcardPrincipal";
import { serviceSourceBound } from "./serviceSourceBound";
import { writesEncrypted } from "./writesEncrypted";

/** All policies of the pack: they hold for any program, with or without this package's components. */
export const POLICIES: StackValidationPolicy[] = [
  destinationProvable,
  destinationPoliciesInStack,
  destinationOnePerDetector,
  destinationHomeRegion,
  bucketPolicyTlsOnly,
  bucketPublicAccessBlocked,
  bucketVersioned,
  bucketRetained,
  noWildcardPrincipal,
  noExternalAccess,
  guardDutyNoWildcardAction,
  guardDutySourceBound,
  serviceSourceBound,
  writesEncrypted,
  keyAdministered,
];
