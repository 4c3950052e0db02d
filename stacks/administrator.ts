import type { GuardDutyExportArgs } from "../components/args";
import { GuardDutyExport } from "../components/guardDutyExport";
import { readArgs } from "../rules/args";
import { configError } from "./config";
import type { StackConfig } from "./stackConfig";

/** The stack of the administrator account: one export. Its outputs are what other stacks need. */
export function administrator({ name, args }: StackConfig) {
  const { settings, problems } = readArgs(name, args);
  if (settings === undefined) throw configError(problems);
  const { bucketName, bucketArn, findingsUri, keyArn, ...ids } = new GuardDutyExport(
    name,
    args as unknown as GuardDutyExportArgs,
  );
  const { administratorAccountId, detectorIds, destinationIds } = ids;
  const { regions } = settings;
  return {
    ...{ bucketName, bucketArn, findingsUri, keyArn },
    ...{ regions, administratorAccountId, detectorIds, destinationIds },
  };
}
