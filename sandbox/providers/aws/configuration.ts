import { Props } from "../rpc";
import { Environment } from "../rpc/peer";
import { awsShapes } from "../shapes/aws";
import { faultsOf } from "../shapes/faults";
import { regionOf } from "./credentials";

/** What the stand-in does with each input of the provider: it is followed, it has no effect, or it is refused. */
export const CONFIGURATION: { [input: string]: "followed" | "no effect" | "refused" } = {
  accessKey: "followed",
  allowedAccountIds: "followed",
  assumeRoleWithWebIdentity: "followed",
  assumeRoles: "followed",
  customCaBundle: "no effect",
  defaultTags: "followed",
  ec2MetadataServiceEndpoint: "no effect",
  ec2MetadataServiceEndpointMode: "no effect",
  endpoints: "followed",
  forbiddenAccountIds: "followed",
  httpProxy: "no effect",
  httpsProxy: "no effect",
  ignoreTags: "followed",
  insecure: "no effect",
  maxRetries: "followed",
  noProxy: "no effect",
  profile: "followed",
  region: "followed",
  retryMode: "no effect",
  s3UsEast1RegionalEndpoint: "no effect",
  s3UsePathStyle: "no effect",
  secretKey: "followed",
  sharedConfigFiles: "followed",
  sharedCredentialsFiles: "followed",
  skipCredentialsValidation: "no effect",
  skipMetadataApiCheck: "no effect",
  skipRegionValidation: "no effect",
  skipRequestingAccountId: "refused",
  stsRegion: "no effect",
  tagPolicyCompliance: "refused",
  token: "followed",
  tokenBucketRateLimiterCapacity: "no effect",
  useDualstackEndpoint: "no effect",
  useFipsEndpoint: "no effect",
  userAgents: "no effect",
};

/** Parts of roles that would shorten or mark a session, which the sandbox's sessions do not have. */
const NOT_MODELLED = [
  "assumeRoleWithWebIdentity.duration",
  ...["duration", "sourceIdentity", "tags", "transitiveTagKeys"].map(
    (name) => `assumeRoles.${name}`,
  ),
  ...Object.keys(CONFIGURATION).filter((name) => CONFIGURATION[name] === "refused"),
];

/** The provider's inputs as values: all that are no texts come as JSON. */
export function parsedConfiguration(inputs: Props): Props {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([name]) => name !== "version" && !name.startsWith("__"))
      .map(([name, value]) => [name, isText(name) ? value : parsed(value)]),
  );
}

function isText(name: string): boolean {
  return (awsShapes.config[name] ?? awsShapes.config[`${name}?`]) === "string";
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What the provider's check writes into its own inputs. */
export function filledConfiguration(inputs: Props, environment: Environment): Props {
  const region = regionOf(inputs, environment);
  return region === undefined ? inputs : { ...inputs, region };
}

export function testConfiguration(inputs: Props): string | undefined {
  if ("assumeRole" in inputs) {
    return "invalid config key 'aws:assumeRole', should be 'aws:assumeRoles'";
  }
  const unset = (value: unknown): boolean => value === false || value === "";
  const config = Object.fromEntries(
    Object.entries(parsedConfiguration(inputs)).filter(([, value]) => !unset(value)),
  );
  const [fault] = faultsOf(awsShapes.config, config, {
    types: awsShapes.types,
    notModelled: NOT_MODELLED,
  });
  return fault && `${fault.text}. Examine values at 'aws:${fault.path}'.`;
}

/** Refuses to stand for a provider that would call another endpoint than this one. */
export function checkConfiguration(
  config: Props,
  environment: Environment,
  endpoint: string | undefined,
): void {
  if (endpoint === undefined) return;
  const refuse = (name: string, url: unknown): never => {
    throw new Error(
      `${name} is ${String(url)}, and this sandbox is at ${endpoint}: the provider would call another endpoint. Fix: source the environment file of this sandbox, or unset it`,
    );
  };
  const isHere = (url: unknown): boolean => String(url).replace(/\/$/, "") === endpoint;
  const blocks: Props[] = config["endpoints"] ?? [];
  for (const [service, url] of blocks.flatMap((block) => Object.entries(block))) {
    if (url && !isHere(url)) refuse(`endpoints.${service}`, url);
  }
  if (environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true") return;
  for (const [name, url] of Object.entries(environment)) {
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && url && !isHere(url)) refuse(name, url);
  }
}
