import type { GivenName } from "../resourceNames";
import type { ResourceIdentity } from "../resources";
import { awsType, resourceIf } from "../resources";
import type { ReaderSettings } from "./args";
import { readerNames } from "./names";

/** What a FindingsReader registers. */
export interface ReaderPlan {
  settings: ReaderSettings;
  names: ReturnType<typeof readerNames>;
  /** Its own queue, or what becomes of the policy of one that exists; undefined: it has none. */
  queue?: "own" | "merge" | "external";
  resources: ResourceIdentity[];
  /** The role, where its name is chosen or a vendor asks for one. */
  given: GivenName[];
}

export function planReader(component: string, settings: ReaderSettings): ReaderPlan {
  const { roleName } = settings;
  const names = readerNames(component);
  const plan = {
    settings,
    names,
    queue: settings.queue ? (settings.existingQueue ?? ("own" as const)) : undefined,
    given: roleName === undefined ? [] : [{ resource: names.role, name: roleName }],
  };
  return { ...plan, resources: [...queueResources(plan), ...identityResources(plan)] };
}

type Parts = Omit<ReaderPlan, "resources">;

function queueResources({ names, queue }: Parts): ResourceIdentity[] {
  if (queue === undefined) return [];
  const queueType = awsType("sqs", "Queue");
  const policyType = awsType("sqs", "QueuePolicy");
  return [
    ...resourceIf(queue === "own", queueType, names.deadLetterQueue),
    ...resourceIf(queue === "own", policyType, names.deadLetterQueuePolicy),
    ...resourceIf(queue === "own", queueType, names.queue),
    ...resourceIf(queue !== "external", policyType, names.queuePolicy),
    { type: awsType("sns", "TopicSubscription"), name: names.subscription },
  ];
}

function identityResources({ names, settings }: Parts): ResourceIdentity[] {
  const { identity, generatesExternalId, keyVersion } = settings;
  if (identity === "accessKey") {
    return [
      { type: awsType("iam", "User"), name: names.user },
      { type: awsType("iam", "UserPolicy"), name: names.userPolicy },
      { type: awsType("iam", "AccessKey"), name: names.accessKey(keyVersion) },
    ];
  }
  return [
    ...resourceIf(generatesExternalId, "random:index/randomUuid:RandomUuid", names.externalId),
    { type: awsType("iam", "Role"), name: names.role },
    { type: awsType("iam", "RolePolicy"), name: names.rolePolicy },
  ];
}
