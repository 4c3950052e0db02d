import {
  AwsError,
  type Caller,
  createCloud,
  type Members,
  type SandboxCloud,
} from "../sandbox/cloud";
import type { WorldFile } from "../sandbox/world";

export const ADMIN = "111122223333";
export const OTHER = "444455556666";
export const BUCKET = "acme-logs";
export const DETECTOR = "0123456789abcdef0123456789abcdef";

export interface ExportLocation {
  /** Region of the detector. */
  region: string;
  /** Region of bucket and key. */
  home: string;
  prefix: string;
}

const HERE: ExportLocation = { region: "us-east-1", home: "us-east-1", prefix: "" };

export function partition(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}

export function keyArn(home = "us-east-1"): string {
  return `arn:${partition(home)}:kms:${home}:${ADMIN}:key/11111111-2222-3333-4444-555555555555`;
}

export function bucketArn(home = "us-east-1"): string {
  return `arn:${partition(home)}:s3:::${BUCKET}`;
}

export function detectorArn(region = "us-east-1"): string {
  return `arn:${partition(region)}:guardduty:${region}:${ADMIN}:detector/${DETECTOR}`;
}

/** The principal by AWS's rules, written down here once more. */
export function principal(region: string): string {
  const optIn = ["me-south-1", "eu-south-1", "af-south-1", "ca-west-1"].includes(region);
  return optIn ? `guardduty.${region}.amazonaws.com` : "guardduty.amazonaws.com";
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Statements = { [sid: string]: any };

/** The statements of AWS's guide. */
export function bucketStatements({ region, home }: ExportLocation = HERE): Statements {
  const Principal = { Service: principal(region) };
  const arn = bucketArn(home);
  const Condition = {
    StringEquals: { "aws:SourceAccount": ADMIN, "aws:SourceArn": detectorArn(region) },
  };
  const put = { Principal, Action: "s3:PutObject", Resource: `${arn}/*` };
  const statements = {
    location: {
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketLocation",
      Resource: arn,
      Condition,
    },
    put: { Effect: "Allow", ...put, Condition },
    unencrypted: {
      Effect: "Deny",
      ...put,
      Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
    },
    otherKey: {
      Effect: "Deny",
      ...put,
      Condition: {
        StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn(home) },
      },
    },
    insecure: {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  };
  // By way of JSON, so that they share nothing: tests change one and leave the others.
  return JSON.parse(JSON.stringify(statements));
}

export function keyStatements({ region, home }: ExportLocation = HERE): Statements {
  return {
    root: {
      Effect: "Allow",
      Principal: { AWS: `arn:${partition(home)}:iam::${ADMIN}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    generate: {
      Effect: "Allow",
      Principal: { Service: principal(region) },
      Action: "kms:GenerateDataKey",
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceAccount": ADMIN, "aws:SourceArn": detectorArn(region) },
      },
    },
  };
}

export function policyOf(statements: Statements): { [member: string]: unknown } {
  return {
    Version: "2012-10-17",
    Statement: Object.entries(statements).map(([Sid, statement]) => ({ Sid, ...statement })),
  };
}

/** A world in which one detector may export to one bucket under one key. */
export function exportWorld(location: Partial<ExportLocation> = {}): WorldFile {
  const all = { ...HERE, ...location };
  const { region, home, prefix } = all;
  return {
    caller: ADMIN,
    accounts: {
      [ADMIN]: {
        name: "security",
        optedIn: ["me-south-1", "eu-south-1"],
        roles: [`arn:aws:iam::${ADMIN}:role/deploy`],
      },
      [OTHER]: { name: "log-archive", roles: [`arn:aws:iam::${OTHER}:role/path/archive`] },
    },
    buckets: {
      [BUCKET]: {
        account: ADMIN,
        region: home,
        policy: policyOf(bucketStatements(all)),
        objects: prefix === "" ? {} : { [`${prefix}/`]: {} },
      },
    },
    keys: { [keyArn(home)]: { policy: policyOf(keyStatements(all)) } },
    detectors: { [`${ADMIN}/${region}`]: { id: DETECTOR } },
  };
}

export function destinationInput(
  location: Partial<ExportLocation> = {},
  more: Members = {},
): Members {
  const { home, prefix } = { ...HERE, ...location };
  return {
    DetectorId: DETECTOR,
    DestinationType: "S3",
    DestinationProperties: {
      DestinationArn: prefix === "" ? bucketArn(home) : `${bucketArn(home)}/${prefix}`,
      KmsKeyArn: keyArn(home),
    },
    ...more,
  };
}

export interface Client {
  cloud: SandboxCloud;
  caller: Caller;
  call(operation: string, input?: Members): Promise<Members>;
  /** The same client as another account or in another Region. */
  as(accountId: string, region?: string): Client;
}

/** A cloud of a world, called as the administrator in us-east-1 by default. */
export async function clientOf(
  world: WorldFile = exportWorld(),
  region = "us-east-1",
): Promise<Client> {
  return clientOfCloud(await createCloud(world), ADMIN, region);
}

/** A client of a cloud that is there. */
export function clientOfCloud(cloud: SandboxCloud, account: string, region = "us-east-1"): Client {
  const clientAs = (accountId: string, itsRegion: string): Client => {
    const caller = cloud.authenticate({ accessKeyId: `AKIA${accountId}TEST`, region: itsRegion });
    return {
      cloud,
      caller,
      call: (operation, input = {}) => cloud.call(caller, operation, input),
      as: (other, otherRegion = itsRegion) => clientAs(other, otherRegion),
    };
  };
  return clientAs(account, region);
}

/** The error a call ends with, as `code: message`; fails when it ends well. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("the call was expected to be refused and was not");
}
