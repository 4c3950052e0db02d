import type { AddOns, AddOnsPlan, PlannedAddOn } from "../addOns";
import { malwareBuckets } from "../addOns";
import { queueArnOfUrl } from "../queues";
import type { AccountRole } from "../accountRole";
import type { ExportPlan } from "../plan";
import { logicalNames } from "../names";
import { accountIdOf } from "../plan";
import type { StatementOwner } from "../policies";
import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import { eventGrants } from "./events";
import { filterGrants } from "./filters";
import type { Grant } from "./grants";
import { mergedGrants } from "./grants";
import { healthGrants } from "./health";
import { listGrants } from "./lists";
import { malwareGrants } from "./malware";
import { readerGrants } from "./readers";
import { tableGrants } from "./table";

/** The parts of a stack that have a policy of their own for the deploying identity. */
export type AddOnPart =
  "readers" | "athena" | "events" | "filters" | "lists" | "malwareProtection" | "health";

/** What the configuration gives that exists, as far as it is known. */
export interface GivenResources {
  addOns: AddOns;
  /** The export's `notificationTopicArn`. */
  topicArn?: unknown;
}

/** What an account's identity deploys of each add-on. Feeds of Google SecOps are in no account of AWS. */
export function addOnGrants(
  exported: ExportPlan,
  { project, stack, component }: StatementOwner,
  planned: AddOnsPlan,
  account: AccountRole,
  { addOns, topicArn }: GivenResources,
): { part: AddOnPart; grants: Grant[] }[] {
  const { readers, athena, events, filters, lists, malwareProtection, health } = planned;
  const { home, accounts } = exported;
  const accountId = accountIdOf(accounts, account) ?? "*";
  const of = <Plan extends PlannedAddOn>(one: Plan | undefined) =>
    one?.account === account ? one : undefined;
  const scope = ({ component: { name } }: PlannedAddOn, regions = [home.name]): Scope => ({
    ...{ partition: home.partition, accountId, name },
    region: regions.length === 1 ? (regions[0] as string) : "*",
  });
  const ofAccount = [...readers.values()].filter((reader) => of(reader));
  const [table, routing, watched] = [of(athena), of(events), of(health)];
  const filtered = of(filters);
  const listed = of(lists);
  const scanned = of(malwareProtection);
  const parts = [
    {
      part: "readers" as const,
      grants: mergedGrants(
        ofAccount.flatMap((one) => {
          const at = scope(one);
          const { queue, settings } = one.plan;
          return readerGrants(at, {
            queue,
            ...{ hasAccessKey: settings.identity === "accessKey", roleName: settings.roleName },
            topicArn: topicOf(exported, component, at, topicArn),
            queueArn: queueOf(addOns, one, at),
          });
        }),
      ),
    },
    { part: "athena" as const, grants: table ? tableGrants(scope(table)) : [] },
    {
      part: "events" as const,
      grants: routing
        ? eventGrants(
            routing.plan.ownBus,
            scope(routing, routing.plan.settings.regions),
            addOns.events,
          )
        : [],
    },
    {
      part: "filters" as const,
      grants: filtered
        ? filterGrants(
            scope(filtered, filtered.plan.settings.regions),
            filtered.plan.settings.regions,
          )
        : [],
    },
    {
      part: "lists" as const,
      grants: listed
        ? listGrants(
            scope(listed, listed.plan.settings.regions),
            listed.plan.settings.regions,
            listed.plan.lists.map(({ list }) => list.kind),
          )
        : [],
    },
    {
      part: "malwareProtection" as const,
      grants: scanned
        ? malwareGrants(
            scope(scanned),
            malwareBuckets(exported, component, addOns, planned).map((one) => one.protectedBucket),
          )
        : [],
    },
    {
      part: "health" as const,
      grants: watched
        ? healthGrants(
            watched.plan,
            scope(watched),
            scope(watched, [home.name, ...watched.plan.forwards]),
            `${project}-${stack}-${watched.component.name}`,
            addOns.health,
          )
        : [],
    },
  ];
  return parts.filter(({ grants }) => grants.length > 0);
}

/** The topic that notifications of the export are published to. */
function topicOf(
  { settings }: ExportPlan,
  component: string,
  scope: Scope,
  given: unknown,
): string {
  if (settings.notifications === "made") {
    return arnIn("sns", scope, `${logicalNames(component).notificationsTopic}-???????`);
  }
  return typeof given === "string" ? given : arnIn("sns", scope, "*");
}

/** The queue that exists of a reader. */
function queueOf({ readers }: AddOns, { key }: PlannedAddOn, scope: Scope): string {
  const { queue } = (readers[key.slice("readers.".length)] ?? {}) as {
    queue?: { existing?: { url?: unknown } };
  };
  const url = queue?.existing?.url;
  return typeof url === "string" ? queueArnOfUrl(url, scope.region) : arnIn("sqs", scope, "*");
}
