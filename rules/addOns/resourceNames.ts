import type { ExportSettings, Read } from "../args";
import { isRecord } from "../args/unchecked";
import { planRouting } from "../events";
import { planHealth } from "../health";
import { planLists } from "../lists";
import { planMalwareProtection } from "../malware";
import type { Problem } from "../problems";
import { pathWithin, propertyPath } from "../problems";
import { planReader } from "../readers";
import type { Named } from "../resourceNames";
import { resourceNameProblems } from "../resourceNames";
import { planTable } from "../table";
import { completeArgs } from "./complete";
import { FINDINGS_BUCKET } from "./malware";
import { addOnName } from "./names";
import type { Args } from "./types";

/**
 * What is wrong with the name of the export, and with names of the config, for the resources of its add-ons. An add-on with other
 * problems is not planned.
 */
export function addOnNameProblems(
  component: string,
  settings: ExportSettings,
  { readers, athena, events, lists, malwareProtection, health }: Args,
): Problem[] {
  const complete = completeArgs(component, settings);
  const named = <Settings>(
    addOn: string,
    args: unknown,
    read: (args: Args) => Read<Settings>,
    plan: (name: string, settings: Settings) => Named,
  ): Named[] => {
    const { settings: valid } = isRecord(args) ? read(args) : {};
    return valid === undefined ? [] : [plan(addOnName(component, addOn), valid)];
  };
  const ofReaders = Object.entries(isRecord(readers) ? readers : {}).flatMap(([key, args]) =>
    named(key, args, (known) => complete.reader(key, known), planReader).map((plan) => ({
      ...plan,
      parts: [readerPart(key, plan)],
    })),
  );
  const plans = [
    ...ofReaders,
    ...named("athena", athena, complete.athena, planTable),
    ...named("events", events, complete.events, planRouting),
    ...named("lists", lists, complete.lists, planLists),
    ...named("malware", malwareProtection, complete.malwareProtection, planMalwareProtection).map(
      (plan) => ({ ...plan, parts: (plan.parts ?? []).filter(isChosen).map(inMalware) }),
    ),
    ...named("health", health === true ? {} : health, complete.health, planHealth),
  ];
  return resourceNameProblems(component, {
    resources: plans.flatMap(({ resources }) => resources),
    given: plans.flatMap(({ given = [] }) => given),
    parts: plans.flatMap(({ parts = [] }) => parts),
  });
}

/** Another name of the reader is another key of the config. */
const readerPart = (key: string, { resources }: Named): Part => {
  const path = propertyPath(["readers", key]);
  return {
    ...{ path, name: key, resources: resources.map(({ name }) => name) },
    fix: (to) => ({ action: "rename", path, to }),
  };
};

type Part = NonNullable<Named["parts"]>[number];

/** The config does not name the protection of the findings bucket. */
const isChosen = ({ name }: Part): boolean => name !== FINDINGS_BUCKET;

const inMalware = (part: Part): Part => ({
  ...part,
  path: pathWithin("malwareProtection", part.path),
});
