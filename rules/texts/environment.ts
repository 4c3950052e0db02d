import type { EnvironmentProblem } from "../health/environment";

const EXPECTED: { [name in EnvironmentProblem["variable"]]: string } = {
  EXPORT_NAME: "the name of the export, 1 to 255 characters",
  ADMINISTRATOR_ACCOUNT_ID: "12 digits",
  BUCKET_ACCOUNT_ID: "12 digits",
  DESTINATION_ARN: "the ARN of a bucket and prefix",
  KEY_ARN: "the ARN of a KMS key",
  BUCKET_SETTINGS: "noncurrent=DAYS[;retention=DAYS][;lock=MODE/DAYS]",
  FREQUENCY: "FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS",
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

/** A file of the function, and what it has to hold. */
const FILES = {
  policies: "the statements of the export",
  members: "the members of the export",
} as const;

/** What is wrong with one of the function's files. */
export function functionFileText(of: keyof typeof FILES, file: string): string {
  return `${file} does not hold ${FILES[of]}. Fix: run pulumi preview --refresh, then pulumi up`;
}
