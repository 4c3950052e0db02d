// The package's sources, transpiled on every run: what the stacks of this repository do.
import { GuardDutyExport } from "../../index";
import type { ProgramInput } from "./input";
import { exportArgs } from "./input";

export function program(input: ProgramInput) {
  const { bucketName, keyArn, detectorIds, destinationIds } = new GuardDutyExport(
    "findings",
    exportArgs(input),
  );
  return { bucketName, keyArn, detectorIds, destinationIds };
}
