import { isLive, isReplacement } from "./replacements";
import type { Deployment, PendingOperation, Recovery, Sought, StateResource } from "./types";

export type { Deployment, PendingOperation, Recovery, Sought, StateResource } from "./types";

/** `id`: the input that is the id, or those that it is made of with colons between them. */
type Rule = { id: string | readonly string[] } | { what: Sought } | "repeat";

/** By type what was made, if it was: under the input that is its id, or under an id that AWS chose; or what a second create writes again. */
const RULES: { [type: string]: Rule } = {
  "aws:guardduty/detector:Detector": { what: "detector" },
  "aws:guardduty/publishingDestination:PublishingDestination": { what: "destination" },
  "aws:guardduty/filter:Filter": { id: ["detectorId", "name"] },
  "aws:guardduty/iPSet:IPSet": { what: "trustedList" },
  "aws:guardduty/threatIntelSet:ThreatIntelSet": { what: "threatList" },
  "aws-native:guardduty:TrustedEntitySet": { what: "trustedEntities" },
  "aws-native:guardduty:ThreatEntitySet": { what: "threatEntities" },
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": { what: "malwarePlan" },
  "aws:guardduty/inviteAccepter:InviteAccepter": { id: "detectorId" },
  "aws:kms/key:Key": { what: "key" },
  "aws:s3/bucket:Bucket": { id: "bucket" },
  "aws:kms/alias:Alias": { id: "name" },
  "aws:iam/role:Role": { id: "name" },
  "aws:lambda/function:Function": { id: "name" },
  "aws:cloudwatch/logGroup:LogGroup": { id: "name" },
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": { id: "adminAccountId" },
  // What sets a property of something, and what exists only in the state.
  ...Object.fromEntries(
    [
      "aws:kms/keyPolicy:KeyPolicy",
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "aws:s3/bucketLogging:BucketLogging",
      "aws:s3/bucketNotification:BucketNotification",
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "aws:sns/topicPolicy:TopicPolicy",
      "aws:sqs/queuePolicy:QueuePolicy",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:guardduty/detectorFeature:DetectorFeature",
      "aws:guardduty/member:Member",
      "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
      "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "aws:cloudwatch/dashboard:Dashboard",
      "random:index/randomId:RandomId",
      "pulumi:pulumi:Stack",
    ].map((type) => [type, "repeat" as const]),
  ),
};

/** What to do about each operation that an interrupted deployment left pending, in their order. */
export function recoveries({ resources = [], pending_operations = [] }: Deployment): Recovery[] {
  return pending_operations.map((pending) => recoveryOf(pending, resources));
}

function recoveryOf(
  { type: operation, resource }: PendingOperation,
  resources: readonly StateResource[],
): Recovery {
  const what = { operation, resource };
  const recorded = resources.find((one) => isLive(one, resource.urn));
  const replaces = recorded !== undefined && isReplacement(resource, recorded, resources);
  // An update or a deletion has its resource in the state, and so has a create that was made up for since.
  if (operation !== "creating" || (recorded !== undefined && !replaces)) {
    return { ...what, does: "repeat" };
  }
  const { type, inputs = {} } = resource;
  const rule = type.startsWith("pulumi:") ? "repeat" : RULES[type];
  if (rule === undefined) return { ...what, does: "byHand" };
  if (rule === "repeat") return { ...what, does: "repeat" };
  if ("what" in rule) return { ...what, does: "find", what: rule.what, replaces };
  const parts = [rule.id].flat().map((name) => inputs[name]);
  const isKnown = parts.every((part) => typeof part === "string");
  if (!isKnown) return { ...what, does: "byHand" };
  return { ...what, does: "import", id: parts.join(":"), replaces };
}

/** The URN of a resource's provider; undefined: a default one that the engine makes. */
export function providerUrn({ provider }: StateResource): string | undefined {
  return provider?.slice(0, provider.lastIndexOf("::"));
}

/** The Region of a resource: of its own, or that of its provider where resources have none. Undefined: neither is known. */
export function regionOfResource(
  resource: StateResource,
  resources: readonly StateResource[] = [],
): string | undefined {
  const urn = providerUrn(resource);
  const { inputs = {} } = resources.find((one) => one.urn === urn) ?? {};
  const region = resource.inputs?.["region"] ?? inputs["region"];
  return typeof region === "string" ? region : undefined;
}

/** The logical name of a URN. */
export function nameOf(urn: string): string {
  return /^(?:.*?::){3}(.*)$/.exec(urn)?.[1] ?? "";
}

/** Source: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
export function stackOfUrn(urn: string): { stack: string; project: string } {
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
  return { stack, project };
}

/** Ids of the resources of a type that the state has. */
export function recordedIds({ resources = [] }: Deployment, type: string): Set<string> {
  return new Set(resources.flatMap((one) => (one.type === type && one.id ? [one.id] : [])));
}

/** The arguments of `pulumi` that take a resource into the state under the name that the program gives it. */
export function importArguments(
  stack: string,
  { resource, id }: { resource: StateResource; id: string },
): string[] {
  const { urn, type, parent, inputs = {} } = resource;
  const provider = providerUrn(resource);
  const region = inputs["region"];
  const global = type.startsWith("aws:iam/");
  return [
    "import",
    ...[type, nameOf(urn), typeof region === "string" && !global ? `${id}@${region}` : id],
    ...(parent === undefined ? [] : ["--parent", `parent=${parent}`]),
    ...(provider === undefined ? [] : ["--provider", `provider=${provider}`]),
    ...["--protect=false", "--generate-code=false", "--skip-preview", "--yes"],
    ...["--stack", stack],
  ];
}

/** The arguments of `pulumi` that read one resource of the state from AWS. */
export const refreshArguments = (stack: string, urn: string): string[] => [
  "refresh",
  ...["--target", urn, "--skip-preview", "--yes", "--stack", stack],
];

/** Imports what an interrupted deployment made, and has the next update keep the generated names of what was imported. */
export const recoverCommand = (stack: string): string =>
  shellCommand("guardduty-export", ["recover", "--stack", stack, "--yes"]);

/** A command as a shell takes it. */
export function shellCommand(command: string, args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`,
  );
  return [command, ...quoted].join(" ");
}
