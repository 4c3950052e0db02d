import type { GuardDutyExportArgs } from "../components/export/args";
import { GuardDutyExport } from "../components/export/guardDutyExport";
import { definedOnly } from "../components/shared/outputs";
import { readArgs } from "../rules/args";
import { assumedSettings, problemsOfFiles, readAddOns } from "../rules/addOns";
import { createAddOns } from "./addOns";
import type { DeployedConfig } from "./config";
import { configError } from "./config";
import { configProblems } from "./stackConfig";

/** The stack of the administrator account: one export and who reads it. Its outputs are what other stacks and people need. */
export function administrator(config: DeployedConfig) {
  const { name, args } = config;
  const { settings, addOns: validAddOns } = validConfig(config);
  const findings = new GuardDutyExport(name, args as unknown as GuardDutyExportArgs);
  const { bucketName, bucketArn, findingsUri, keyArn } = findings;
  const { administratorAccountId, detectorIds, destinationIds } = findings;
  const { bucketPolicyStatements, keyPolicyStatements } = findings;
  const { notificationTopicArn, notificationConfiguration } = findings;
  const { regions, bucket, key } = settings;
  return {
    ...{ bucketName, bucketArn, findingsUri, keyArn },
    ...{ regions, administratorAccountId, detectorIds, destinationIds },
    ...definedOnly({ notificationTopicArn }),
    // For the owners of policies and notifications, who have to place them.
    ...definedOnly({ notificationConfiguration }),
    ...(bucket.existing?.policy === "external" && { bucketPolicyStatements }),
    ...(key.existing?.policy === "external" && { keyPolicyStatements }),
    ...createAddOns({ name, settings, findings }, validAddOns),
  };
}

/** Throws every problem at once. */
function validConfig({ name, args, addOns, lists }: DeployedConfig) {
  const { settings, problems } = readArgs(name, args);
  const read = readAddOns(name, settings ?? assumedSettings(name, args, problems), addOns);
  if (settings === undefined || read.settings === undefined || lists.problems.length > 0) {
    throw configError([
      ...configProblems("administrator", problems),
      ...lists.problems,
      ...problemsOfFiles(read.problems, lists.files),
    ]);
  }
  return { settings, addOns: read.settings };
}
