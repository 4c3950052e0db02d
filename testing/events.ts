import type { EngineEvent, OpMap, StepEventMetadata } from "@pulumi/pulumi/automation";

import { withoutIds } from "./ids";

const STACK = "pulumi:pulumi:Stack";

export interface Step {
  op: StepEventMetadata["op"];
  type: string;
  name: string;
  urn: string;
  /** Names of the properties that differ. */
  diffs: string[];
  detailedDiff: NonNullable<StepEventMetadata["detailedDiff"]>;
}

/** What the events of one operation report. */
export interface Summary {
  /** Count of resources by what was done to them; `same` too. */
  changes: OpMap;
  steps: Step[];
  /** The steps that do something, but for the stack itself, as sorted `<op> <type>::<name>`. */
  changed: string[];
  /** Operations that a provider or hook refused, as sorted `<op> <type>::<name>`. */
  failed: string[];
  /** `<severity>: <message>` of warnings and errors, without their ids, in order. */
  diagnostics: string[];
  /** Stack outputs; of a preview what is known. */
  outputs: Record<string, unknown>;
}

export function summaryOf(events: EngineEvent[]): Summary {
  const label = ({ op, urn }: { op: string; urn: string }) =>
    `${op} ${urn.split("::").slice(2).join("::").split("$").pop()}`;
  // A refresh knows only afterwards what it did to a resource.
  const refreshed = new Map(
    events.flatMap(({ resOutputsEvent }) =>
      resOutputsEvent ? [[resOutputsEvent.metadata.urn, resOutputsEvent.metadata]] : [],
    ),
  );
  const steps = events.flatMap(({ resourcePreEvent }): Step[] => {
    if (!resourcePreEvent) return [];
    const before = resourcePreEvent.metadata;
    const { op, urn, type, diffs, detailedDiff } =
      before.op === "refresh" ? (refreshed.get(before.urn) ?? before) : before;
    const name = urn.split("::").slice(3).join("::");
    return [{ op, type, name, urn, diffs: diffs ?? [], detailedDiff: detailedDiff ?? {} }];
  });
  const outputsOf = ({ resOutputsEvent }: EngineEvent) =>
    resOutputsEvent?.metadata.type === STACK ? resOutputsEvent.metadata.new?.outputs : undefined;
  return {
    changes: events.find((e) => e.summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    steps,
    changed: steps
      .filter(
        ({ op, type }) => type !== STACK && op !== "same" && op !== "refresh" && op !== "read",
      )
      .map(label)
      .sort(),
    failed: events.flatMap(({ resOpFailedEvent: e }) => (e ? [label(e.metadata)] : [])).sort(),
    diagnostics: events.flatMap(({ diagnosticEvent: e }) =>
      e && (e.severity === "error" || e.severity === "warning") && !e.ephemeral
        ? [`${e.severity}: ${withoutIds(e.message.replace(/<\{%[^%]*%\}>/g, "").trim())}`]
        : [],
    ),
    outputs: events.map(outputsOf).findLast((outputs) => outputs) ?? {},
  };
}
