import { expect } from "chai";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

import { bucketPolicy, createdKeyPolicy, keyPolicy } from "../../rules/policies";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { addReaderRole } from "../../testing/live/readers";
import { deployed } from "../../testing/live/run";
import { ADMINISTRATOR, ARCHIVE, MANAGEMENT, stackFiles } from "../../testing/live/world";
import { watchedExport } from "../../testing/silence/world";
import { ROOT } from "./markdown";
import { rows, under } from "./tables";

const FILE = "docs/security.md";

/** A test that a document names. */
interface Named {
  file: string;
  title: string;
}

const namedIn = (part: string): Named[] =>
  [...part.matchAll(/`([^`\n]+)` in \[([^\]]+)\]/g)].map(([, title, file]) => ({
    file: file as string,
    title: title as string,
  }));

/** Tests of these files, as mocha finds them without running any. */
async function testsOf(files: string[]): Promise<(Named & { fullTitle: string })[]> {
  const mocha = createRequire(__filename).resolve("mocha/bin/mocha.js");
  const args = [mocha, "--dry-run", "--reporter", "json", ...files];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: ROOT,
    maxBuffer: 64 << 20,
  });
  const { tests } = JSON.parse(stdout) as { tests: (Named & { fullTitle: string })[] };
  return tests.map(({ file, ...test }) => ({ ...test, file: path.relative(ROOT, file) }));
}

/** Of the named tests those that are not exactly one test of their file, by title or by full title. */
function astray(named: Named[], tests: (Named & { fullTitle: string })[]): string[] {
  return named.flatMap(({ file, title }) => {
    const found = tests.filter(
      (test) => test.file === file && [test.title, test.fullTitle].includes(title),
    );
    return found.length === 1 ? [] : [`${file}: ${found.length} tests are named ${title}`];
  });
}

/** The calls that status makes where the stack uses a queue, a topic and a bus that exist. */
async function callsOfSharedPolicies(): Promise<string[]> {
  const arn = (service: string, name: string) =>
    `arn:aws:${service}:us-east-1:${ADMINISTRATOR}:${name}`;
  const args = { regions: ["us-east-1"], notificationTopicArn: arn("sns", "findings") };
  const stack = await deployed(args);
  const url = `https://sqs.us-east-1.amazonaws.com/${ADMINISTRATOR}/siem`;
  const role = { principalArns: [ADMINISTRATOR], externalId: "acme" };
  const files = stackFiles({
    ...args,
    readers: { siem: { role, queue: { existing: { url } } } },
    events: { busArn: arn("events", "event-bus/security") },
  });
  await stack.run(["status", "--stack", "prod"], { files });
  const made = stack.sandbox.cloud.calls.map(({ operation }) => operation);
  await stack.close();
  return made;
}

/** Those of members that policies of the organization manage. */
async function callsOfManagement(): Promise<string[]> {
  const actsIn = (accountId: string) => ({
    accountId,
    assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
  });
  const stack = await deployed({
    regions: ["us-east-1"],
    organization: {
      administrator: actsIn(ADMINISTRATOR),
      management: actsIn(MANAGEMENT),
      members: { managedBy: "policy" },
    },
  });
  stack.sandbox.world().organization!.policyTypes.push("GUARDDUTY_POLICY");
  await stack.run(["status", "--stack", "prod"]);
  await stack.close();
  return stack.sandbox.cloud.calls.map(({ operation }) => operation);
}

/** The calls of `status` where others let everyone read something in the bucket. */
async function callsOfPublicAdoption(): Promise<string[]> {
  const stack = await deployed({
    regions: ["us-east-1"],
    bucket: { existing: { name: "log-archive" } },
  });
  const { policy } = stack.sandbox.world().buckets["log-archive"]!;
  const Resource = "arn:aws:s3:::log-archive/site/*";
  (policy!["Statement"] as object[]).push({
    ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource },
  });
  await stack.run(["status", "--stack", "prod"]);
  await stack.close();
  return stack.sandbox.cloud.calls.map(({ operation }) => operation);
}

/** The calls of `status` where the stack notifies a reader, and has a health check. */
async function callsOfNotifications(): Promise<string[]> {
  const target = await watchedExport();
  await target.as(ADMINISTRATOR).call("cloudwatch:PutAlarmMuteRule", {
    Name: "quiet",
    Rule: { Schedule: { Expression: "cron(0 0 * * *)", Duration: "PT1H" } },
  });
  const { calls } = target.sandbox.cloud;
  const before = calls.length;
  await target.status();
  await target.close();
  return calls
    .slice(before)
    .map(({ operation }) => operation)
    .filter((operation) =>
      /^(sns|sqs|scheduler|lambda|cloudwatch|events|kms):|Notification/.test(operation),
    );
}

/** The calls of `status` where readers have a role with a managed policy, and a user. */
async function callsOfIdentities(): Promise<string[]> {
  const args = { regions: ["us-east-1"] };
  const stack = await deployed(args);
  const readers = {
    siem: { role: { principalArns: [ADMINISTRATOR], externalId: "acme" } },
    keys: { accessKey: { acknowledgeLongLivedKey: true } },
  };
  const { bucketName, keyArn, sandbox } = stack;
  const world = sandbox.world();
  const findingsUri = `s3://${bucketName}/AWSLogs/`;
  const arn = addReaderRole(world, { key: "siem", args: readers.siem, findingsUri, keyArn });
  const managed = `arn:aws:iam::${ADMINISTRATOR}:policy/more`;
  world.managedPolicies[managed] = { Version: "2012-10-17", Statement: [] };
  world.roles[arn]!.attached = [managed];
  const { policies } = world.roles[arn]!;
  world.users[`arn:aws:iam::${ADMINISTRATOR}:user/findings-keys-user-0a1b2c3`] = {
    ...{ policies, accessKeys: {}, tags: {} },
  };
  await stack.run(["status", "--stack", "prod"], { files: stackFiles({ ...args, readers }) });
  const made = sandbox.cloud.calls.map(({ operation }) => operation);
  await stack.close();
  return made;
}

describe("docs/security.md", () => {
  const named = [
    ...namedIn(under(FILE, "## Threats")),
    ...namedIn(under(FILE, "## What the proof covers")),
  ];

  it("names tests that are there, for every threat", async () => {
    const threats = rows(under(FILE, "## Threats"));
    expect(threats).to.have.length.greaterThan(40);
    expect(threats.filter(([, , shown]) => namedIn(shown!).length === 0)).to.deep.equal([]);
    const proved = rows(under(FILE, "### Proved from the policies"));
    expect(proved.filter(([, shown]) => namedIn(shown!).length === 0)).to.deep.equal([]);
    expect(proved).to.have.length.greaterThan(3);
    const tests = await testsOf([...new Set(named.map(({ file }) => file))]);
    expect(astray(named, tests)).to.deep.equal([]);
  });

  it("is caught when a test is renamed, or in a file twice", () => {
    const file = "a.test.ts";
    const test = (title: string) => ({ file, title, fullTitle: `It ${title}` });
    const tests = [test("holds"), test("is"), { ...test("is"), fullTitle: "Nested is" }];
    const missed = ["holds", "It holds", "held", "is", "Nested is"].map((title) => ({
      file,
      title,
    }));
    expect(astray(missed, tests)).to.deep.equal([
      "a.test.ts: 0 tests are named held",
      "a.test.ts: 2 tests are named is",
    ]);
  });

  it("has each statement of the two policies, with its effect and actions", () => {
    const sidPrefix = "GuardDutyExport00000000";
    const sources = [{ accountId: ADMINISTRATOR, region: "us-east-1", detectorId: "d" }];
    const readers = ["arn:aws:iam::222233334444:role/siem"];
    const lookupRoleArn = `arn:aws:iam::${ADMINISTRATOR}:role/deploy`;
    const keyArn = `arn:aws:kms:us-east-1:${ARCHIVE}:key/k`;
    const target = { partition: "aws" as const, bucketName: "b", prefix: "p", keyArn };
    const { document: bucket } = bucketPolicy({
      ...{ sidPrefix, ...target, sources, lookupRoleArn, readers },
    });
    const { document: key } = keyPolicy(
      { sidPrefix, sources, readers: { arns: readers, region: "us-east-1" } },
      createdKeyPolicy(sidPrefix, "aws", ARCHIVE),
    );
    const documented = (heading: string) =>
      rows(under(FILE, heading)).map((cells) => cells.slice(0, 2));
    const placed = ({ Statement }: PolicyDocument) =>
      listOf(Statement).map(({ Sid, Effect, Action = [] }) => [
        `\`${Sid!.slice(sidPrefix.length)}\``,
        `${Effect} ${listOf(Action)
          .map((action) => `\`${action}\``)
          .join(", ")}`,
      ]);
    expect(documented("### Bucket policy")).to.have.deep.members(placed(bucket));
    expect(documented("### Key policy")).to.have.deep.members(placed(key));
  });

  it("has a page of AWS for every decision and every kind of policy that the policies do not show", () => {
    const text = readFileSync(path.join(ROOT, FILE), "utf8");
    const cells = ["### Decided by what AWS documents", "### Control policies"].flatMap((heading) =>
      rows(under(FILE, heading)).map((row) => row.at(-1)!),
    );
    expect(cells).to.have.length.greaterThan(8);
    const pages = cells.map((cell) => {
      const [, label] = /^\[[^\]]+\]\[(\w+)\]$/.exec(cell) ?? [];
      return new RegExp(`^\\[${label}\\]: https://docs\\.aws\\.amazon\\.com/`, "m").test(text);
    });
    expect(pages).to.deep.equal(cells.map(() => true));
  });

  it("has every call that status makes of an organization, of an adopted bucket with a public statement, and of queues, topics and buses that exist", async () => {
    const actsIn = (accountId: string) => ({
      accountId,
      assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
    });
    const stack = await deployed({
      regions: ["us-east-1"],
      organization: {
        administrator: actsIn(ADMINISTRATOR),
        management: actsIn(MANAGEMENT),
        members: { autoEnable: "ALL" },
      },
      bucket: { prefix: "guardduty", account: actsIn(ARCHIVE) },
    });
    const organization = stack.sandbox.world().organization!;
    organization.policyTypes.push("RESOURCE_CONTROL_POLICY");
    organization.attachments[ARCHIVE] = ["p-queues0001"];
    organization.policies["p-queues0001"] = {
      ...{ type: "RESOURCE_CONTROL_POLICY", name: "queues", description: "" },
      content: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*" }],
      }),
    };
    expect((await stack.run(["status", "--stack", "prod"])).code).to.equal(0);
    const made = new Set(stack.sandbox.cloud.calls.map(({ operation }) => operation));
    await stack.close();
    for (const operation of await callsOfManagement()) made.add(operation);
    for (const operation of await callsOfPublicAdoption()) made.add(operation);
    for (const operation of await callsOfSharedPolicies()) made.add(operation);
    for (const operation of await callsOfNotifications()) made.add(operation);
    for (const operation of await callsOfIdentities()) made.add(operation);
    const documented = under(FILE, "### The calls of status").match(/(?<=`)\w+:\w+(?=`)/g);
    expect([...new Set(documented)]).to.have.members([...made]);
  });
});
