import { parseArn } from "../arn";
import { entitySetArn, KindOfList, listType } from "../lists";
import type { StateResource } from "../recovery";
import { nameOf, regionOfResource } from "../recovery";
import type { Scope } from "./addOnScope";
import type { AddOnPart } from "./addOns";
import { deployedGrants } from "./deployed";
import type { DeployedResource } from "./deployed";
import { eventGrants } from "./events";
import { filterGrants } from "./filters";
import type { Grant } from "./grants";
import { healthGrants } from "./health";
import { listGrants } from "./lists";
import { malwareGrants } from "./malware";
import { readerGrants } from "./readers";
import { tableGrants } from "./table";

/** A component of a state, with all that is below it. */
export interface DeployedComponent {
  type: string;
  name: string;
  resources: StateResource[];
}

/** What a state shows of an add-on. */
interface AddOnState {
  scope: Scope;
  /** Of the resources that have one. */
  regions: string[];
  /** Its own resources of a type, such as `aws:sqs/queue:Queue`; those that it only reads are none. */
  own(type: string): StateResource[];
  /** Those that it reads. */
  read(type: string): StateResource[];
}

const PARTS: { [type: string]: { part: AddOnPart; grants: (state: AddOnState) => Grant[] } } = {
  "guardduty-export:index:FindingsReader": { part: "readers", grants: readersOf },
  "guardduty-export:index:FindingsTable": {
    part: "athena",
    grants: ({ scope }) => tableGrants(scope),
  },
  "guardduty-export:index:EventRouting": {
    part: "events",
    grants: (state) => {
      const ownBus = state.own("aws:cloudwatch/eventBus:EventBus").length > 0;
      return eventGrants(ownBus, state.scope, targetsOf(state, ownBus));
    },
  },
  "guardduty-export:index:FindingFilters": {
    part: "filters",
    grants: ({ scope, regions }) => filterGrants(scope, regions),
  },
  "guardduty-export:index:ThreatLists": {
    part: "lists",
    grants: listsOf,
  },
  "guardduty-export:index:MalwareProtection": {
    part: "malwareProtection",
    grants: malwareOf,
  },
  "guardduty-export:index:ExportHealth": { part: "health", grants: healthOf },
};

/** What the identity of an account needs to update, refresh and destroy a deployed add-on. */
export interface DeployedAddOn {
  part: AddOnPart;
  accountId: string;
  grants: Grant[];
}

/** Undefined for another component, and for one without resources in an account of AWS. */
export function deployedAddOn({
  type,
  name,
  resources,
}: DeployedComponent): DeployedAddOn | undefined {
  const kind = PARTS[type];
  const arns = deployedResources(resources);
  const located = arns.map(({ arn }) => parseArn(arn)).find((arn) => arn?.accountId);
  if (kind === undefined || located === undefined) return undefined;
  const { partition, accountId } = located;
  const ofType = (type: string, external: boolean) =>
    resources.filter((one) => one.type === type && (one.external === true) === external);
  const regions = regionsOf(resources);
  const region = regions.length === 1 ? (regions[0] as string) : "*";
  const state: AddOnState = {
    scope: { partition, accountId, region, name },
    regions,
    own: (type) => ofType(type, false),
    read: (type) => ofType(type, true),
  };
  return { part: kind.part, accountId, grants: deployedGrants(kind.grants(state), arns) };
}

/** The ARN of each resource that the state has one of. */
export function deployedResources(resources: readonly StateResource[]): DeployedResource[] {
  return resources.flatMap((one) => {
    const { urn, outputs = {} } = one;
    const arn = outputs["arn"] ?? outputs["dashboardArn"] ?? arnOfEntitySet(one, resources);
    return typeof arn === "string" ? [{ name: nameOf(urn), arn }] : [];
  });
}

function arnOfEntitySet(
  resource: StateResource,
  resources: readonly StateResource[],
): string | undefined {
  const kind = Object.values(KindOfList).find((one) => listType(one) === resource.type);
  const { awsId, detectorId, expectedBucketOwner: accountId } = resource.outputs ?? {};
  const region = regionOfResource(resource, resources);
  if (kind === undefined || region === undefined) return undefined;
  if (typeof awsId !== "string" || typeof detectorId !== "string") return undefined;
  if (typeof accountId !== "string") return undefined;
  return entitySetArn(kind, { region, accountId }, { detectorId, listId: awsId });
}

function regionsOf(resources: readonly StateResource[]): string[] {
  const regions = resources.flatMap((one) => regionOfResource(one, resources) ?? []);
  return [...new Set(regions)].sort();
}

function readersOf({ scope, own, read }: AddOnState): Grant[] {
  const [subscription] = own("aws:sns/topicSubscription:TopicSubscription");
  const [existing] = read("aws:sqs/queue:Queue");
  const merges = own("aws:sqs/queuePolicy:QueuePolicy").length > 0;
  const kept = merges ? ("merge" as const) : ("external" as const);
  const isOwn = own("aws:sqs/queue:Queue").length > 0;
  const { topic = "*", endpoint = "*" } = subscription?.inputs ?? {};
  return readerGrants(scope, {
    hasAccessKey: own("aws:iam/user:User").length > 0,
    // The role's name may be given.
    roleName: "*",
    queue: subscription === undefined ? undefined : isOwn ? "own" : kept,
    topicArn: String(topic),
    queueArn: String(existing?.outputs?.["arn"] ?? endpoint),
  });
}

function listsOf({ scope, regions, own }: AddOnState): Grant[] {
  const kinds = Object.values(KindOfList).filter((kind) => own(listType(kind)).length > 0);
  return listGrants(scope, regions, kinds);
}

function malwareOf({ scope, own }: AddOnState): Grant[] {
  const plans = own("aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan");
  const buckets = plans.map(({ inputs = {} }) => {
    const { s3Bucket } = inputs["protectedResource"] as { s3Bucket: { bucketName: string } };
    return {
      location: { ...scope, region: String(inputs["region"]) },
      bucketName: s3Bucket.bucketName,
    };
  });
  return malwareGrants(scope, buckets);
}

function healthOf({ scope, own }: AddOnState): Grant[] {
  const [fn] = own("aws:lambda/function:Function");
  const concurrency = fn?.inputs?.["reservedConcurrentExecutions"];
  const settings = {
    reservesConcurrency: typeof concurrency === "number" && concurrency >= 0,
    ownTopic: own("aws:sns/topic:Topic").length > 0,
    email: own("aws:sns/topicSubscription:TopicSubscription").length > 0,
  };
  const [dashboard] = own("aws:cloudwatch/dashboard:Dashboard");
  const dashboardName = String(dashboard?.inputs?.["dashboardName"]);
  const { topicArn } = targetsOf({ own }, true);
  const named = settings.ownTopic ? {} : { topicArn };
  return healthGrants({ settings }, scope, scope, dashboardName, named);
}

/** The bus and the topic that rules send to, without a bus that is made. */
function targetsOf(
  { own }: Pick<AddOnState, "own">,
  ownBus: boolean,
): { busArn?: string; topicArn?: string } {
  const arns = own("aws:cloudwatch/eventTarget:EventTarget").map(({ inputs = {} }) =>
    String(inputs["arn"]),
  );
  const of = (service: string) => arns.find((arn) => parseArn(arn)?.service === service);
  const [busArn, topicArn] = [ownBus ? undefined : of("events"), of("sns")];
  return { ...(busArn && { busArn }), ...(topicArn && { topicArn }) };
}
