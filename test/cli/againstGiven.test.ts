import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { gitIn } from "../../testing/git";
import { runAt, runIn } from "../../testing/command";

const ACCOUNT = "111122223333";
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:siem`;
const BUS = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/security`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/scans`;
const LIMIT = `arn:aws:iam::${ACCOUNT}:policy/limit`;

interface Files {
  [file: string]: string;
}

const stack = (config: { [key: string]: unknown }) =>
  JSON.stringify({
    config: Object.fromEntries(
      Object.entries({ regions: ["us-east-1"], ...config }).map(([key, value]) => [
        `guardduty-export:${key}`,
        value,
      ]),
    ),
  });
const notified = stack({ notifications: true });
const usingQueue = stack({
  notifications: true,
  readers: {
    siem: {
      role: { principalArns: ["555566667777"] },
      queue: { existing: { url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem` } },
    },
  },
});
const uploads = { name: "uploads", bucketName: "acme-uploads", region: "us-east-1" };
const scanning = stack({
  malwareProtection: {
    buckets: [{ ...uploads, existing: { planId: "0123456789abcdef0123", roleArn: ROLE } }],
  },
});

const documentOf = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const theirs = {
  ...{ Effect: "Allow", Principal: { AWS: ACCOUNT } },
  ...{ Action: "sqs:SendMessage", Resource: QUEUE },
};
const queueOutput = (...statements: object[]) =>
  JSON.stringify({
    Attributes: { QueueArn: QUEUE, Policy: JSON.stringify(documentOf(...statements)) },
  });

/** What AWS prints of the role that scans. */
function roleOutput({ trusts = "*", action = "s3:GetObject", managed = true, boundary = false }) {
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: trusts } };
  const limit = { IsDefaultVersion: true, Document: documentOf(all) };
  return JSON.stringify({
    RoleDetailList: [
      {
        ...{ Arn: ROLE, AssumeRolePolicyDocument: documentOf(trust) },
        RolePolicyList: [
          { PolicyName: "scan", PolicyDocument: documentOf({ ...all, Action: action }) },
        ],
        ...(boundary && { PermissionsBoundary: { PermissionsBoundaryArn: LIMIT } }),
      },
    ],
    Policies: managed ? [{ Arn: LIMIT, PolicyVersionList: [limit] }] : [],
  });
}

interface Compared {
  summary: string;
  /** Those of policies that are given, at risk with a mark. */
  texts: string[];
}

/** What plan prints of the working tree, whose files are those of a commit but for `head`. */
async function compared(base: Files, head: Files, ...args: string[]): Promise<Compared> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "against-given-"));
  const write = (files: Files) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  };
  const git = gitIn(folder);
  try {
    git("init", "--quiet", "--initial-branch=main");
    write({ "Pulumi.yaml": "name: guardduty-export\n", ...base });
    git("add", ".");
    git("commit", "--quiet", "--message=base");
    write(head);
    const command = ["plan", "--stack", "prod", "--against", "main", ...args];
    const { out, err } = await runAt(folder, [...command, "--format", "json"]);
    expect(err).to.equal("");
    const text = await runAt(folder, command);
    return { summary: text.out.split("\n", 1)[0] ?? "", texts: textsOf(out) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function textsOf(out: string): string[] {
  const { changes } = JSON.parse(out) as { changes: { id: string; risk: boolean; text: string }[] };
  return changes
    .filter(({ id }) => id.startsWith("givenPolicy"))
    .map(({ risk, text }) => `${risk ? "! " : ""}${text}`);
}

const queue = ["--shared-policy", "queue.json"];
const roles = ["--role-details", "roles.json"];
const NOT_COMPARED = `policy of queue ${QUEUE}: not compared, because the base has no --shared-policy file of it`;
const ROLE_NOT_COMPARED = `policies of role ${ROLE}: not compared, because the base has no --role-details file with all of them`;

describe("plan --against, of policies that others write", () => {
  const file = "Pulumi.prod.yaml";
  const changed = queueOutput({ ...theirs, Principal: "*" });

  const CASES: [what: string, base: Files, head: Files, args: string[], expected: string[]][] = [
    [
      "names statements of a queue's policy that are added and removed",
      { [file]: usingQueue, "queue.json": queueOutput({ ...theirs, Sid: "Theirs" }) },
      { "queue.json": changed },
      queue,
      [
        `! policy of queue ${QUEUE}: statement 0 is added`,
        `! policy of queue ${QUEUE}: statement 0 "Theirs" is removed`,
      ],
    ],
    [
      "finds no change in white space",
      { [file]: usingQueue, "queue.json": queueOutput(theirs) },
      { "queue.json": `\n${queueOutput(theirs)}` },
      queue,
      [],
    ],
    [
      "says that it does not compare one whose file the commit does not have",
      { [file]: usingQueue },
      { "queue.json": changed },
      queue,
      [NOT_COMPARED],
    ],
    [
      "says so of one whose file is not JSON in the commit",
      { [file]: usingQueue, "queue.json": "{" },
      { "queue.json": changed },
      queue,
      [NOT_COMPARED],
    ],
    [
      "says so of one that is another resource's in the commit",
      { [file]: usingQueue, "queue.json": JSON.stringify({ Name: "security", Arn: BUS }) },
      { "queue.json": changed },
      queue,
      [NOT_COMPARED],
    ],
    [
      "has nothing to compare for a queue that was not used before",
      { [file]: notified },
      { [file]: usingQueue, "queue.json": changed },
      queue,
      [],
    ],
    [
      "names what changes in the trust, the rights and the boundary of a role",
      { [file]: scanning, "roles.json": roleOutput({ trusts: "lambda.amazonaws.com" }) },
      { "roles.json": roleOutput({ action: "s3:*", boundary: true }) },
      roles,
      [
        `! trust policy of role ${ROLE}: statement 0 is added`,
        `! trust policy of role ${ROLE}: statement 0 is removed`,
        `! policy "scan" of role ${ROLE}: statement 0 is added`,
        `! policy "scan" of role ${ROLE}: statement 0 is removed`,
        `! permissions boundary of role ${ROLE}: statement 0 is added`,
      ],
    ],
    [
      "does not compare a role one of whose managed policies is not in the file",
      { [file]: scanning, "roles.json": roleOutput({ managed: false, boundary: true }) },
      { "roles.json": roleOutput({ boundary: true }) },
      roles,
      [ROLE_NOT_COMPARED],
    ],
  ];

  for (const [what, base, head, args, expected] of CASES) {
    it(what, async () => {
      const { texts, summary } = await compared(base, head, ...args);
      expect(texts).to.deep.equal(expected);
      const said = /part of what this change does is not checked$/.test(summary);
      expect(said, summary).to.equal(expected.some((text) => text.includes("not compared")));
    });
  }

  it("does not compare them with a file, and says so", async () => {
    const routed = stack({ events: { busArn: BUS } });
    const { out } = await runIn(
      {
        ...{ "Pulumi.prod.yaml": routed, "old.yaml": routed },
        "bus.json": JSON.stringify({ Name: "security", Arn: BUS }),
      },
      [
        ...["plan", "--stack", "prod", "--against-file", "old.yaml", "--format", "json"],
        ...["--shared-policy", "bus.json"],
      ],
    );
    expect(textsOf(out)).to.deep.equal([
      `policy of event bus ${BUS}: not compared, because the base has no --shared-policy file of it`,
    ]);
  });
});
