import type { DeclaredHealthParts } from "../../rules/health/ownParts";
import { declaredParts, OWN_TOPIC } from "../../rules/health/ownParts";
import { healthNames } from "../../rules/health/names";
import { fromEnvironment } from "../../rules/health/environment";
import type { StateResource } from "../../rules/recovery";
import { nameOf, regionOfResource } from "../../rules/recovery";
import type { ResourceIdentity } from "../../rules/resources";

const HEALTH = "guardduty-export:index:ExportHealth";

/** The one health check of a program, and its parts; undefined: it has none, or several. */
export function healthOf(
  resources: readonly StateResource[],
): { topicArn?: string; parts: DeclaredHealthParts } | undefined {
  const [only, ...others] = resources.filter(({ type }) => type === HEALTH);
  if (only === undefined || others.length > 0) return undefined;
  const component = nameOf(only.urn);
  const own = resources.filter(({ parent }) => parent === only.urn);
  const names = healthNames(component);
  const part = (name: string) => own.find(({ urn }) => nameOf(urn) === name);
  const schedule = part(names.schedule);
  const homeRegion = schedule && regionOfResource(schedule, resources);
  if (schedule === undefined || homeRegion === undefined) return undefined;
  const expression = schedule.inputs?.["scheduleExpression"];
  const variables = variablesOf(part(names.function));
  const { settings } = fromEnvironment(variables ?? {});
  const topicArn = only.outputs?.["topicArn"];
  const given = typeof topicArn === "string" ? { topic: topicArn } : {};
  const rules = own.flatMap((one) => regionOfResource(one, resources) ?? []);
  const parts = declaredParts(
    {
      ...{ component, homeRegion, forwards: [...new Set(rules)] },
      ...(settings && {
        ...{ exportName: settings.exportName, environment: variables },
        regions: settings.regions.map(({ region }) => region),
      }),
      ...(typeof expression === "string" && { scheduleExpression: expression }),
      ...(part(names.topic) ? { topic: OWN_TOPIC } : given),
      email: part(names.email) !== undefined,
    },
    own.map(({ urn, type }): ResourceIdentity => ({ type, name: nameOf(urn) })),
  );
  return { ...(typeof topicArn === "string" && { topicArn }), parts };
}

/** Undefined: the environment is not known, such as where it is encrypted. */
function variablesOf(fn: StateResource | undefined): { [name: string]: string } | undefined {
  const environment = fn?.inputs?.["environment"] as { variables?: unknown } | undefined;
  const variables = environment?.variables;
  if (typeof variables !== "object" || variables === null) return undefined;
  return variables as { [name: string]: string };
}
