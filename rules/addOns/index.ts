import type { ExportSettings, Read } from "../args";
import { LATER, read } from "../args";
import { isRecord } from "../args/unchecked";
import { readChronicleArgs } from "../chronicle";
import { readRoutingArgs } from "../events";
import { readTableArgs } from "../table";
import { readHealthArgs } from "../health";
import { isDetaching } from "../plan/resources";
import type { Problem, ValuesOf } from "../problems";
import { problem, remove, RENAMED, within } from "../problems";
import { readReaderArgs } from "../readers";
import { feedProblems, feedSource } from "./feed";
import { addOnShape, addOnsConfig, GIVEN } from "./schema";

export { feedSource } from "./feed";
export type { FeedSource } from "./feed";
export { addOnShape } from "./schema";
export { ADD_ON_SERVICES } from "./services";
export type { AddOnServices } from "./services";

interface Args {
  [argument: string]: unknown;
}

/** The add-ons of a stack, as its config declares them: arguments without those that the export gives. */
export interface AddOns {
  /** By name. */
  readers: { [name: string]: Args };
  /** The feed of one of them. */
  chronicle?: Args & { reader: string };
  athena?: Args;
  events?: Args;
  health?: Args;
}

/** The config keys, in the order they are written about. */
export const ADD_ON_NAMES: readonly string[] = Object.keys(addOnShape);

/** The component's name of an add-on. */
export const addOnName = (component: string, addOn: string) => `${component}-${addOn}`;

/**
 * Reads the add-ons of the export named `component`. Without the export's settings, which are undefined when its arguments are wrong,
 * it reports only what is wrong in the add-ons by themselves. Throws nothing.
 */
export function readAddOns(
  component: string,
  settings: ExportSettings | undefined,
  config: { [key: string]: unknown },
): Read<AddOns> {
  const found = givenSaid(
    read(
      addOnsConfig,
      () => [],
      (valid) => ({ readers: {}, ...valid }) as AddOns,
      config,
    ),
  );
  if (settings === undefined) return found;
  const reportedPaths = new Set(found.problems.map(({ path }) => path));
  const between = addOnProblems(component, settings, config);
  const problems = [...found.problems, ...between.filter(({ path }) => !reportedPaths.has(path))];
  return problems.length === 0 ? found : { problems };
}

/** What the export gives is known, and taken from there alone. */
function givenSaid(found: Read<AddOns>): Read<AddOns> {
  if (found.problems.length === 0) return found;
  return { problems: found.problems.map((one) => givenProblem(one) ?? one) };
}

function givenProblem({ id, path, values }: Problem): Problem | undefined {
  if (id !== "unknownProperty") return undefined;
  const [addOn = "", ...keys] = path.split(".");
  const depth = addOn === "readers" ? 2 : 1;
  const { name } = values as ValuesOf<"unknownProperty">;
  const meant = RENAMED[name] ?? name;
  const given: readonly string[] = Object.hasOwn(GIVEN, addOn)
    ? GIVEN[addOn as keyof typeof GIVEN]
    : [];
  if (keys.length !== depth || !given.includes(meant)) return undefined;
  return problem("givenByExport", path, remove(path));
}

/** What is wrong of each once the export has given the rest. */
function addOnProblems(component: string, settings: ExportSettings, config: Args): Problem[] {
  const { regions, homeRegion, findingPublishingFrequency, notifications } = settings;
  const { readers, chronicle, athena, events, health } = config;
  const topic = notifications === "none" ? {} : { topicArn: LATER };
  const location = { findingsUri: LATER, keyArn: LATER };
  return [
    ...Object.entries(isRecord(readers) ? readers : {}).flatMap(([name, args]) =>
      problemsAt(`readers.${name}`, args, (known) =>
        readReaderArgs(addOnName(component, name), {
          ...known,
          ...location,
          ...topic,
          homeRegion,
        }),
      ),
    ),
    ...(isRecord(chronicle) ? feedProblems(settings, readers, chronicle) : []),
    ...problemsAt("chronicle", chronicle, ({ reader, ...known }) =>
      readChronicleArgs(addOnName(component, "chronicle"), {
        ...{ ...known, findingsUri: LATER },
        ...feedArgs(known, feedSource(readers, reader)),
      }),
    ),
    ...problemsAt("athena", athena, (known) =>
      readTableArgs({ accounts: LATER, ...known, findingsUri: LATER, regions, homeRegion }),
    ),
    ...problemsAt("events", events, (known) => readRoutingArgs({ ...known, regions, homeRegion })),
    ...problemsAt("health", health, (known) =>
      readHealthArgs({
        ...known,
        ...location,
        ...EXPORTED,
        regions,
        homeRegion,
        findingPublishingFrequency,
      }),
    ),
    ...(health && isDetaching(settings)
      ? [problem("nothingToWatch", "health", remove("health"))]
      : []),
  ];
}

/** What a health check knows an export by. */
const EXPORTED = { administratorAccountId: LATER, detectorIds: LATER, destinationIds: LATER };

/** The feed with its reader as it should be: problems of the reader are reported at the reader. */
function feedArgs({ sourceType }: Args, source: ReturnType<typeof feedSource>): Args {
  return {
    ...(sourceType !== "AMAZON_S3_V2" && { queueArn: LATER }),
    ...(source?.kind === "accessKey"
      ? { accessKey: { id: LATER, secret: LATER } }
      : { role: { arn: LATER, subjectId: LATER } }),
  };
}

/** Problems of a add-on's whole arguments, by config path. */
function problemsAt(path: string, args: unknown, full: (args: Args) => Read<unknown>): Problem[] {
  if (!isRecord(args)) return [];
  return full(args).problems.map((one) => within(path, one));
}
