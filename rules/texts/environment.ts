import type { EnvironmentProblem } from "../health/environment";

const EXPECTED: { [name in EnvironmentProblem["variable"]]: string } = {
  EXPORT_NAME: "the name of the export, 1 to 255 characters",
  ADMINISTRATOR_ACCOUNT_ID: "12 digits",
  BUCKET_ACCOUNT_ID: "12 digits",
  DESTINATION_ARN: "the ARN of a bucket and prefix",
  KEY_ARN: "the ARN of a KMS key",
  BUCKET_SETTINGS: "noncurrent=DAYS[;retention=DAYS][;lock=MODE/DAYS]",
  FREQUENCY: "FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS",
  MEMBERS_MANAGED_BY: "policy",
  AUTO_ENABLE: "ALL, NEW or NONE",
  MEMBERS: "a comma-separated list of account ids, 12 digits each",
  REGIONS:
    "a comma-separated list of REGION=DETECTOR/DESTINATION, with ids of 32 hex digits; DESTINATION may be empty",
};

/** What is wrong with the function's environment, a line for each variable. */
export function environmentText(problems: readonly EnvironmentProblem[]): string {
  const lines = problems.map(({ id, variable }) =>
    id === "missingVariable"
      ? `${variable}: required variable is missing; expected ${EXPECTED[variable]}`
      : `${variable}: must be ${EXPECTED[variable]}`,
  );
  return [
    "the environment variables of the function are invalid. Fix: run pulumi preview --refresh, then pulumi up",
    ...lines.map((line) => `  - ${line}`),
  ].join("\n");
}

/** What is wrong with the function's file of policies. */
export function policiesFileText(file: string): string {
  return `${file} does not hold the statements of the export. Fix: run pulumi preview --refresh, then pulumi up`;
}
