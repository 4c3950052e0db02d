import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { ROOT } from "./pack";

/** What typedoc's JSON says of a class, an interface or a property. */
interface Reflection {
  name: string;
  kind: number;
  flags?: { isOptional?: boolean };
  inheritedFrom?: object;
  comment?: { summary?: { text: string }[] };
  type?: object;
  children?: Reflection[];
}

const [CLASS, INTERFACE, PROPERTY] = [128, 256, 1024];

const textOf = ({ comment }: Reflection) =>
  (comment?.summary ?? []).map(({ text }) => text).join("");

/** What a docstring has to say beyond what a property is, and its pattern. */
const OF_ARGUMENT = /\b(Defaults? to|Required)\b/;
const OF_OUTPUT = /\bundefined\b/;
const UNITS = /\b(Days|Minutes|Seconds|Bytes|milliseconds|whole number|severity|Place|Version)\b/i;

interface Member {
  owner: Reflection;
  property: Reflection;
}

/** The properties that are the package's own, optional or not. */
const membersOf = (api: Reflection, kind: number): Member[] =>
  (api.children ?? [])
    .filter((owner) => owner.kind === kind)
    .flatMap((owner) =>
      (owner.children ?? [])
        .filter((property) => property.kind === PROPERTY && property.inheritedFrom === undefined)
        .map((property) => ({ owner, property })),
    );

/** Those whose docstring does not match. */
const without = (members: Member[], pattern: RegExp) =>
  members
    .filter(({ property }) => !pattern.test(textOf(property)))
    .map(({ owner, property }) => `${owner.name}.${property.name}: ${textOf(property)}`);

const isOptional = ({ property }: Member) => property.flags?.isOptional === true;
const isNumber = ({ property }: Member) =>
  JSON.stringify(property.type ?? {}).includes('"name":"number"');

describe("The API's documentation", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "api-"));
  let api: Reflection;
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has every class, type and property, with nothing missing: npm run docs:api", () => {
    const typedoc = path.join(ROOT, "node_modules/typedoc/bin/typedoc");
    const json = path.join(folder, "api.json");
    const output = ["--json", json, "--out", path.join(folder, "api")];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [typedoc, ...output, "--logLevel", "Warn"],
      { cwd: ROOT, encoding: "utf8" },
    );
    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: "", stderr: "" });
    api = JSON.parse(readFileSync(json, "utf8")) as Reflection;
  });

  it("has the default of every argument that may be left out, or when it is required", () => {
    const optional = membersOf(api, INTERFACE).filter(isOptional);
    expect(optional.length).to.be.greaterThan(150);
    expect(without(optional, OF_ARGUMENT)).to.deep.equal([]);
  });

  it("says of every output when there is none", () => {
    const optional = membersOf(api, CLASS).filter(isOptional);
    expect(optional.length).to.be.greaterThan(10);
    expect(without(optional, OF_OUTPUT)).to.deep.equal([]);
  });

  it("has the unit of every number", () => {
    const numbers = membersOf(api, INTERFACE).filter(isNumber);
    expect(numbers.length).to.be.greaterThan(15);
    expect(without(numbers, UNITS)).to.deep.equal([]);
  });

  it("has the errors and the source of every component", () => {
    const components = (api.children ?? []).filter(
      ({ kind, name }) => kind === CLASS && name !== "ArgsError",
    );
    expect(components.length).to.be.greaterThan(10);
    for (const pattern of [/^Throws ArgsError /m, /^Source: https:\/\/\S+$/m]) {
      const lacking = components.filter((one) => !pattern.test(textOf(one)));
      expect(lacking.map(({ name }) => name)).to.deep.equal([]);
    }
  });

  it("has no functions, whose errors it would have to name", () => {
    const kinds = new Set((api.children ?? []).map(({ kind }) => kind));
    const [VARIABLE, TYPE_ALIAS] = [32, 2097152];
    expect([...kinds].sort()).to.deep.equal([CLASS, INTERFACE, VARIABLE, TYPE_ALIAS].sort());
  });
});
