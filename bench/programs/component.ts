// The package as npm installs it: compiled.
import { GuardDutyExport } from "../..";
import type { ProgramInput } from "./input";
import { exportArgs } from "./input";

export function program(input: ProgramInput) {
  const { bucketName, keyArn, detectorIds, destinationIds } = new GuardDutyExport(
    "findings",
    exportArgs(input),
  );
  return { bucketName, keyArn, detectorIds, destinationIds };
}
