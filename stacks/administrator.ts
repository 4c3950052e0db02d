import type { GuardDutyExportArgs } from "../components/export/args";
import { GuardDutyExport } from "../components/export/guardDutyExport";
import { checkedBefore } from "../components/shared/checkedBefore";
import { definedOnly } from "../components/shared/outputs";
import { readArgs } from "../rules/args";
import { assumedSettings, problemsOfFiles, readAddOns } from "../rules/addOns";
import { createAddOns } from "./addOns";
import { checkStack } from "./checks";
import type { DeployedConfig } from "./config";
import { configError } from "./config";
import { configProblems } from "./stackConfig";

/** The stack of the administrator account: one export and who reads it. Its outputs are what other stacks and people need. */
export async function administrator(config: DeployedConfig) {
  const { name } = config;
  const { settings, addOns: validAddOns } = await validConfig(config);
  const args = checkedBefore(config.args) as unknown as GuardDutyExportArgs;
  const findings = new GuardDutyExport(name, args);
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

/** Throws every problem of the configuration, and of what AWS has, at once: nothing is registered yet. */
async function validConfig({ name, args, addOns, lists }: DeployedConfig) {
  const { settings, problems } = readArgs(name, args);
  const read = readAddOns(name, settings ?? assumedSettings(name, args, problems, addOns), addOns);
  const found =
    settings === undefined ? [] : await checkStack({ name, settings, addOns: read.settings });
  const all = [
    ...configProblems("administrator", problems),
    ...lists.problems,
    ...problemsOfFiles(read.problems, lists.files),
    ...found,
  ];
  if (settings === undefined || read.settings === undefined || all.length > 0) {
    throw configError(all);
  }
  return { settings, addOns: read.settings };
}
