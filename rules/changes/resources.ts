import type { PlannedResource } from "../resources";
import type { Change } from "./change";
import { change } from "./change";

/** The resources of each part of a stack: config keys of add-ons, `export` and `stack`. */
export type PlannedResources = ReadonlyMap<string, readonly PlannedResource[]>;

/** Without one of these of an add-on that stays, nothing is alarmed, delivered or checked. */
const ALARMS_AND_ROUTES =
  /^aws:(cloudwatch\/(metricAlarm|eventRule|eventTarget|eventBus)|sns\/(topic|topicSubscription|topicPolicy)|sqs\/queuePolicy|scheduler\/schedule|lambda\/function):/;

/** Which resources are created and deleted of each part but those of `unknown` add-ons; one that is replaced keeps its name. */
export function resourceChanges(
  base: PlannedResources,
  head: PlannedResources,
  unknown: readonly string[] = [],
): Change[] {
  const parts = [...new Set([...head.keys(), ...base.keys()])];
  const known = parts.filter((of) => !unknown.includes(of.split(".")[0] ?? ""));
  return known.flatMap((of) => {
    const [old, now] = [base.get(of) ?? [], head.get(of) ?? []];
    const [created, deleted] = [onlyIn(now, old), onlyIn(old, now)];
    const stays = of !== "export" && of !== "stack" && head.has(of);
    const risk = stays && deleted.some(({ type }) => ALARMS_AND_ROUTES.test(type));
    return [
      ...(created.length > 0 ? [change("resourcesAdded", { of, resources: created })] : []),
      ...(deleted.length > 0 ? [change("resourcesRemoved", { of, resources: deleted }, risk)] : []),
    ];
  });
}

function onlyIn(some: readonly PlannedResource[], others: readonly PlannedResource[]) {
  const known = new Set(others.map(idOf));
  return some.flatMap(({ type, name }) =>
    known.has(idOf({ type, name })) ? [] : [{ type, name }],
  );
}

const idOf = ({ type, name }: PlannedResource) => `${type} ${name}`;
