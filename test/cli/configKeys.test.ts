import { expect } from "chai";

import { runIn } from "../../testing/command";

const NAME = "guardduty-export";
const STACK = `config:\n  ${NAME}:regions: [us-east-1]\n`;
const PLAN = ["plan", "--stack", "prod", "--format", "json"];
const project = (...config: string[]) =>
  ["runtime: nodejs", `name: ${NAME}`, "config:", ...config.map((one) => `  ${one}`), ""].join(
    "\n",
  );
const DECLARED = 'homeRegion: { type: string, default: "" }';
const stack = (...config: string[]) => STACK + config.map((one) => `  ${one}\n`).join("");

const run = (projectText: string, stackText: string, ...args: string[]) =>
  runIn({ "Pulumi.yaml": projectText, "Pulumi.prod.yaml": stackText, "old.yaml": STACK }, [
    ...PLAN,
    ...args,
  ]);

/** The planned frequency of the only Region. */
async function frequency(projectText: string, stackText = STACK) {
  const { out, err } = await run(projectText, stackText);
  if (err !== "") throw new Error(err);
  const { regions } = JSON.parse(out) as { regions: { findingPublishingFrequency: string }[] };
  return regions[0]?.findingPublishingFrequency;
}

describe("the config keys that Pulumi reads", () => {
  const KEY = "findingPublishingFrequency";
  const SPELLINGS = [KEY, `${NAME}:${KEY}`, `${NAME}:config:${KEY}`];
  const ENTRIES = ["ONE_HOUR", "{ value: ONE_HOUR }", "{ default: ONE_HOUR }"];

  for (const spelling of SPELLINGS) {
    for (const entry of ENTRIES) {
      it(`${spelling}: ${entry} of Pulumi.yaml is planned, unless the stack's file sets it`, async () => {
        const given = project(DECLARED, `${spelling}: ${entry}`);
        expect(await frequency(given)).to.equal("ONE_HOUR");
        for (const own of SPELLINGS) {
          expect(await frequency(given, stack(`${own}: FIFTEEN_MINUTES`)), own).to.equal(
            "FIFTEEN_MINUTES",
          );
        }
      });
    }
  }

  for (const spelling of ["onDestroy", `${NAME}:onDestroy`, `${NAME}:config:onDestroy`]) {
    it(`${spelling} of a stack's file is compared`, async () => {
      const args = ["--against-file", "old.yaml"];
      const { out } = await run(project(DECLARED), stack(`${spelling}: delete`), ...args);
      const { changes } = JSON.parse(out) as { changes: { id: string }[] };
      expect(changes.map(({ id }) => id)).to.deep.equal(["onDestroyDeletes"]);
    });
  }

  const REFUSED: { [what: string]: { project?: string; stack?: string; says: string } } = {
    "a key of a stack's file in two spellings": {
      stack: stack(`${NAME}:onDestroy: retain`, `${NAME}:config:onDestroy: delete`),
      says: `${NAME}:onDestroy: is set by ${NAME}:onDestroy and ${NAME}:config:onDestroy, and Pulumi reads only one of them. Fix: keep one`,
    },
    "a key of Pulumi.yaml in two spellings": {
      project: project(`${NAME}:homeRegion: us-east-1`, DECLARED),
      says: `is set by ${NAME}:homeRegion and homeRegion`,
    },
    "a key of three parts without config": {
      stack: stack(`${NAME}:onDestroy:value: delete`),
      says: `${NAME}:onDestroy:value: is not a config key of Pulumi. Fix: write it as <namespace>:<name>`,
    },
    "a key of four parts": {
      project: project(`${NAME}:config:onDestroy:value: delete`),
      says: `${NAME}:config:onDestroy:value: is not a config key`,
    },
    "a map of Pulumi.yaml that is no declaration": {
      project: project(`${NAME}:bucket: { retentionDays: 1 }`),
      says: `${NAME}:bucket: unknown attribute retentionDays; expected type, items, description, secret, default, value. Fix: write the map below value`,
    },
    "a value and a default": {
      project: project("onDestroy: { value: delete, default: retain }"),
      says: "onDestroy: has both value and default, which Pulumi refuses. Fix: keep one",
    },
    "no value": {
      project: project("onDestroy:"),
      says: "onDestroy: has no value, which Pulumi refuses",
    },
  };
  for (const [what, { says, ...files }] of Object.entries(REFUSED)) {
    it(`refuses ${what}`, async () => {
      const { code, err } = await run(files.project ?? project(DECLARED), files.stack ?? STACK);
      expect(code).to.equal(2);
      expect(err).to.contain(says).and.to.contain("(configKeysInvalid)");
    });
  }

  for (const namespace of ["guarddutyexport", "guardduty_export", "guardduty-exports"]) {
    const key = `${namespace}:onDestroy`;
    const files = {
      "Pulumi.yaml": { project: project(DECLARED, `${key}: { value: delete }`) },
      "a stack's file": { stack: stack(`${key}: delete`) },
    };
    for (const [where, given] of Object.entries(files)) {
      it(`refuses the namespace ${namespace} in ${where}, which Pulumi takes for another program's`, async () => {
        const { project: of = project(DECLARED), stack: own = STACK } = {
          ...{ project: undefined, stack: undefined },
          ...given,
        };
        const { code, err } = await run(of, own);
        expect(code).to.equal(2);
        expect(err).to.contain(
          `${key}: is a config key of namespace ${namespace}, and no program here reads it; did you mean ${NAME}? Fix: rename ${key} to ${NAME}:onDestroy`,
        );
        expect(err).to.contain("(namespaceMistyped)");
      });
    }
  }

  it("leaves the keys of providers to them", async () => {
    const given = project(DECLARED, "aws:region: us-east-1", "aws:config:profile: { value: a }");
    const own = stack("aws:region: eu-west-1", "gcp:project: a", "azure-native:location: b");
    expect((await run(given, own)).code).to.equal(0);
  });
});
