import { GuardDutyExport } from "../components/guardDutyExport";
import type { StackConfig } from "./config";

/** The stack of the administrator account: one export, its outputs the stack's. */
export function administrator({ name, args }: StackConfig) {
  const { bucketName, bucketArn, findingsUri, keyArn, detectorIds, destinationIds } =
    new GuardDutyExport(name, args);
  return { bucketName, bucketArn, findingsUri, keyArn, detectorIds, destinationIds };
}
