import type { PolicyDocument } from "../../rules/policyDocument";

/** The identity and Region of one call, as its signature gives them. */
export interface Caller {
  accountId: string;
  /** ARN of the identity: `arn:aws:iam::111122223333:root`, or an assumed role's session. */
  arn: string;
  region: string;
  /** Id of the request, as the answer has it; absent where the call came without HTTP. */
  requestId?: string;
  /** What limits a role's session in addition to the role's own policies; absent without limits. */
  sessionPolicies?: PolicyDocument[];
  /** The tags of the call's input, as condition keys. */
  requestTags?: { [key: string]: string | string[] };
}

/** What a client hands over to authenticate: the provider's settings, or the parts of a signature. */
export interface Credentials {
  /** An access key id that contains 12 digits acts as that account; otherwise the world's `caller`. */
  accessKeyId?: string;
  /** Checked where the key is one that the sandbox's IAM knows. */
  secretAccessKey?: string | undefined;
  /** Who has authenticated already; in place of a key. */
  as?: Caller;
  /** Roles assumed in order, as `assumeRoles` of the AWS provider. */
  assumeRoles?: RoleToAssume[];
  /** What STS gave out with the credentials. */
  sessionToken?: string | undefined;
  region: string;
}

export interface RoleToAssume {
  roleArn: string;
  sessionName?: string | undefined;
  /** What the role's trust may ask for. */
  externalId?: string | undefined;
  /** Policies that limit the session: a document, and ARNs of managed ones. */
  policy?: string | undefined;
  policyArns?: string[] | undefined;
}

/** An error as AWS answers it. `code` is the SDK's name of it, such as `BadRequestException`. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly statusCode: number = 400,
  ) {
    super(message);
    this.name = code;
  }

  /** What AWS does not answer: why it refused, for `GET /calls`. */
  why?: string;

  /** Members of the answer besides its message. */
  members?: Members;

  with(members: Members): this {
    this.members = members;
    return this;
  }

  because(why: string): this {
    this.why = why;
    return this;
  }
}

/** Members by the names of the AWS API, in PascalCase, as AWS SDK v3 for JavaScript has them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Members = { [member: string]: any };

/**
 * AWS as the sandbox has it. `operation` is `service:Operation`: `guardduty:CreateDetector`, `s3:PutBucketPolicy`,
 * `kms:CreateKey`, `sts:GetCallerIdentity`; input and output have the API's members.
 */
export interface Cloud {
  /** Throws AwsError as STS would: an unknown role, a Region the account has not enabled. */
  authenticate(credentials: Credentials): Caller;
  /** Throws AwsError for what AWS refuses; waits the latency that the faults ask for. */
  call(caller: Caller, operation: string, input: Members): Promise<Members>;
}

/** The two parts of an operation's name. */
export function operationParts(operation: string): { service: string; name: string } {
  const [, service = "", name = ""] = /^([^:]*):(.*)$/.exec(operation) ?? [];
  return { service, name };
}
