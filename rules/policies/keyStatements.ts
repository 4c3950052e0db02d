import { rootArn } from "../arn";
import type { PolicyStatement } from "../policyDocument";
import type { Partition } from "../regions";
import { decryptFindings } from "./readerStatements";
import type { ExportSource, SourcePrecision } from "./sources";
import { servicePrincipals, sourceCondition } from "./sources";

export interface KeyStatementsInput {
  sidPrefix: string;
  sources: ExportSource[];
  precision: SourcePrecision;
  /** ARNs of the readers of other accounts than the key's, and the key's Region. Defaults to none. */
  readers?: { arns: readonly string[]; region: string };
}

/**
 * The export's statement of the key policy: GuardDuty may create data keys for the findings of these detectors. `*` is the key itself.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function keyStatements(input: KeyStatementsInput): PolicyStatement[] {
  const { sidPrefix, readers } = input;
  return [
    {
      Sid: `${sidPrefix}GenerateDataKey`,
      Effect: "Allow",
      Principal: { Service: servicePrincipals(input.sources) },
      Action: "kms:GenerateDataKey",
      Resource: "*",
      Condition: sourceCondition(input.sources, input.precision),
    },
    ...(readers ? decryptFindings({ sidPrefix, readers: readers.arns }, readers.region) : []),
  ];
}

/**
 * The statement that leaves a created key to its account's IAM policies; without one KMS refuses the policy.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountAdministration(
  sidPrefix: string,
  partition: Partition,
  accountId: string,
): PolicyStatement {
  return {
    Sid: `${sidPrefix}AccountAdministration`,
    Effect: "Allow",
    Principal: { AWS: rootArn(partition, accountId) },
    Action: "kms:*",
    Resource: "*",
  };
}
