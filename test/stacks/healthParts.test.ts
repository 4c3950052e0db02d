import { expect } from "chai";
import * as path from "node:path";

import { liveStackOf } from "../../cli/config/liveStack";
import { locateStack, readStackFile } from "../../cli/config/stackFile";
import { changedSettings } from "../../rules/health/ownAlarms";
import { isOwnMessage, isOwnPattern } from "../../rules/health/ownRules";
import program = require("../../stacks");
import { stackFileValues } from "../../stacks/stackFile";
import { readFileSync } from "node:fs";
import { existingMocks } from "../../testing/existing";
import { healthBundle } from "../../testing/lambda";
import type { RecordedResource } from "../../testing/recorder";
import { record } from "../../testing/recorder";

const ROOT = path.join(__dirname, "../..");
const STACK = "example-administrator";

/** What a stack with a health check registers, of a type. */
async function registered(): Promise<(type: string) => RecordedResource[]> {
  const text = readFileSync(path.join(ROOT, `stacks/Pulumi.${STACK}.yaml`), "utf8");
  const config = Object.entries(stackFileValues("guardduty-export", text)).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const { resources } = await record(() => program(), {
    ...{ project: "guardduty-export", stack: STACK, config: Object.fromEntries(config) },
    mocks: existingMocks({}),
  });
  const ofHealth = resources.filter(({ name }) => name.startsWith("findings-health-"));
  return (type) => ofHealth.filter((one) => one.type.endsWith(`:${type}`));
}

describe("What status expects of the parts of a health check", () => {
  const { health } = liveStackOf({
    from: "config",
    file: readStackFile(ROOT, locateStack(ROOT, { stack: STACK })),
  });
  const parts = health!.parts!;
  const { component, homeRegion, environment = {} } = parts;
  before(healthBundle);
  let of: Awaited<ReturnType<typeof registered>>;
  before(async () => {
    of = await registered();
  });

  it("is how the stack sets its alarms", () => {
    const alarms = of("MetricAlarm");
    expect(alarms.map(({ name }) => name).sort()).to.deep.equal([...parts.alarms].sort());
    for (const { name, inputs } of alarms) {
      const { metricQueries: queries = [], statistic, period, ...alarm } = inputs;
      const found = changedSettings(parts, name, {
        ...alarm,
        ...(inputs.metricName && { metric: { ...alarm, statistic, period } }),
        expressions: queries.flatMap((one: { expression?: string }) => one.expression ?? []),
        metrics: queries.flatMap((one: { metric?: { stat: string } }) =>
          one.metric ? [{ ...one.metric, statistic: one.metric.stat }] : [],
        ),
      });
      expect(found, name).to.deep.equal([]);
    }
  });

  it("is what the stack's rules match and send", () => {
    const rules = of("EventRule");
    expect(rules.map(({ name }) => name).sort()).to.deep.equal(
      parts.rules.map(({ name }) => name).sort(),
    );
    for (const { name, inputs } of rules) {
      const at = { name, region: inputs.region, home: inputs.region === homeRegion };
      expect(isOwnPattern(component, at, inputs.eventPattern, { detectorIds: [] }), name).to.equal(
        true,
      );
    }
    for (const { name, inputs } of of("EventTarget")) {
      const template = inputs.inputTransformer?.inputTemplate;
      expect(isOwnMessage(component, name.replace(/-target$/, ""), template), name).to.equal(true);
    }
  });

  it("is in the function's environment, with the name of the export in its metrics", () => {
    const [fn] = of("Function");
    expect(Object.keys(environment)).to.deep.equal(["EXPORT_NAME", "FREQUENCY"]);
    const { variables } = fn!.inputs.environment;
    for (const [name, value] of Object.entries(environment)) {
      expect(variables[name], name).to.equal(value);
    }
    expect(parts.exportName).to.equal(environment["EXPORT_NAME"]);
  });
});
