import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { readAddOns } from "../../rules/addOns";
import { readArgs } from "../../rules/args";
import type { Problem } from "../../rules/problems";
import { reported } from "../../rules/problems";
import { NAME_LIMITS } from "../../rules/resourceNames";
import { awsProvider } from "../../sandbox/providers/aws/provider";
import { check } from "../../sandbox/providers/resource/check";
import { declaredType } from "../../sandbox/providers/resource/declared";
import { awsShapes } from "../../sandbox/providers/shapes/aws";
import program = require("../../stacks");
import { readStackConfig } from "../../stacks/stackConfig";
import { stackFileValues } from "../../stacks/stackFile";
import { existingMocks } from "../../testing/existing";
import { healthBundle } from "../../testing/lambda";
import type { Recording } from "../../testing/recorder";
import { record } from "../../testing/recorder";
import type { Config } from "../support/stackConfigs";
import { CONFIGS } from "../support/stackConfigs";

const PROJECT = "guardduty-export";
const FOLDER = path.join(__dirname, "../../stacks");
const FILES = readdirSync(FOLDER)
  .filter((file) => /^Pulumi\..*\.yaml$/.test(file) && !file.includes("member"))
  .map((file): [string, Config] => [
    file,
    stackFileValues(PROJECT, readFileSync(path.join(FOLDER, file), "utf8")),
  ]);
const ALL: [what: string, config: Config][] = [...FILES, ...Object.entries(CONFIGS)];

const named = (config: Config, length: number): Config => ({ ...config, name: "n".repeat(length) });

/** What is wrong with a configuration, read as the program and the command read it. */
function problemsOf(config: Config): Problem[] {
  const { name, args, addOns } = readStackConfig(config).config!;
  const { settings, problems } = readArgs(name, args);
  return [...problems, ...readAddOns(name, settings, addOns).problems];
}

const OF_NAMES = ["componentName", "nameTooLong", "nameNotOfBucket"];

const refused = (config: Config): Problem[] =>
  problemsOf(config).filter(({ id }) => OF_NAMES.includes(id));

function longestName(config: Config): number {
  let length = 100;
  for (;;) {
    const problem = refused(named(config, length))[0];
    if (problem === undefined) return length;
    const { most } = problem.values as { most: number };
    length = problem.path === "name" ? Math.min(most, length - 1) : length - 1;
  }
}

function recorded(config: Config): Promise<Recording> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return record(() => program(), {
    project: PROJECT,
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)])),
    mocks: existingMocks({}),
  });
}

const { types } = awsProvider({} as never, {} as never);

/** What the provider makes of a resource before it is registered. */
function checked({ type, name, inputs }: Recording["resources"][number]) {
  const definition = types.find(({ token }) => token === type)!;
  const seed = new Uint8Array();
  return check({
    ...{
      type: declaredType(awsShapes, definition),
      settings: {} as never,
      name,
      oldInputs: {},
      seed,
    },
    news: Object.fromEntries(
      Object.entries(inputs as object).filter(([key]) => definition.props[key]?.autoname),
    ),
  });
}

const isAutonamed = ({ type, inputs }: Recording["resources"][number]): boolean =>
  Object.entries(types.find(({ token }) => token === type)?.props ?? {}).some(
    ([key, { autoname }]) =>
      autoname !== undefined && autoname.plain !== true && (inputs as Config)[key] === undefined,
  );

describe("The longest name that is accepted", () => {
  before(healthBundle);

  for (const [what, config] of ALL) {
    it(`fits the names of all resources of ${what}, and no longer one is accepted`, async () => {
      const longest = longestName(config);
      const { resources } = await recorded(named(config, longest));
      const ofAws = resources.filter(({ type }) => type.startsWith("aws:"));
      const failures = ofAws.flatMap((one) =>
        checked(one).failures.filter((text) => /longer than|length/.test(text)),
      );
      expect(failures).to.deep.equal([]);
      const autonamed = ofAws.filter(isAutonamed).map(({ type }) => type);
      expect(autonamed.filter((type) => !Object.hasOwn(NAME_LIMITS, type))).to.deep.equal([]);

      const [first, ...others] = refused(named(config, longest + 1));
      expect(others).to.deep.equal([]);
      if (first?.id === "componentName") expect(longest).to.equal(100);
      else expect(first).to.deep.include({ id: "nameTooLong" });
      if (first?.path === "name" && longest < 100) {
        expect(first.values).to.deep.include({ most: longest });
      }
    });
  }

  it("is shorter than what the provider and AWS refuse, of each type", () => {
    const refusedLater = Object.entries(NAME_LIMITS).filter(([token, { maximum }]) => {
      const props = types.find((type) => type.token === token)?.props ?? {};
      const limits = Object.values(props).flatMap(({ autoname }) => autoname?.maxLength ?? []);
      return limits.length !== 1 || maximum > limits[0]!;
    });
    expect(refusedLater).to.deep.equal([]);
  });
});

describe("A name that is too long for a resource", () => {
  const texts = (config: Config): string[] =>
    problemsOf(config).map((problem) => {
      const { path: at, reason } = reported(problem);
      return `${at}: ${reason}`;
    });
  const BASE = { regions: ["us-east-1"], name: "findings-of-the-organization" };
  const ROLE = { role: { principalArns: ["arn:aws:iam::555566667777:root"] } };

  it("is refused with the resource, its limit and the longest name", () => {
    const name = "guardduty-findings-of-the-organization";
    expect(texts({ regions: ["us-east-1"], name, health: true })).to.deep.equal([
      `name: must be at most 28 characters long here: the name of EventBridge rule ${name}-health-organization-changes, with the 8 characters that Pulumi adds, would be 74 characters long, and at most 64 are allowed. Fix: set name to a value such as "guardduty-findings-of-the-or"`,
    ]);
  });

  it("is that of a reader, where another name of the reader is enough", () => {
    expect(texts({ ...BASE, readers: { "detection-and-response-team": ROLE } })).to.deep.equal([
      'readers["detection-and-response-team"]: must be at most 22 characters long here: the name of IAM role findings-of-the-organization-detection-and-response-team-role, with the 8 characters that Pulumi adds, would be 69 characters long, and at most 64 are allowed. Fix: rename readers["detection-and-response-team"] to detection-and-response',
    ]);
  });

  it("is that of a role for a vendor that asks for its start, to which Pulumi adds nothing", () => {
    const webIdentity = {
      provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/33e01921/",
      sessionNames: ["MicrosoftSentinel_0a1b2c3d"],
    };
    const readers = { microsoft: { preset: "sentinel", webIdentity } };
    const name = "n".repeat(60);
    expect(texts({ regions: ["us-east-1"], name, readers })[0]).to.contain(
      `the name of IAM role OIDC_${name}-microsoft would be 75 characters long, and at most 64 are allowed`,
    );
  });

  it("is not that of a bucket when S3 refuses its characters", () => {
    expect(
      texts({ regions: ["us-east-1"], name: "acme_findings", athena: { ocsfView: true } }),
    ).to.deep.equal([
      'name: must be letters, digits and hyphens, and start as an S3 bucket may: the bucket acme_findings-athena-results is named after it; got "acme_findings". Fix: set name to a value such as "acme-findings"',
    ]);
  });
});
