import type { GuardDutyExportArgs } from "../components/args";
import { GuardDutyExport } from "../components/guardDutyExport";
import { readArgs } from "../rules/args";
import { configError } from "./config";
import type { StackConfig } from "./stackConfig";

/** The stack of the administrator account: one export. Its outputs are what other stacks need. */
export function administrator({ name, args }: StackConfig) {
  const { settings, problems } = readArgs(name, args);
  if (settings === undefined) throw configError(problems);
  const { bucketName, bucketArn, findingsUri, keyArn, ...others } = new GuardDutyExport(
    name,
    args as unknown as GuardDutyExportArgs,
  );
  const { administratorAccountId, detectorIds, destinationIds } = others;
  const { bucketPolicyStatements, keyPolicyStatements } = others;
  const { regions, bucket, key } = settings;
  return {
    ...{ bucketName, bucketArn, findingsUri, keyArn },
    ...{ regions, administratorAccountId, detectorIds, destinationIds },
    // For the owners of the policies, who have to place them.
    ...(bucket.existing?.policy === "external" && { bucketPolicyStatements }),
    ...(key.existing?.policy === "external" && { keyPolicyStatements }),
  };
}
