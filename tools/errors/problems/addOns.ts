import type { Meanings } from "./types";

const CORRECT = "Set a value of the form that the text gives";
const REMOVE = "Remove the property";
const VENDOR = "Copy the value from the vendor's form";

/** Readers, feeds, routing, tables and health checks. */
export const ADD_ONS = {
  readerIdentity: [
    "A reader has no identity, or several",
    "Set exactly one of those that the text lists",
  ],
  identityOfPreset: ["A preset does not support this identity", "Set one that the text lists"],
  principalArn: ["A value is no account, role or user", CORRECT],
  roleName: ["A value is not the name of a role", CORRECT],
  roleNamePrefix: [
    "The role's name lacks the start by which the vendor finds it",
    "Start the name as the text gives",
  ],
  provider: ["A value is not an identity provider", CORRECT],
  providerOfPreset: ["The preset needs an OIDC provider", "Set its ARN"],
  principalsOfVendor: ["The preset needs the vendor's accounts or roles", VENDOR],
  externalIdOfVendor: ["The preset needs the vendor's external id", VENDOR],
  externalIdNotSent: ["The vendor sends no external id", REMOVE],
  longLivedKey: [
    "An access key does not expire",
    "Set the property to `true` to accept that, or use a role",
  ],
  sourcesMissing: ["A role for pipelines does not name them", "Set their ARNs"],
  sourcesNotSent: ["The service sends no source", REMOVE],
  anyAudience: ["A web identity has no audience", "Set the audience of your application"],
  anySubject: ["A web identity has no subject", "Set the subjects that may read"],
  sessionsRestrictNothing: ["Session names restrict nothing with this preset", "Use subjects"],
  sessionsMissing: [
    "Microsoft Sentinel's role has no session name",
    "Set the prefix with your workspace id",
  ],
  sessionName: ["STS takes no session of this name", CORRECT],
  sessionPrefix: ["A session name has another form than Microsoft Sentinel's", CORRECT],
  queueUrl: ["A value is not the URL of a queue", CORRECT],
  queueNotReadByPreset: ["The preset reads no queue", REMOVE],
  queueOfOtherRegion: [
    "A reader's existing queue is in another Region than the topic of new findings",
    "Set a queue of the Region, or let the stack create one",
  ],
  queueOfOtherAccount: [
    "A reader's existing queue is in another account than the topic of new findings",
    "Set a queue of the account, or let the stack create one",
  ],
  eventsNotForwarded: [
    "EventBridge forwards no events between Regions of GovCloud or China",
    "Deploy an export for each Region, or remove `events`",
  ],
  topicOfOtherRegion: [
    "A topic is in another Region than the services that publish to it",
    "Set a topic of the home Region",
  ],
  topicOfOtherAccount: [
    "A topic is in another account than the EventBridge rules that publish to it",
    "Set a topic of the account, or send the events to a bus (`busArn`) of the other account",
  ],
  queueWithoutTopic: [
    "A queue is set without a topic of the findings",
    "Set `notifications` or `notificationTopicArn` of the export",
  ],
  sentinelRole: [
    "The role is not one that Microsoft Sentinel can find",
    "Pass the output `roleArn` of a reader with preset `sentinel`",
  ],
  workspace: ["A value is not a Log Analytics workspace", "Set its resource id"],
  connectorName: ["A connector's name has a length or characters that are not allowed", CORRECT],
  retiredSource: ["Google ends this feed type", "Set the one that the text gives"],
  uuid: ["A value is not the id of a Google SecOps instance", CORRECT],
  displayName: ["A display name is empty or too long", "Change its length"],
  project: ["A value is not the id of a Google Cloud project", CORRECT],
  location: ["A value is not a location of Google SecOps", CORRECT],
  feedIdentity: ["A feed has no identity, or two", "Set exactly one of `role` and `accessKey`"],
  feedWithoutQueue: [
    "The feed needs a queue",
    "Pass the queue of a reader with preset `chronicle`",
  ],
  queueNotRead: ["The feed reads no queue", REMOVE],
  instanceIncomplete: [
    "The Google SecOps instance is incomplete",
    "Set the properties that the text lists",
  ],
  packageMissing: ["A package that the component needs is not installed", "Install it"],
  packageTooOld: ["A package that the component needs is too old", "Upgrade it"],
  findingType: ["A value is not the start of a finding type", CORRECT],
  routingTarget: ["A route has no target, or two", "Set exactly one of `busArn` and `topicArn`"],
  eventPartition: ["A bus or topic is in another partition", "Set one of the partition"],
  eventPatternLength: [
    "The event pattern is larger than EventBridge allows",
    "Name fewer accounts or types, or route by severity",
  ],
  day: ["A value is not a day", CORRECT],
  logRetention: ["CloudWatch Logs does not have this retention", "Set one that the text lists"],
  emailOfOtherTopic: [
    "An e-mail address is set with a topic of your own",
    "Subscribe the address to your topic, and remove it here",
  ],
  idOfRegion: [
    "A Region of the health check has no id",
    "Pass the output of the export with all its Regions",
  ],
  exportStatements: [
    "A value is not the statements of an export",
    "Pass the output that the text names",
  ],
  readerName: ["A reader's name has a length or characters that are not allowed", CORRECT],
  givenByExport: ["The stack sets this property", REMOVE],
  feedReader: ["The feed names a reader that does not exist", "Set the name of a reader"],
  feedReaderIdentity: [
    "The feed's reader has an identity that Google cannot use",
    "Set `accessKey`, or `webIdentity` with one subject",
  ],
  feedWithoutNotifications: [
    "The feed needs a queue, and the export has no notifications",
    "Set `notifications` to `true`",
  ],
  connectorReader: ["The connector's reader has another preset than `sentinel`", "Set the preset"],
  connectorWithoutNotifications: [
    "The connector needs a queue, and the export has no notifications",
    "Set `notifications` to `true`",
  ],
  queueOfOtherReader: ["Two readers share a queue", "Use a queue for each"],
  nothingToWatch: [
    "The health check has no export: `detach` is set",
    "Remove `health` or `detach`",
  ],
} satisfies Meanings;
