import type { StateMigration } from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { GuardDutyExport } from "../../components/export/guardDutyExport";
import type { Deployment } from "../../tools/release/deployment";
import { openReleasedStack } from "../../tools/release/deployment";

const RELEASE = path.join(__dirname, "../fixtures/releases/0.1.0.golden.json");

type Resource = StateMigrationState[number];
type StateMigrationState = Parameters<StateMigration>[0]["oldState"];

const urnOf = (resource: Resource) => resource["urn"] as string;
const isProvider = (resource: Resource) => urnOf(resource).includes("$pulumi:providers:");
const renamed = (resource: Resource) =>
  JSON.parse(JSON.stringify(resource).replaceAll("::findings", "::audit")) as Resource;

/** Renames the component in its state, and what is below it for which `moves`. */
const renaming =
  (moves: (resource: Resource) => boolean): StateMigration =>
  ({ urn, oldState }) => {
    if (urnOf(oldState[0]!) === urn) return undefined;
    const newState = oldState.map((one) =>
      moves(one) ? { ...renamed(one), provider: one["provider"] as string } : one,
    );
    const moved = oldState.flatMap((one, index) =>
      moves(one) ? [[urnOf(one), urnOf(newState[index]!)] as const] : [],
    );
    return { newState, successors: Object.fromEntries(moved) };
  };

const MIGRATIONS: [what: string, migration: StateMigration, refusal: RegExp][] = [
  [
    "all resources",
    renaming(() => true),
    /removes or renames provider state \S+findings-administrator-me-south-1; provider states must be returned unchanged/,
  ],
  [
    "all but the providers",
    renaming((resource) => !isProvider(resource)),
    /rewrites references in provider state \S+findings-administrator-me-south-1 returned by the migration; provider states must remain unchanged/,
  ],
];

describe("A state migration that renames the component, instead of an alias alone", () => {
  for (const [what, migration, refusal] of MIGRATIONS) {
    it(`is refused by the engine for ${what}: the component is the parent of its providers`, async () => {
      const released = JSON.parse(readFileSync(RELEASE, "utf8")) as Deployment;
      const stack = await openReleasedStack(released);
      const before = structuredClone(stack.cloud.world);
      const program = async () => {
        const bucket = { ...released.args.bucket, namePrefix: "findings-guardduty" };
        const options = { aliases: [{ name: "findings" }], stateMigrations: [migration] };
        new GuardDutyExport("audit", { ...released.args, bucket }, options);
      };
      try {
        const { error, changed } = await stack.up(program);
        expect(error?.message).to.match(refusal);
        expect(changed).to.deep.equal([]);
        expect(stack.cloud.world.buckets).to.deep.equal(before.buckets);
      } finally {
        await stack.close();
      }
    });
  }
});
