export type IdentityKind = "role" | "webIdentity" | "accessKey" | "service";

/** What a reader is, once it is made: what vendors' forms ask for. */
export interface ReaderFacts {
  accountId: string;
  bucketName: string;
  findingsUri: string;
  region: string;
  keyArn: string;
  roleArn?: string;
  externalId?: string;
  accessKeyId?: string;
  queueArn?: string;
  queueUrl?: string;
  topicArn?: string;
}

/** What a vendor fixes, and what its form asks for in its own words. */
export interface VendorPreset {
  identities: readonly IdentityKind[];
  /** Actions at the queue; none: the vendor has a queue of its own, or lists the bucket. */
  queueActions: readonly string[];
  /** Who takes the role, where the vendor publishes it. */
  principalArns?: readonly string[];
  /** Where the external id comes from: ours unless given, the vendor's form, or nowhere. Defaults to ours. */
  externalId?: "vendor" | "none";
  /** The service of AWS that takes the role. */
  servicePrincipal?: string;
  /** Whether the trust names the resources for which the service takes it. */
  sourceArns?: true;
  /** What the role's name has to start with. */
  roleNamePrefix?: string;
  /** Audiences of the vendor's tokens; `any` where the subject alone identifies the caller. */
  audiences?: readonly string[] | "any";
  /** Identity provider of the vendor's tokens, where IAM knows it by itself. */
  provider?: string;
  /** The start of the names that identify the vendor's sessions, in place of subjects. */
  sessionNamePrefix?: string;
  /** Labels of the form and where their values come from; what a reader does not have is left out. */
  form: { readonly [label: string]: keyof ReaderFacts | { readonly says: string } };
}

/** What all need that take messages off a queue. */
export const RECEIVE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"];

export const says = (text: string) => ({ says: text });

export const SECRET = says("the output secretAccessKey");
