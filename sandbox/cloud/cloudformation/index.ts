import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";

/** The types that the stand-in of aws-native registers. */
const TYPES = ["AWS::GuardDuty::ThreatEntitySet", "AWS::GuardDuty::TrustedEntitySet"];

/**
 * Cloud Control: the calls that a caller needs the rights of. What a type's handler does is done by the stand-in of aws-native, by calls of the
 * type's service with the rights of the same caller.
 * Source: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html
 */
export const cloudformationOperations: Operations = {
  CreateResource: (_aws, _caller, { TypeName, DesiredState }) => progress(TypeName, DesiredState),
  DeleteResource: (_aws, _caller, { TypeName, Identifier }) => progress(TypeName, Identifier),
  GetResource: (_aws, _caller, { TypeName, Identifier }) => {
    requireType(TypeName);
    return { TypeName, ResourceDescription: { Identifier } };
  },
  GetResourceRequestStatus: (_aws, _caller, { RequestToken }) => ({
    ProgressEvent: { OperationStatus: "SUCCESS", RequestToken },
  }),
  UpdateResource: (_aws, _caller, { TypeName, Identifier, PatchDocument }) =>
    progress(TypeName, `${Identifier}${PatchDocument}`),
};

function progress(typeName: unknown, _of: unknown): Members {
  requireType(typeName);
  return { ProgressEvent: { OperationStatus: "IN_PROGRESS", RequestToken: "sandbox" } };
}

function requireType(typeName: unknown): void {
  if (TYPES.includes(String(typeName))) return;
  throw new AwsError("TypeNotFoundException", `The type '${String(typeName)}' cannot be found.`);
}
