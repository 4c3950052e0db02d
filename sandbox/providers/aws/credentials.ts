import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { loadSharedConfigFiles } from "@smithy/core/config";
import { parseArn } from "../../../rules/arn";
import { AwsError, Caller, Cloud } from "../../cloud/contract";
import { Props } from "../rpc";
import { Environment } from "../rpc/peer";

/** Where a provider works and as whom, by its configuration and the environment of whoever runs it. */
export interface Session {
  region: string;
  /** The Region, when the configuration or the environment says it: one of a profile goes into no resource's inputs. */
  configuredRegion: string | undefined;
  caller: Caller;
}

/** A profile of the shared configuration and credentials files. */
type Profile = { [setting: string]: string | undefined };
type Profiles = { [name: string]: Profile };

/** One role to take on, with the credentials so far. */
interface RoleStep {
  roleArn: string;
  sessionName?: string | undefined;
  externalId?: string | undefined;
  policy?: string | undefined;
  policyArns?: string[] | undefined;
}

const noRegion =
  "Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.";

/**
 * The provider's order: its own configuration, then the environment, then profiles.
 * Source: https://github.com/pulumi/pulumi-aws/blob/master/provider/config.go,
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function openSession(
  cloud: Cloud,
  config: Props,
  environment: Environment,
): Promise<Session> {
  const profiles = await profilesOf(config, environment);
  const chosen: string | undefined =
    config["profile"] || environment["AWS_PROFILE"] || environment["AWS_DEFAULT_PROFILE"];
  const configuredRegion = regionOf(config, environment);
  const region = configuredRegion || profiles[chosen ?? "default"]?.["region"];
  if (!region) throw new Error(noRegion);
  const asking = { cloud, environment, profiles, region };
  try {
    const first = await firstCaller(asking, config, chosen);
    return { region, configuredRegion, caller: await takeRoles(asking, first, config) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new Error(
      `unable to validate AWS credentials.\nDetails: ${error.code}: ${error.message}`,
      { cause: error },
    );
  }
}

/** The Region that the provider's own inputs get. */
export function regionOf(config: Props, environment: Environment): string | undefined {
  return (
    config["region"] || environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || undefined
  );
}

interface Asking {
  cloud: Cloud;
  environment: Environment;
  profiles: Profiles;
  region: string;
}

async function firstCaller(
  asking: Asking,
  config: Props,
  chosen: string | undefined,
): Promise<Caller> {
  const { cloud, environment, region } = asking;
  const { accessKey: accessKeyId, secretKey: secretAccessKey, token: sessionToken } = config;
  if (accessKeyId)
    return cloud.authenticate({ accessKeyId, secretAccessKey, sessionToken, region });
  if (config["profile"]) return profileCaller(asking, config["profile"]);
  const inEnvironment = environmentCaller(asking);
  if (inEnvironment) return inEnvironment;
  const { AWS_WEB_IDENTITY_TOKEN_FILE: file, AWS_ROLE_ARN: roleArn } = environment;
  if (file && roleArn) {
    const sessionName = environment["AWS_ROLE_SESSION_NAME"];
    return webIdentityCaller(asking, { roleArn, sessionName, webIdentityTokenFile: file });
  }
  return profileCaller(asking, chosen);
}

function environmentCaller({ cloud, environment, region }: Asking): Caller | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return cloud.authenticate({ accessKeyId, secretAccessKey, sessionToken, region });
}

/** Whom a profile acts as. `asked` are the profiles that led to it. */
async function profileCaller(
  asking: Asking,
  name: string | undefined,
  visited: readonly string[] = [],
): Promise<Caller> {
  const { cloud, profiles, region } = asking;
  const profile = profiles[name ?? "default"];
  if (profile === undefined) {
    if (name === undefined) throw new Error(noCredentials);
    // No file has to be written to act as another account: a name that holds its id stands for it.
    if (/\d{12}/.test(name)) return cloud.authenticate({ accessKeyId: name, region });
    throw new Error(
      `unable to validate AWS credentials.\nDetails: failed to get shared config profile, ${name}`,
    );
  }
  const label = name ?? "default";
  if (visited.includes(label)) {
    throw new Error(
      `unable to validate AWS credentials.\nDetails: profile ${label} is a source of itself: ${[...visited, label].join(" -> ")}`,
    );
  }
  const first = await baseCaller(asking, label, profile, visited);
  const { role_arn: roleArn, role_session_name: sessionName, external_id: externalId } = profile;
  if (!roleArn || profile["web_identity_token_file"]) return first;
  return takeRole(asking, first, { roleArn, sessionName, externalId });
}

async function baseCaller(
  asking: Asking,
  name: string,
  profile: Profile,
  visited: readonly string[],
): Promise<Caller> {
  const { cloud, region } = asking;
  const source = profile["source_profile"];
  if (profile["role_arn"] && source && source !== name) {
    return profileCaller(asking, source, [...visited, name]);
  }
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = profile;
  if (accessKeyId && secretAccessKey) {
    const sessionToken = profile["aws_session_token"];
    return cloud.authenticate({ accessKeyId, secretAccessKey, sessionToken, region });
  }
  if (profile["credential_source"] === "Environment") {
    const caller = environmentCaller(asking);
    if (caller) return caller;
  }
  const { role_arn: roleArn, web_identity_token_file: file } = profile;
  if (roleArn && file) {
    const sessionName = profile["role_session_name"];
    return webIdentityCaller(asking, { roleArn, sessionName, webIdentityTokenFile: file });
  }
  const other = NOT_MODELLED.find((setting) => profile[setting] !== undefined);
  if (other === undefined) throw new Error(noCredentials);
  throw new Error(
    `unable to validate AWS credentials.\nDetails: the sandbox does not model ${other} of profile ${name}. Fix: use a profile with keys or source_profile`,
  );
}

/** Settings of a profile that get credentials in a way that the sandbox does not have. */
const NOT_MODELLED = [
  "credential_source",
  "credential_process",
  "login_session",
  "sso_session",
  "sso_start_url",
  "source_profile",
];

const noCredentials =
  "No valid credential sources found.\nPlease see https://www.pulumi.com/registry/packages/aws/installation-configuration/ for more information about providing credentials.";

async function takeRoles(asking: Asking, first: Caller, config: Props): Promise<Caller> {
  const roles: RoleStep[] = config["assumeRoles"] ?? [];
  let caller = first;
  for (const role of roles) caller = takeRole(asking, caller, role);
  return caller;
}

function takeRole({ cloud, region }: Asking, as: Caller, role: RoleStep): Caller {
  return cloud.authenticate({ as, assumeRoles: [role], region });
}

async function webIdentityCaller({ cloud, region }: Asking, config: Props): Promise<Caller> {
  const { roleArn, sessionName = "sandbox", webIdentityToken, webIdentityTokenFile } = config;
  const policyArns: string[] | undefined = config["policyArns"];
  const token = webIdentityToken ?? (await readFile(webIdentityTokenFile, "utf8")).trim();
  const accountId = parseArn(String(roleArn))?.accountId ?? "";
  const { Credentials } = await cloud.call(
    { accountId, arn: "", region },
    "sts:AssumeRoleWithWebIdentity",
    {
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      WebIdentityToken: token,
      Policy: config["policy"],
      PolicyArns: policyArns?.map((arn) => ({ arn })),
    },
  );
  const { AccessKeyId: accessKeyId, SessionToken: sessionToken } = Credentials;
  return cloud.authenticate({ accessKeyId, sessionToken, region });
}

async function profilesOf(config: Props, environment: Environment): Promise<Profiles> {
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
  const expand = (file: string): string =>
    file.startsWith("~/") ? path.join(home, file.slice(2)) : file;
  const configFiles: string[] = config["sharedConfigFiles"] ?? [
    environment["AWS_CONFIG_FILE"] || "~/.aws/config",
  ];
  const credentialsFiles: string[] = config["sharedCredentialsFiles"] ?? [
    environment["AWS_SHARED_CREDENTIALS_FILE"] || "~/.aws/credentials",
  ];
  const merged: Profiles = {};
  for (const file of configFiles) merge(merged, (await load(expand(file), "config")).configFile);
  for (const file of credentialsFiles) {
    merge(merged, (await load(expand(file), "credentials")).credentialsFile);
  }
  return merged;
}

/** One file of the two; the reader is given a path at which there is none for the other. */
function load(file: string, kind: "config" | "credentials") {
  const none = path.join(path.dirname(file), `.no-${path.basename(file)}`);
  return loadSharedConfigFiles({
    filepath: kind === "credentials" ? file : none,
    configFilepath: kind === "config" ? file : none,
    ignoreCache: true,
  });
}

function merge(profiles: Profiles, more: Profiles): void {
  for (const [name, settings] of Object.entries(more)) {
    profiles[name] = { ...profiles[name], ...settings };
  }
}
