import { Caller, Cloud } from "../../cloud/contract";
import { Props } from "../rpc";
import { Environment } from "../rpc/peer";
import { checkConfiguration, parsedConfiguration } from "./configuration";
import { openSession } from "./credentials";
import { partitionOf, Partition } from "./region";

/** How often and how long the provider asks again where the real one waits for minutes. */
export interface Patience {
  intervalMs: number;
  attempts: number;
}

export interface ConnectionOptions {
  patience: Patience;
  /** Where AWS's APIs are served, if they are: a provider that is configured with another endpoint is refused. */
  endpoint?: string | undefined;
}

/** One configured provider: whom it acts as, where, and with which tags. */
export interface Connection {
  cloud: Cloud;
  caller: Caller;
  region: string;
  /** The Region that goes into resources' inputs: none when only a profile has it. */
  configuredRegion: string | undefined;
  partition: Partition;
  defaultTags: { [key: string]: string };
  ignoreTags: { keys: string[]; keyPrefixes: string[] };
  /** How often the SDK tries one call. */
  maxAttempts: number;
  patience: Patience;
}

export async function connect(
  cloud: Cloud,
  { patience, endpoint }: ConnectionOptions,
  inputs: Props,
  environment: Environment,
): Promise<Connection> {
  const config = parsedConfiguration(inputs);
  checkConfiguration(config, environment, endpoint);
  const session = await openSession(cloud, config, environment);
  refuseAccount(config, session.caller.accountId);
  return {
    cloud,
    ...session,
    partition: partitionOf(session.region),
    defaultTags: config["defaultTags"]?.tags ?? {},
    ignoreTags: { keys: [], keyPrefixes: [], ...config["ignoreTags"] },
    maxAttempts: Number(config["maxRetries"] ?? 25),
    patience,
  };
}

function refuseAccount(config: Props, accountId: string): void {
  const allowed: string[] = config["allowedAccountIds"] ?? [];
  const forbidden: string[] = config["forbiddenAccountIds"] ?? [];
  if ((allowed.length > 0 && !allowed.includes(accountId)) || forbidden.includes(accountId)) {
    throw new Error(`AWS account ID not allowed: ${accountId}`);
  }
}
