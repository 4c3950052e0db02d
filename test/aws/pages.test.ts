import { readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import type { Account } from "../../aws/accounts";
import { CALLS_IN_DEPLOYMENTS } from "../../aws/connection";
import { healthParts } from "../../aws/healthParts";
import { lostAlarms, lostAlarmTopics, lostRules, lostSchedules } from "../../aws/lost";
import { createCloud } from "../../sandbox/cloud";
import { exampleWorld } from "../../testing/cloudStack";
import { CALLER } from "../../testing/engine";
import { setEnvironment } from "../../testing/environment";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";
import { trackedFiles } from "../../tools/counts/code";

const ROOT = path.join(__dirname, "../..");

/** Calls whose first page is all that is read, with the reason. */
const ONE_PAGE: { [operation: string]: string } = {
  GetFindingsStatistics: "GuardDuty's page says that it does not support the token yet",
  ListObjectsV2: "the newest finding is found by listings that start after a key",
};

/** What names the next page of a list, in AWS's models. */
const TOKEN = /^(Next)?(Token|Marker|ContinuationToken|PageMarker)$|^NextToken$/i;

type Schema = readonly unknown[];
const resolved = (schema: unknown): Schema =>
  (typeof schema === "function" ? (schema as () => Schema)() : schema) as Schema;

/** Commands of a file that are sent by themselves, by the package that has them. */
function sentCommands(file: string): { client: string; operation: string; inPages: boolean }[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const imports = [
    ...text.matchAll(/import (?:type )?\{([^}]*)\} from "(@aws-sdk\/client-[\w-]+)"/g),
  ];
  const clientOf = new Map(
    imports.flatMap(([, names = "", client = ""]) =>
      names.split(",").map((name) => [name.trim(), client] as const),
    ),
  );
  return [...text.matchAll(/new (\w+)Command\(/g)].map((found) => ({
    client: clientOf.get(`${found[1]}Command`) ?? "",
    operation: found[1] as string,
    inPages: /pagesOf\(\(NextToken\) =>\s*client\.send\($/.test(text.slice(0, found.index)),
  }));
}

/** Whether the answers of an operation name a next page. */
async function isPaged(client: string, operation: string): Promise<boolean> {
  const models = (await import(client)) as { [name: string]: Schema };
  const output = resolved(models[`${operation}$`]?.[5]);
  const members = (output[4] ?? []) as string[];
  return members.some((member) => TOKEN.test(member));
}

describe("Lists of AWS", () => {
  it("are read to their last page, of every call", async () => {
    const files = trackedFiles().filter((file) =>
      /^(aws|health|cli|components|stacks)\/.*\.ts$/.test(file),
    );
    const unread: string[] = [];
    const singles = new Set<string>();
    let paged = 0;
    for (const file of files) {
      for (const { client, operation, inPages } of sentCommands(file)) {
        if (client === "" || !(await isPaged(client, operation))) continue;
        paged += 1;
        if (operation in ONE_PAGE) singles.add(operation);
        else if (!inPages) unread.push(`${file}: ${operation}`);
      }
    }
    expect(unread).to.deep.equal([]);
    expect([...singles]).to.have.members(Object.keys(ONE_PAGE));
    expect(paged).to.be.greaterThan(4);
  });

  describe("of more than a page", () => {
    const AT = { accountId: "111122223333", region: "us-east-1" };
    const arn = (service: string, resource: string) =>
      `arn:aws:${service}:${AT.region}:${AT.accountId}:${resource}`;
    /** A page of the longest list has 100. */
    const names = Array.from(
      { length: 120 },
      (_, index) => `of-${(index + 0xa000000).toString(16)}`,
    );
    const last = names.at(-1) as string;
    const record = <T>(of: (name: string) => [string, T]) => Object.fromEntries(names.map(of));
    const FUNCTION = arn("lambda", "function:check");
    const target = (name: string) => arn("sqs", name);
    const ofLast = (name: string) => (name === last ? "own" : "other");
    let served: ServedCloud;
    let account: Account;
    let restore: () => void;

    before(async () => {
      const cloud = await createCloud({
        ...exampleWorld(),
        functions: {
          [FUNCTION]: { configuration: { Environment: { Variables: { EXPORT_NAME: "own" } } } },
        },
        schedules: record((name) => [
          arn("scheduler", `schedule/default/${name}`),
          {
            ...{ Name: name, GroupName: "default", State: "ENABLED" },
            Target: { Arn: name === last ? FUNCTION : arn("lambda", "function:none") },
          },
        ]),
        rules: record((name) => [
          arn("events", `rule/${name}`),
          { targets: [{ Id: "t", Arn: target(ofLast(name)) }] },
        ]),
        alarms: record((name) => [
          arn("cloudwatch", `alarm:${name}`),
          { settings: { AlarmName: name, AlarmDescription: ofLast(name) } },
        ]),
        topics: record((name) => [arn("sns", name), { attributes: { DisplayName: ofLast(name) } }]),
      });
      served = await serveCloud(cloud);
      restore = setEnvironment({ ...served.env, ...CALLER });
      const credentials = async () => ({
        accessKeyId: CALLER.AWS_ACCESS_KEY_ID,
        secretAccessKey: "test",
      });
      account = { accountId: AT.accountId, arn: "", credentials };
    });
    after(async () => {
      restore();
      await served.close();
    });

    it("show what is on the last one to those who look for what the state lost", async () => {
      const { region } = AT;
      const found = await Promise.all([
        lostSchedules(account, region, { schedule: "of", exportName: "own" }),
        lostRules(account, region, { rule: "of", targetArn: target("own") }),
        lostAlarms(account, region, { name: "of", description: "own" }),
        lostAlarmTopics(account, region, { name: "of", displayName: "own" }),
      ]);
      expect(
        found.map(({ value }) => value?.map(({ id }) => id.split(/[/:]/).at(-1))),
      ).to.deep.equal(Array(4).fill([last]));
    });

    it("are whole for the parts of a health check", async () => {
      const parts = healthParts(AT.region, account, CALLS_IN_DEPLOYMENTS);
      const found = await Promise.all([
        parts.schedules("of-"),
        parts.alarms("of-"),
        parts.rules("of-"),
      ]);
      parts.close();
      expect(found.map((all) => all.map(({ name }) => name).sort())).to.deep.equal(
        Array(3).fill(names),
      );
    });
  });
});
