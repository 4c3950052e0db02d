import Ajv from "ajv";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

import { readArgs, readMemberArgs } from "../../rules/args";
import { readAddOns } from "../../rules/addOns";
import { planExport } from "../../rules/plan";
import { readStackConfig } from "../../stacks/stackConfig";
import { stackFileValues } from "../../stacks/stackFile";
import { GUIDE_FILE, guideText, PROJECT_FILE, projectText } from "../../tools/schema/renderings";
import { configKeys, SCHEMA_FILE, stackFileSchemaText } from "../../tools/schema/stackFile";

const PROJECT = "guardduty-export";
const FOLDER = path.join(__dirname, "../../stacks");
const read = (file: string) => readFileSync(path.join(FOLDER, file), "utf8");
const FILES = readdirSync(FOLDER).filter((file) => /^Pulumi\..*\.yaml$/.test(file));

type Schema = object & { [keyword: string]: unknown };
const schema = JSON.parse(readFileSync(SCHEMA_FILE, "utf8")) as Schema;
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

/** Where a stack file breaks the schema, as deep as it says. */
function breaches(stackFile: unknown): string[] {
  validate(stackFile);
  const paths = (validate.errors ?? []).map(({ instancePath, params }) => {
    const { additionalProperty } = params as { additionalProperty?: string };
    return additionalProperty ? `${instancePath}/${additionalProperty}` : instancePath;
  });
  const deepest = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
  return [...new Set(deepest)];
}

describe("Each stack file", () => {
  it("is there for the sandbox, an administrator, a member and GovCloud", () => {
    expect(FILES).to.deep.equal([
      "Pulumi.example-administrator.yaml",
      "Pulumi.example-govcloud.yaml",
      "Pulumi.example-member.yaml",
      "Pulumi.sandbox.yaml",
    ]);
  });

  for (const file of FILES) {
    it(`${file} has no problem for the program, and nothing to be warned of`, () => {
      const { config, problems } = readStackConfig(stackFileValues(PROJECT, read(file)));
      expect(problems).to.deep.equal([]);
      const { role, name, args, addOns } = config!;
      if (role === "member") {
        const fromStack = { regions: ["us-east-1"], administratorAccountId: "111122223333" };
        expect(readMemberArgs({ ...fromStack, ...args }).problems).to.deep.equal([]);
        return;
      }
      const { settings, problems: wrong } = readArgs(name, args);
      expect(wrong).to.deep.equal([]);
      expect(readAddOns(name, settings, addOns).problems).to.deep.equal([]);
      const owner = { project: PROJECT, stack: "test", component: name };
      expect(planExport({ owner, settings: settings! }).warnings).to.deep.equal([]);
    });

    it(`${file} names the schema to editors, and keeps to it`, () => {
      expect(read(file).split("\n")[0]).to.equal(
        "# yaml-language-server: $schema=config.schema.json",
      );
      expect(breaches(parse(read(file)))).to.deep.equal([]);
    });
  }
});

describe("The config keys", () => {
  for (const [file, textOf] of [
    [PROJECT_FILE, projectText],
    [GUIDE_FILE, guideText],
  ] as const) {
    it(`are in ${path.basename(file)} as \`npm run schema\` writes them`, async () => {
      expect(readFileSync(file, "utf8")).to.equal(await textOf(configKeys()));
    });
  }
});

describe("The schema of stack files", () => {
  it("is what `npm run schema` writes", async () => {
    expect(readFileSync(SCHEMA_FILE, "utf8")).to.equal(await stackFileSchemaText());
  });

  it("describes every property at every depth", () => {
    expect(undescribed(schema)).to.deep.equal([]);
  });

  const base = { "guardduty-export:regions": ["us-east-1"] };
  const key = (rest: string) => `/config/guardduty-export:${rest}`;
  const bad: [what: string, config: { [key: string]: unknown }, where: string][] = [
    ["a mistyped key", { frequencies: "ONE_HOUR" }, key("frequencies")],
    ["a mistyped property", { bucket: { prefx: "security" } }, key("bucket/prefx")],
    ["a Region that is none", { regions: ["us-east-1", "us-esat-1"] }, key("regions/1")],
    ["a home Region that is none", { homeRegion: "eu-west" }, key("homeRegion")],
    ["a Region instead of a list", { regions: "us-east-1" }, key("regions")],
    ["a word that is none of the choices", { onDestroy: "keep" }, key("onDestroy")],
    ["a string for a number", { bucket: { retentionDays: "400" } }, key("bucket/retentionDays")],
    [
      "a number that is too high",
      { key: { deletionWindowInDays: 31 } },
      key("key/deletionWindowInDays"),
    ],
    [
      "an account id that YAML made a number",
      { organization: { administrator: { accountId: 111122223333 } } },
      key("organization/administrator/accountId"),
    ],
    ["a reader's mistyped property", { readers: { siem: { rol: {} } } }, key("readers/siem/rol")],
    ["what the export gives a table", { athena: { regions: [] } }, key("athena/regions")],
    ["a health check's switch that is none", { health: "yes" }, key("health")],
    [
      "what the export gives a health check",
      { health: { findingPublishingFrequency: "x" } },
      key("health/findingPublishingFrequency"),
    ],
    ["a tag that is no string", { tags: { owner: 1 } }, key("tags/owner")],
    ["a member's key of an administrator", { acceptInvitation: true }, key("acceptInvitation")],
    [
      "an administrator's key of a member",
      { role: "member", findingPublishingFrequency: "ONE_HOUR" },
      key("findingPublishingFrequency"),
    ],
  ];
  for (const [what, config, where] of bad) {
    it(`refuses ${what}`, () => {
      const own = Object.entries(config).map(([name, value]) => [
        `guardduty-export:${name}`,
        value,
      ]);
      const whole = { ...base, ...(Object.fromEntries(own) as object) };
      expect(breaches({ config: whole })).to.deep.equal([where]);
    });
  }

  it("needs Regions, or for a member the administrator's stack", () => {
    const member = { "guardduty-export:role": "member" };
    expect(breaches({ config: {} })).to.deep.equal(["/config"]);
    expect(breaches({ config: member })).to.deep.equal(["/config"]);
    const administratorStack = { "guardduty-export:administratorStack": "acme/findings/prod" };
    expect(breaches({ config: { ...member, ...administratorStack } })).to.deep.equal([]);
  });

  it("takes secrets, switches as the command writes them, and the keys of others", () => {
    const config = {
      ...base,
      "guardduty-export:preflight": "true",
      "guardduty-export:tags": { secure: "v1:x" },
      "guardduty-export:organization": {
        administrator: { accountId: "111122223333", externalId: { secure: "v1:x" } },
      },
      "aws:region": "us-east-1",
    };
    expect(breaches({ config, encryptionsalt: "v1:x" })).to.deep.equal([]);
  });

  it("takes a switch as YAML and as pulumi config set write it", () => {
    for (const health of [true, "true", false, "false"]) {
      expect(breaches({ config: { ...base, "guardduty-export:health": health } })).to.deep.equal(
        [],
      );
    }
  });

  it("takes a Region that came after this version", () => {
    expect(breaches({ config: { "guardduty-export:regions": ["sa-west-1"] } })).to.deep.equal([]);
  });
});

/** Paths of the properties without a description. */
function undescribed(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as Schema).flatMap(([key, inner]) => {
    const below = undescribed(inner, `${at}/${key}`);
    const isProperty = at.endsWith("/properties") && !at.includes("/if/");
    return isProperty && (inner as Schema)["description"] === undefined
      ? [`${at}/${key}`, ...below]
      : below;
  });
}
