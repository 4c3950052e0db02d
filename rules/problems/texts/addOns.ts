import { either, found, shown } from "../values";

/** What is wrong with the arguments of readers, feeds, routing, tables and health checks. */
export const ADD_ON_TEXTS = {
  readerIdentity: ({ given, kinds }: { given: readonly string[]; kinds: readonly string[] }) =>
    `must have exactly one of ${kinds.join(", ")}; got ${given.join(", ") || "none"}`,
  identityOfPreset: ({ preset, identities }: { preset: string; identities: readonly string[] }) =>
    `is not supported by preset ${preset}; expected ${either(identities)}`,
  principalArn: ({ got }: { got: unknown }) =>
    `must be an account id, or the ARN of an account, role or user; ${found(got)}`,
  roleName: ({ got }: { got: unknown }) =>
    `must be 1 to 64 letters, digits or _+=,.@-; ${found(got)}`,
  roleNamePrefix: ({ prefix, got }: { prefix: string; got: unknown }) =>
    `must start with ${prefix}, by which the vendor finds the role; ${found(got)}`,
  provider: ({ got }: { got: unknown }) =>
    `must be accounts.google.com or the ARN of an OIDC provider; ${found(got)}`,
  providerOfPreset: () =>
    "required property is missing; expected the ARN of the OIDC provider that issues the tokens",
  principalsOfVendor: ({ preset }: { preset: string }) =>
    `required property is missing; expected the accounts, roles or users that ${preset} reads as, from the vendor's form`,
  externalIdOfVendor: ({ preset }: { preset: string }) =>
    `required property is missing; expected the external id that ${preset} chooses, from the vendor's form`,
  externalIdNotSent: ({ preset }: { preset: string }) =>
    `must not be set: ${preset} sends no external id, and could not assume the role`,
  longLivedKey: ({ got }: { got: unknown }) =>
    `must be true: an access key does not expire, and its secret is in the stack's state; ${found(got)}`,
  sourcesMissing: () =>
    "required property is missing; expected the ARNs of the pipelines that assume the role",
  sourcesNotSent: ({ preset }: { preset: string }) =>
    `must not be set: the service of ${preset} sends no source when it assumes a role`,
  anyAudience: () =>
    "required property is missing: without it, tokens that the provider issued for other applications are accepted",
  anySubject: () =>
    "required property is missing: without it, every identity with a token of the provider can read the findings",
  sessionsRestrictNothing: () =>
    "must not be set: callers choose their session names, which restrict access with preset sentinel only; use subjects",
  sessionsMissing: ({ prefix, preset }: { prefix: string; preset: string }) =>
    `required property is missing; expected ${prefix}<workspace id>, which separates you from other customers of ${preset}`,
  sessionName: ({ got }: { got: unknown }) =>
    `must be 2 to 64 letters, digits or +=,.@_-, as STS takes it; ${found(got)}`,
  sessionPrefix: ({ prefix, got }: { prefix: string; got: unknown }) =>
    `must be ${prefix}<workspace id>; ${found(got)}`,
  queueUrl: ({ got }: { got: unknown }) => `must be the URL of an SQS queue; ${found(got)}`,
  queueNotReadByPreset: ({ preset }: { preset: string }) =>
    `must not be set: ${preset} reads no queue of yours`,
  queueOfOtherRegion: ({ region, home }: { region: string; home: string }) =>
    `is a queue of ${region}; the topic of new findings is in ${home}, and the export subscribes queues of its Region alone`,
  queueOfOtherAccount: ({ account, accountId }: { account: string; accountId: string }) =>
    `is a queue of account ${account}; the topic of new findings is in account ${accountId}, and the owner of the queue would have to confirm the subscription`,
  eventsNotForwarded: ({ partition, home, region }: { [name: string]: string }) =>
    `EventBridge forwards no events of ${region} to the home Region ${home}: it forwards between Regions of partition aws, not of ${partition}`,
  topicOfOtherRegion: ({ region, home }: { region: string; home: string }) =>
    `is a topic of ${region}; AWS publishes to it from ${home}, the home Region, and only topics of that Region are supported`,
  topicOfOtherAccount: ({ account, accountId }: { account: string; accountId: string }) =>
    `is a topic of account ${account}; the rules of EventBridge that publish to it are in account ${accountId}, and need a topic of that account`,
  queueWithoutTopic: () =>
    "required property is missing: a queue.existing is subscribed to the topic of the findings",

  sentinelRole: ({ prefix, got }: { prefix: string; got: unknown }) =>
    `must be the ARN of an IAM role whose name starts with ${prefix}, as the output roleArn of a FindingsReader with preset sentinel; ${found(got)}`,
  workspace: ({ got }: { got: unknown }) =>
    `must be the resource id of a Log Analytics workspace; ${found(got)}`,
  connectorName: ({ got }: { got: unknown }) =>
    `must be 1 to 90 letters, digits, hyphens or underscores; ${found(got)}`,

  retiredSource: ({ got, instead }: { got: string; instead: string }) =>
    `${got} is retired: Google creates no new feeds of it and ends it on 2027-03-15; expected ${instead}`,
  uuid: ({ got }: { got: unknown }) => `must be the UUID of the instance; ${found(got)}`,
  displayName: ({ got }: { got: unknown }) => `must be 1 to 100 characters long; ${found(got)}`,
  project: ({ got }: { got: unknown }) => `must be the id of a Google Cloud project; ${found(got)}`,
  location: ({ got }: { got: unknown }) =>
    `must be a location such as us or europe-west2; ${found(got)}`,
  feedIdentity: ({ given }: { given: readonly string[] }) =>
    `must have exactly one of role and accessKey; got ${given.join(", ") || "none"}`,
  feedWithoutQueue: () =>
    "required property is missing: AMAZON_SQS_V2 reads the queue of a FindingsReader with preset chronicle",
  queueNotRead: () => "has no effect: AMAZON_S3_V2 lists the bucket and reads no queue",
  instanceIncomplete: ({ together }: { together: readonly string[] }) =>
    `required property is missing: a registered feed needs ${together.join(", ")}`,
  packageMissing: ({ name }: { name: string }) =>
    `needs the package ${name}, which is not installed`,
  packageTooOld: ({ name, least, got }: { name: string; least: string; got: string }) =>
    `needs ${name} ${least} or newer; ${got} is installed`,

  findingType: ({ got }: { got: unknown }) =>
    `must be the start of a finding type, such as UnauthorizedAccess:EC2/; ${found(got)}`,
  routingTarget: ({ given }: { given: readonly string[] }) =>
    `must have exactly one of busArn and topicArn; got ${given.join(", ") || "none"}`,
  eventPartition: ({ partition, home, expected }: EventPartition) =>
    `is in partition ${partition}; ${home} is in ${expected}, and events do not leave their partition`,
  eventPatternLength: ({ length, most }: { length: number; most: number }) =>
    `makes an event pattern of ${length} characters; EventBridge allows ${most}`,

  day: ({ got }: { got: unknown }) => `must be a day in the form 2026-01-31; ${found(got)}`,

  logRetention: ({ allowed, got }: { allowed: readonly number[]; got: unknown }) =>
    `must be a retention of CloudWatch Logs, one of ${allowed.join(", ")}; ${found(got)}`,
  emailOfOtherTopic: () => "subscribes to a new topic, and topicArn names an existing one",
  idOfRegion: ({ region }: { region: string }) =>
    `required property is missing; expected the id in ${region} that GuardDutyExport outputs`,

  exportStatements: ({ policy, got }: { policy: string; got: unknown }) =>
    `must be the output ${policy}PolicyStatements of GuardDutyExport, a JSON list of statements of one export; ${found(got)}`,

  readerName: ({ name }: { name: string }) =>
    `a reader's name must be 1 to 30 lower-case letters, digits or hyphens and start with a letter; got ${shown(name)}`,
  givenByExport: () => "is taken from the export, and cannot be set in the configuration",
  feedReader: ({ readers, got }: { readers: readonly string[]; got: unknown }) =>
    `must be the name of one of readers (${readers.join(", ") || "it is empty"}); ${found(got)}`,
  feedReaderIdentity: ({ reader }: { reader: string }) =>
    `reader ${reader} must have accessKey, or webIdentity with one subject: the subject id of Google's service account`,
  feedWithoutNotifications: () =>
    "AMAZON_SQS_V2, the default, needs a queue, and notifications is not set",
  connectorReader: ({ reader }: { reader: string }) =>
    `reader ${reader} must have preset sentinel, as which Microsoft Sentinel assumes the role`,
  connectorWithoutNotifications: () =>
    "Microsoft Sentinel reads a queue, and notifications is not set",
  queueOfOtherReader: ({ url, other }: { url: string; other: string }) =>
    `${url} is the queue of reader ${other} too: SQS delivers each message to one of the two`,
  nothingToWatch: () => "has no export to check while detach is set",
} as const;

export interface EventPartition {
  partition: string;
  home: string;
  expected: string;
}
