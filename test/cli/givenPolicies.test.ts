import { expect } from "chai";

import { malwareRights, malwareTrust } from "../../rules/malware";
import { runIn } from "../../testing/command";

const ACCOUNT = "111122223333";
const OTHER = "999988887777";
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:siem`;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`;
const BUS = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/security`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/scans`;
const MANAGED = `arn:aws:iam::${ACCOUNT}:policy/scans`;

const uploads = { name: "uploads", bucketName: "acme-uploads", region: "us-east-1" };
const CONFIG = {
  regions: ["us-east-1"],
  organization: { administrator: { accountId: ACCOUNT } },
  notifications: true,
  readers: {
    siem: {
      role: { principalArns: ["arn:aws:iam::555566667777:root"] },
      queue: { existing: { url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem` } },
    },
  },
  events: { busArn: BUS },
  health: { topicArn: TOPIC },
  malwareProtection: {
    buckets: [{ ...uploads, existing: { planId: "0123456789abcdef0123", roleArn: ROLE } }],
  },
};
const FILE = JSON.stringify({
  config: Object.fromEntries(
    Object.entries(CONFIG).map(([key, value]) => [`guardduty-export:${key}`, value]),
  ),
});

interface Shown {
  id: string;
  severity: string;
  path?: string;
  deciders?: string[];
  problem: string;
}

/** The findings of a plan with these files, each by its option. */
async function found(...files: [option: string, content: object][]): Promise<Shown[]> {
  const named = files.map(([option, content], index) => ({
    option,
    content,
    file: `${index}.json`,
  }));
  const { out, err } = await runIn(
    {
      "Pulumi.prod.yaml": FILE,
      ...Object.fromEntries(named.map(({ file, content }) => [file, JSON.stringify(content)])),
    },
    [
      ...["plan", "--stack", "prod", "--format", "json"],
      ...named.flatMap(({ option, file }) => [option, file]),
    ],
  );
  expect(err).to.equal("");
  const { findings, warnings, notChecked } = JSON.parse(out) as { [list: string]: Shown[] };
  return [...findings!, ...warnings!, ...notChecked!].filter(({ id }) => /^(shared|scan)/.test(id));
}

const allowing = (Action: string, Resource: string, AWS: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Theirs", Effect: "Allow", Principal: { AWS }, Action, Resource }],
  });

const paths = (some: Shown[], id: string) =>
  some.filter((one) => one.id === id).map(({ path }) => path);

describe("plan with the policies of queues, topics and buses that others own", () => {
  it("names each policy that it was not given", async () => {
    expect(paths(await found(), "sharedPolicyNotRead")).to.deep.equal([
      "readers.siem.queue.existing.url",
      "events.busArn",
      "health.topicArn",
    ]);
  });

  const outputs: [what: string, path: string, output: (AWS: string) => object][] = [
    [
      "aws sqs get-queue-attributes",
      "readers.siem.queue.existing.url",
      (AWS) => ({ Attributes: { QueueArn: QUEUE, Policy: allowing("sqs:*", QUEUE, AWS) } }),
    ],
    [
      "aws sns get-topic-attributes",
      "health.topicArn",
      (AWS) => ({ Attributes: { TopicArn: TOPIC, Policy: allowing("sns:*", TOPIC, AWS) } }),
    ],
    [
      "aws events describe-event-bus",
      "events.busArn",
      (AWS) => ({ Name: "security", Arn: BUS, Policy: allowing("events:*", BUS, AWS) }),
    ],
  ];
  for (const [what, path, output] of outputs) {
    it(`judges the output of ${what} as status judges the policy`, async () => {
      const open = await found(["--shared-policy", output("*")]);
      expect(paths(open, "sharedPolicyNotRead")).not.to.include(path);
      expect(paths(open, "sharedPolicyAccess")).to.include(path);
      const own = await found(["--shared-policy", output(`arn:aws:iam::${ACCOUNT}:root`)]);
      expect(paths(own, "sharedPolicyNotRead")).not.to.include(path);
      expect(paths(own, "sharedPolicyAccess")).to.deep.equal([]);
    });
  }

  it("takes a queue without a policy for one that admits no other caller", async () => {
    const none = await found(["--shared-policy", { Attributes: { QueueArn: QUEUE } }]);
    expect(paths(none, "sharedPolicyNotRead")).to.deep.equal(["events.busArn", "health.topicArn"]);
    expect(paths(none, "sharedPolicyAccess")).to.deep.equal([]);
  });
});

const bucket = {
  location: { partition: "aws" as const, region: "us-east-1", accountId: ACCOUNT },
  ...{ bucketName: "acme-uploads", keyArn: undefined, prefixes: [], tagging: true },
};
const trust = malwareTrust(bucket);
const rights = malwareRights(bucket);
const role = (more: object) => ({
  RoleDetailList: [{ Arn: ROLE, AssumeRolePolicyDocument: trust, ...more }],
});
const inline = { RolePolicyList: [{ PolicyName: "scan", PolicyDocument: rights }] };
const attached = { AttachedManagedPolicies: [{ PolicyName: "scan", PolicyArn: MANAGED }] };
const managed = (Document: object) => ({
  Policies: [
    {
      Arn: MANAGED,
      PolicyVersionList: [
        { VersionId: "v1", IsDefaultVersion: false, Document: { Statement: [] } },
        { VersionId: "v2", IsDefaultVersion: true, Document },
      ],
    },
  ],
});

describe("plan with a role that exists for Malware Protection", () => {
  const notKnown = (some: Shown[]) =>
    some.flatMap((one) => (one.id === "scanPolicyNotRead" ? (one.deciders ?? []) : []));

  it("names trust and rights as not known without the file", async () => {
    expect(notKnown(await found())).to.include.members(["trust", "rights"]);
  });

  for (const [what, details] of Object.entries({
    "its own policy": role(inline),
    "the current version of a managed policy": { ...role(attached), ...managed(rights) },
  })) {
    it(`finds nothing wrong with a role that has its trust and ${what}`, async () => {
      const some = await found(["--role-details", details]);
      expect(notKnown(some)).not.to.include.members(["trust"]);
      expect(notKnown(some)).not.to.include.members(["rights"]);
      expect(some.filter(({ id }) => id === "scanDenied")).to.deep.equal([]);
    });
  }

  it("finds that GuardDuty cannot scan with a role without rights, or limited by a boundary", async () => {
    const boundary = {
      PermissionsBoundary: { PermissionsBoundaryArn: MANAGED },
      ...inline,
    };
    for (const details of [role({}), { ...role(boundary), ...managed({ Statement: [] }) }]) {
      const some = await found(["--role-details", details]);
      expect(some.map(({ id }) => id)).to.include("scanDenied");
    }
  });

  it("finds a trust that lets GuardDuty take the role for other accounts", async () => {
    const open = {
      Statement: [
        {
          ...{ Effect: "Allow", Action: "sts:AssumeRole" },
          Principal: { Service: "malware-protection-plan.guardduty.amazonaws.com" },
        },
      ],
    };
    const details = role({ ...inline, AssumeRolePolicyDocument: open });
    const some = await found(["--role-details", details]);
    expect(some.map(({ id }) => id)).to.include("scanRoleOpen");
  });

  it("leaves a role open whose managed policy is not in the file", async () => {
    const some = await found(["--role-details", role(attached)]);
    expect(notKnown(some)).to.include.members(["trust", "rights"]);
  });

  it("takes the trust of another account for none of its own", async () => {
    const theirs = malwareTrust({ ...bucket, location: { ...bucket.location, accountId: OTHER } });
    const details = role({ ...inline, AssumeRolePolicyDocument: theirs });
    const some = await found(["--role-details", details]);
    expect(some.map(({ id }) => id)).to.include("scanDenied");
  });
});
