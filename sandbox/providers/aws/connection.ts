import { AwsError, Caller, Cloud } from "../../cloud/contract";
import { Props } from "../rpc";
import { partitionOf, Partition } from "./region";

/** How often and how long the provider asks again where the real one waits for minutes. */
export interface Patience {
  intervalMs: number;
  attempts: number;
}

/** One configured provider: whom it acts as, where, and with which tags. */
export interface Connection {
  cloud: Cloud;
  caller: Caller;
  region: string;
  partition: Partition;
  defaultTags: { [key: string]: string };
  ignoreTags: { keys: string[]; keyPrefixes: string[] };
  /** How often the SDK tries one call. */
  maxAttempts: number;
  patience: Patience;
}

/** Inputs that the engine hands over as text in JSON. */
const inJson = [
  "assumeRoles",
  "allowedAccountIds",
  "forbiddenAccountIds",
  "defaultTags",
  "ignoreTags",
];

export async function connect(
  cloud: Cloud,
  patience: Patience,
  inputs: Props,
): Promise<Connection> {
  const config = parsed(inputs);
  const region: string | undefined =
    config["region"] || process.env["AWS_REGION"] || process.env["AWS_DEFAULT_REGION"];
  if (!region) {
    throw new Error(
      "Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.",
    );
  }
  const caller = authenticate(cloud, config, region);
  refuseAccount(config, caller.accountId);
  return {
    cloud,
    caller,
    region,
    partition: partitionOf(region),
    defaultTags: config["defaultTags"]?.tags ?? {},
    ignoreTags: { keys: [], keyPrefixes: [], ...config["ignoreTags"] },
    maxAttempts: Number(config["maxRetries"] ?? 25),
    patience,
  };
}

export function testConfig(inputs: Props): string | undefined {
  return "assumeRole" in inputs
    ? "invalid config key 'aws:assumeRole', should be 'aws:assumeRoles'"
    : undefined;
}

function parsed(inputs: Props): Props {
  const config = { ...inputs };
  for (const key of inJson) {
    if (typeof config[key] === "string") config[key] = JSON.parse(config[key]);
  }
  return config;
}

function authenticate(cloud: Cloud, config: Props, region: string): Caller {
  const roles: Props[] = config["assumeRoles"] ?? [];
  const { sessionName, externalId }: Props = roles.at(-1) ?? {};
  try {
    return cloud.authenticate({
      // A profile stands for the account that its name holds, as an access key id does.
      accessKeyId: config["accessKey"] || config["profile"],
      assumeRoleArns: roles.map((role) => role["roleArn"]),
      ...(sessionName && { sessionName }),
      ...(externalId && { externalId }),
      region,
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new Error(
      `unable to validate AWS credentials.\nDetails: ${error.code}: ${error.message}`,
    );
  }
}

function refuseAccount(config: Props, accountId: string): void {
  const allowed: string[] = config["allowedAccountIds"] ?? [];
  const forbidden: string[] = config["forbiddenAccountIds"] ?? [];
  if ((allowed.length > 0 && !allowed.includes(accountId)) || forbidden.includes(accountId)) {
    throw new Error(`AWS account ID not allowed: ${accountId}`);
  }
}
