import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { addOnProgram, FIRST_ADD_ONS, withTargets } from "../../testing/addOnProgram";
import { comparable } from "../../testing/campaign/worlds";
import { projectFolder } from "../../testing/campaign/project";
import type { CloudStack } from "../../testing/cloudStack";
import { exampleWorld, openCloudStack } from "../../testing/cloudStack";
import type { StateResource } from "../../testing/engine";
import { forget } from "../../testing/forgotten";
import type { Lost } from "../../testing/lostTypes";
import { lostAs } from "../../testing/lostTypes";

const PROGRAM = addOnProgram(FIRST_ADD_ONS);
const GOLDEN = path.join(__dirname, "../components/golden");

const nameOf = ({ urn }: StateResource) => urn.slice(urn.lastIndexOf("::") + 2);
const isOfAddOn = ({ parent }: StateResource) =>
  !String(parent).includes("guardduty-export:index:GuardDutyExport");
const isLost = (is: Lost) => (one: StateResource) =>
  isOfAddOn(one) && lostAs({ type: one.type, name: nameOf(one) }) === is;
const isNamed = (name: string) => (one: StateResource) => nameOf(one) === name;

/** What AWS has, without the messages of queues: S3 sends one when a topic is configured. */
const worldOf = (stack: CloudStack) =>
  comparable(stack.cloud.world).filter((line) => !line.includes("/messages/"));

describe("What a refresh dropped of add-ons while it exists", () => {
  let stack: CloudStack;
  let resources: StateResource[];
  before(async () => {
    const world = withTargets(exampleWorld());
    const accounts = { ...world.accounts, "555566667777": {} };
    stack = await openCloudStack({ ...world, accounts });
    const { error, diagnostics } = await stack.up(PROGRAM);
    if (error) throw error;
    expect(diagnostics).to.deep.equal([]);
    resources = await stack.exportState();
  });
  after(() => stack.close());

  it("is decided for each type that an example registers", () => {
    const registered = readdirSync(GOLDEN).flatMap((file) =>
      readFileSync(path.join(GOLDEN, file), "utf8").trim().split("\n"),
    );
    const undecided = registered
      .map((line) => line.split(" | ") as [string, string, string])
      .filter(([, type]) => !/^(pulumi:|guardduty-export:)/.test(type))
      .filter(([, type, name]) => lostAs({ type, name }) === undefined);
    expect(undecided).to.deep.equal([]);
  });

  for (const [name, says] of [
    ["findings-siem-queue", "sends no more messages to this one"],
    ["findings-siem-dead-letter-queue", "leaves the messages of this one unread"],
    ["findings-events-undelivered-eu-west-1", "leaves the undelivered events of this one unread"],
    ["findings-health-undelivered-us-east-1", "leaves the undelivered events of this one unread"],
    ["findings-health-dead-letter-queue", "leaves the messages of this one unread"],
    ["findings-siem-role", "takes the permissions of this one"],
    ["findings-key-user", "deletes the access key of this one"],
    ["findings-athena-results", "leaves the query results of this one"],
  ] as const) {
    it(`is refused in a preview: ${name}`, async () => {
      const { restore } = await forget(stack, isNamed(name));
      const { error } = await stack.preview(PROGRAM);
      await restore();
      expect(error?.message).to.match(
        new RegExp(
          `the state does not have \\S*${name}-[0-9a-f]{7}, .*${says}.* Fix: run pulumi import \\S+ ${name} `,
        ),
      );
    });
  }

  it("is not made a second time by an update, each of the types that are refused", async () => {
    const world = worldOf(stack);
    // A queue waits for its dead-letter queue, which is refused first.
    const isRefused = (one: StateResource) =>
      isLost("refused")(one) && !nameOf(one).endsWith("-queue");
    const lost = resources.filter(isRefused).map(nameOf);
    const { restore } = await forget(stack, isRefused);
    const { error } = await stack.up(PROGRAM, { continueOnError: true });
    await restore();
    expect(lost).to.have.length(10);
    expect(lost.filter((name) => !error?.message.includes(` ${name} `))).to.deep.equal([]);
    expect(worldOf(stack)).to.deep.equal(world);
  });

  for (const [what, isForgotten] of [
    ["rules, alarms and schedules", (one: StateResource) => !/:(Topic|Key)$/.test(one.type)],
    ["topics and keys", (one: StateResource) => /:(Topic|Key)$/.test(one.type)],
  ] as const) {
    it(`is named in a preview, of ${what}, of which another is created`, async () => {
      const isWarned = (one: StateResource) => isForgotten(one) && isLost("warned")(one);
      const lost = resources.filter(isWarned).map(nameOf);
      const { restore } = await forget(stack, isWarned);
      const { error, diagnostics } = await stack.preview(PROGRAM);
      await restore();
      expect(error).to.equal(undefined);
      const unnamed = lost.filter(
        (name) =>
          !diagnostics.some((line) => line.startsWith("warning") && line.includes(` ${name} `)),
      );
      expect(unnamed).to.deep.equal([]);
      expect(lost.length).to.be.greaterThan(1);
    });
  }

  for (const [what, isForgotten] of [
    ["filters, lists and plans", (one: StateResource) => !one.type.startsWith("aws:glue/")],
    ["databases", (one: StateResource) => one.type.endsWith(":CatalogDatabase")],
    // The view waits for its table.
    ["tables", isNamed("findings-athena-table")],
  ] as const) {
    it(`is refused by an update, with the command that imports it: ${what}`, async () => {
      const world = worldOf(stack);
      const isTaken = (one: StateResource) => isForgotten(one) && isLost("taken")(one);
      const lost = resources.filter(isTaken);
      const { restore } = await forget(stack, isTaken);
      const { error } = await stack.up(PROGRAM, { continueOnError: true });
      await restore();
      const unnamed = lost.filter((one) => {
        const command = `Fix: run pulumi import ${one.type} ${nameOf(one)} `;
        return !error?.message.includes(command);
      });
      expect(unnamed.map(nameOf)).to.deep.equal([]);
      expect(lost).not.to.deep.equal([]);
      expect(worldOf(stack)).to.deep.equal(world);
    });
  }

  it("is written again where it is a setting, and nothing is replaced", async () => {
    const world = worldOf(stack);
    const lost = resources.filter(isLost("written"));
    await forget(stack, isLost("written"));
    const { error, changed } = await stack.up(PROGRAM);
    expect(error).to.equal(undefined);
    const created = lost.map((one) => `create ${one.type}::${nameOf(one)}`);
    expect(changed.sort()).to.deep.equal(created.sort());
    expect(worldOf(stack)).to.deep.equal(world);
    expect((await stack.up(PROGRAM)).changed).to.deep.equal([]);
  });

  it("comes back by the command of the warning: a function", async () => {
    await forget(stack, isNamed("findings-health-function"));
    const { diagnostics } = await stack.preview(PROGRAM);
    const [command] = diagnostics.flatMap(
      (line) => /Fix: run (pulumi import \S+function:Function .*?) && /.exec(line)?.[1] ?? [],
    );
    const { pulumi, command: run } = await projectFolder(stack, { regions: ["us-east-1"] });
    const words = (command ?? "").split(" ").slice(1, -2);
    const ran = await pulumi(...words.map((word) => word.replaceAll("'", "")));
    expect(ran.error).to.equal(undefined);
    expect(await run("recover", "--yes")).to.have.property("code", 0);
    const after = await stack.up(PROGRAM);
    expect(after.error).to.equal(undefined);
    expect(after.changed.filter((one) => !one.startsWith("update"))).to.deep.equal([]);
    expect((await stack.up(PROGRAM)).changed).to.deep.equal([]);
  });

  it("comes back by the command of the error", async () => {
    const names = ["findings-siem-queue", "findings-siem-role", "findings-key-user"];
    await forget(stack, (one) => names.includes(nameOf(one)));
    const { error } = await stack.up(PROGRAM, { continueOnError: true });
    const commands = error?.message.match(/(?<=Fix: run )pulumi import .*? --yes$/gm) ?? [];
    expect(commands).to.have.length(names.length);
    const { pulumi, command } = await projectFolder(stack, { regions: ["us-east-1"] });
    for (const [imports, keeps] of commands.map((one) => one.split(" && "))) {
      const args = (imports as string).split(" ").slice(1, -2);
      const ran = await pulumi(...args.map((word) => word.replaceAll("'", "")));
      expect(ran.error).to.equal(undefined);
      expect(keeps).to.equal("guardduty-export recover --stack test --yes");
    }
    expect(await command("recover", "--yes")).to.have.property("code", 0);
    const after = await stack.up(PROGRAM);
    expect(after.error).to.equal(undefined);
    expect(after.changed.filter((one) => !one.startsWith("update"))).to.deep.equal([]);
    expect((await stack.up(PROGRAM)).changed).to.deep.equal([]);
  });
});
