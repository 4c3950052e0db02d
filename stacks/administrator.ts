import type { GuardDutyExportArgs } from "../components/args";
import { GuardDutyExport } from "../components/guardDutyExport";
import { present } from "../components/outputs";
import { readArgs } from "../rules/args";
import { readCompanions } from "../rules/companions";
import { createCompanions } from "./companions";
import { configError } from "./config";
import type { StackConfig } from "./stackConfig";

/** The stack of the administrator account: one export and who reads it. Its outputs are what other stacks and people need. */
export function administrator({ name, args, companions: beside }: StackConfig) {
  const { settings, companions } = validConfig({ name, args, companions: beside });
  const findings = new GuardDutyExport(name, args as unknown as GuardDutyExportArgs);
  const { bucketName, bucketArn, findingsUri, keyArn } = findings;
  const { administratorAccountId, detectorIds, destinationIds } = findings;
  const { bucketPolicyStatements, keyPolicyStatements } = findings;
  const { notificationTopicArn, notificationConfiguration } = findings;
  const { regions, bucket, key } = settings;
  return {
    ...{ bucketName, bucketArn, findingsUri, keyArn },
    ...{ regions, administratorAccountId, detectorIds, destinationIds },
    ...present({ notificationTopicArn }),
    // For the owners of policies and notifications, who have to place them.
    ...present({ notificationConfiguration }),
    ...(bucket.existing?.policy === "external" && { bucketPolicyStatements }),
    ...(key.existing?.policy === "external" && { keyPolicyStatements }),
    ...createCompanions({ name, settings, findings }, companions),
  };
}

/** Throws every problem at once. */
function validConfig({
  name,
  args,
  companions,
}: Pick<StackConfig, "name" | "args" | "companions">) {
  const { settings, problems } = readArgs(name, args);
  const beside = readCompanions(name, settings, companions);
  if (settings === undefined || beside.settings === undefined) {
    throw configError([...problems, ...beside.problems]);
  }
  return { settings, companions: beside.settings };
}
