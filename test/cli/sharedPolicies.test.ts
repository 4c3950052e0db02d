import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { knownArn } from "../../rules/arn";
import type { SharedKind } from "../../rules/proof";
import { parseWorld } from "../../sandbox/world";
import type { WorldFile } from "../../sandbox/world";
import { runIn } from "../../testing/command";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import { ADMINISTRATOR, ARCHIVE, stackFiles } from "../../testing/live/world";

const SCHEMA = path.join(__dirname, "../../stacks/config.schema.json");
const REGION = "us-east-1";
const QUEUE = `arn:aws:sqs:${REGION}:${ARCHIVE}:siem`;
const FINDINGS = `arn:aws:sns:${REGION}:${ADMINISTRATOR}:findings`;
const EVENTS = `arn:aws:sns:${REGION}:${ADMINISTRATOR}:events`;
const ALARMS = `arn:aws:sns:${REGION}:${ADMINISTRATOR}:alarms`;
const BUS = `arn:aws:events:${REGION}:${ADMINISTRATOR}:event-bus/security`;
const OTHER = "999988887777";
const URL = `https://sqs.${REGION}.amazonaws.com/${ARCHIVE}/siem`;

const account = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
const BASE = {
  regions: [REGION],
  organization: { administrator: account(ADMINISTRATOR) },
  bucket: { account: account(ARCHIVE) },
};
const READERS = {
  siem: {
    role: { principalArns: ["arn:aws:iam::555566667777:root"], externalId: "acme" },
    queue: { existing: { url: URL } },
  },
};
/** What uses each, by the path of the setting. */
const USES: { [path: string]: { args: object; arn: string; kind: SharedKind } } = {
  "readers.siem.queue.existing.url": {
    args: { notifications: true, readers: READERS },
    ...{ arn: QUEUE, kind: "queue" },
  },
  notificationTopicArn: { args: { notificationTopicArn: FINDINGS }, arn: FINDINGS, kind: "topic" },
  "events.topicArn": { args: { events: { topicArn: EVENTS } }, arn: EVENTS, kind: "topic" },
  "events.busArn": { args: { events: { busArn: BUS } }, arn: BUS, kind: "bus" },
  "health.topicArn": { args: { health: { topicArn: ALARMS } }, arn: ALARMS, kind: "topic" },
};
const SECTIONS = { queue: "queues", topic: "topics", bus: "buses" } as const;
const ACTIONS = { queue: "sqs:*", topic: "sns:*", bus: "events:*" };

const policyOf = (kind: SharedKind, arn: string, Principal: unknown) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Theirs", Effect: "Allow", Principal, Action: ACTIONS[kind], Resource: arn }],
});

/** The world of a stack gets the resource, with this policy. */
function add({ sandbox }: Deployed, kind: SharedKind, arn: string, principal: unknown): void {
  const file = { [SECTIONS[kind]]: { [arn]: { policy: policyOf(kind, arn, principal) } } };
  const { [SECTIONS[kind]]: made } = parseWorld(file as unknown as WorldFile);
  Object.assign(sandbox.world()[SECTIONS[kind]], made);
}

interface Shown {
  id: string;
  severity: string;
  path: string;
  access: { arn: string; sid: string; access: { class: string; action: string }[] };
  cause?: { id: string };
  problem: string;
}

const ofPolicies = (findings: Shown[]) => findings.filter(({ id }) => id.startsWith("shared"));

describe("status reads the policies of the queues, topics and buses that the stack uses and others own", () => {
  for (const [path, { args, arn, kind }] of Object.entries(USES)) {
    let stack: Deployed;
    const {
      readers: _readers,
      events: _events,
      health: _health,
      ...exported
    } = args as {
      [key: string]: unknown;
    };
    const files = stackFiles({ ...BASE, ...args });
    const found = async () => {
      const { data } = await stack.json(["status", "--stack", "prod"], { files });
      return ofPolicies((data as { findings: Shown[] }).findings);
    };

    describe(path, () => {
      before(async () => {
        stack = await deployed({ ...BASE, ...exported });
      });
      after(() => stack.close());

      it("is an error when everyone is let in, with the statement and an action of each kind", async () => {
        add(stack, kind, arn, "*");
        const [one, ...more] = await found();
        expect(more).to.deep.equal([]);
        expect([one?.id, one?.severity, one?.path]).to.deep.equal([
          ...["sharedPolicyAccess", "error", path],
        ]);
        expect([one?.access.arn, one?.access.sid]).to.deep.equal([arn, "Theirs"]);
        expect(one?.access.access.length).to.be.greaterThan(2);
        expect(one?.problem).to.contain(`statement 0 "Theirs" of the policy of`);
        expect(one?.problem).to.contain("identities of any AWS account");
      });

      it("is a warning when another account is", async () => {
        add(stack, kind, arn, { AWS: OTHER });
        expect(
          (await found()).map(({ severity, problem }) => [severity, problem.includes(OTHER)]),
        ).to.deep.equal([["warning", true]]);
      });

      it("is silent when its own account is", async () => {
        add(stack, kind, arn, { AWS: knownArn(arn).accountId });
        expect(await found()).to.deep.equal([]);
      });

      it("is not checked when it cannot be read", async () => {
        const { [SECTIONS[kind]]: all } = stack.sandbox.world();
        delete all[arn];
        const some = await found();
        expect(some.map(({ id, path: at, cause }) => [id, at, cause?.id])).to.deep.equal([
          ["sharedPolicyNotRead", path, "callFailed"],
        ]);
      });
    });
  }

  it("and plan says of each that it is not checked", async () => {
    for (const [path, { args }] of Object.entries(USES)) {
      const { out } = await runIn(stackFiles({ ...BASE, ...args }), [
        ...["plan", "--stack", "prod", "--format", "json"],
      ]);
      const { notChecked } = JSON.parse(out) as { notChecked: Shown[] };
      expect(ofPolicies(notChecked).map((one) => one.path)).to.deep.equal([path]);
    }
  });

  it("of every setting that names one", () => {
    const named: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (/^(guardduty-export:)?(notificationTopicArn|topicArn|busArn|url)$/.test(key)) {
          named.push(key.replace("guardduty-export:", ""));
        }
        walk(inner);
      }
    };
    walk(JSON.parse(readFileSync(SCHEMA, "utf8")));
    const known = Object.keys(USES).map((path) => path.split(".").at(-1) as string);
    expect(named.sort()).to.deep.equal(known.sort());
  });
});
