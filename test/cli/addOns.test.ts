import { expect } from "chai";

import { runIn } from "../../testing/command";

const stack = (...lines: string[]) => ({
  "Pulumi.prod.yaml": ["config:", "  guardduty-export:regions: [us-east-1]", ...lines].join("\n"),
});
const ENCRYPTED = stack(
  "  guardduty-export:readers: { secure: v1:abc }",
  "  guardduty-export:health: true",
);
const ADD_ONS = stack(
  "  guardduty-export:organization: { administrator: { accountId: '111122223333' } }",
  "  guardduty-export:notifications: true",
  "  guardduty-export:readers: { siem: { role: { principalArns: ['arn:aws:iam::555566667777:root'], externalId: { secure: v1:abc } } } }",
  "  guardduty-export:athena: { accounts: ['111122223333'] }",
  "  guardduty-export:events: { topicArn: 'arn:aws:sns:us-east-1:111122223333:security', severityAtLeast: 7 }",
  "  guardduty-export:health: { email: security@example.com }",
);
const planned = async (files: { [file: string]: string }) => {
  const { out } = await runIn(files, ["plan", "--stack", "prod", "--format", "json"]);
  return JSON.parse(out) as {
    resources: { type: string; name: string }[];
    providerProcesses: number;
    addOns: { [key: string]: { policies: { kind: string; document: object }[] } };
    callsAMonth: { variables: { [name: string]: number }; calls: { of: string }[] };
    notChecked: { id: string }[];
  };
};

describe("The add-ons of a stack", () => {
  it("are in plan: who reads, where events go, what is queried and what is watched", async () => {
    const { code, out } = await runIn(ADD_ONS, ["plan", "--stack", "prod"]);
    expect(code).to.equal(0);
    const readers = out.slice(out.indexOf("\nWho reads findings\n"), out.indexOf("\nAdd-ons\n"));
    const [row] = readers.split("\n").filter((line) => line.includes("siem"));
    expect(row!.split("│").map((cell) => cell.trim())).to.deep.equal([
      ...["", "siem", "generic", "role", "arn:aws:iam::555566667777:root"],
      ...["sts:ExternalId is <secret>", "s3:ListBucket", "new findings-siem-queue", ""],
    ]);
    expect(out).to.contain(
      [
        "\nAdd-ons",
        "  events: finding events of severity 7 and above from 1 Region to topic arn:aws:sns:us-east-1:111122223333:security, by a new bus",
        "  athena: findings of 1 account in 1 Region from the last two years of s3://findings-guardduty-<8 hex digits>/, at most 10737418240 bytes a query; results are kept 30 days",
        "  health: checks 1 Region every 15 minutes in account 111122223333; alarms go to a new topic and an e-mail address\n",
      ].join("\n"),
    );
  });

  it("are in plan: what each filter keeps out of the export, in words and by samples", async () => {
    const { code, out } = await runIn(
      stack(
        "  guardduty-export:filters:",
        "    scans: { criterion: { type: { matches: ['Recon:*'] }, severity: { lessThan: 7 } } }",
        "    saved: { criterion: { severity: { greaterThan: 6 } }, action: NOOP }",
      ),
      ["plan", "--stack", "prod", "--format", "markdown"],
    );
    expect(code).to.equal(0);
    const section = out.slice(out.indexOf("**Finding filters**"));
    expect(section.split("\n").filter((line) => /^\| `(scans|saved)/.test(line))).to.deep.equal([
      '| `scans` | ARCHIVE | `us-east-1` | findings whose type matches `"Recon:*"` and severity is less than 7 | LOW and MEDIUM | `Recon:EC2/PortProbeUnprotectedPort` (2) |',
      "| `saved` | NOOP | `us-east-1` | findings whose severity is greater than 6 | nothing | none |",
    ]);
  });

  it("are in plan: what each list has GuardDuty do", async () => {
    const files = stack(
      "  guardduty-export:lists:",
      "    bad: { kind: ThreatIntelSet, entries: [198.51.100.7, 203.0.113.0/24] }",
      "    trusted: { kind: IPSet, entries: [198.51.100.9] }",
      "    domains: { kind: ThreatEntitySet, entries: [bad.example.com] }",
    );
    const { code, out } = await runIn(files, ["plan", "--stack", "prod", "--format", "markdown"]);
    expect(code).to.equal(0);
    const section = out.slice(out.indexOf("**Trusted and threat lists**"));
    expect(
      section.split("\n").filter((line) => /^\| `(bad|trusted|domains)/.test(line)),
    ).to.deep.equal([
      "| `bad` | ThreatIntelSet | one for each that is used: they are threats | 2 | `us-east-1` |",
      "| `trusted` | IPSet | none: they are trusted | 1 | `us-east-1` |",
      "| `domains` | ThreatEntitySet | one for each that is used: they are threats | 1 | `us-east-1` |",
    ]);
    const printed = await runIn(files, ["permissions", "--stack", "prod"]);
    expect(printed.out).to.contain("administrator-lists");
  });

  it("are in plan: which objects GuardDuty scans for malware", async () => {
    const files = stack(
      "  guardduty-export:organization: { administrator: { accountId: '111122223333' } }",
      "  guardduty-export:malwareProtection:",
      "    findingsBucket: { tagging: false }",
      "    buckets: [{ name: uploads, bucketName: acme-uploads, region: eu-west-1, prefixes: [in/] }]",
    );
    const { code, out } = await runIn(files, ["plan", "--stack", "prod"]);
    expect(code).to.equal(0);
    expect(out).to.contain(
      [
        "\nAdd-ons",
        "  malwareProtection, uploads: GuardDuty scans new objects under in/ of bucket acme-uploads in eu-west-1 as role findings-malware-uploads-role, and adds the result to their tags",
        "  malwareProtection, findings: GuardDuty scans each new object of bucket findings-guardduty-<8 hex digits> in us-east-1 as role findings-malware-findings-role, and adds no tags\n",
      ].join("\n"),
    );
    const printed = await runIn(files, ["permissions", "--stack", "prod"]);
    expect(printed.out).to.contain("administrator-malwareProtection");
  });

  it("are in the resources, the provider processes and the calls of plan's JSON", async () => {
    const { resources, providerProcesses, addOns, callsAMonth } = await planned(ADD_ONS);
    expect(resources[0]).to.deep.equal({
      ...{ type: "pulumi:pulumi:Stack", name: "guardduty-export-prod" },
    });
    expect(resources).to.deep.include({
      ...{ type: "guardduty-export:index:FindingsReader", name: "findings-siem" },
    });
    expect(providerProcesses).to.equal(4);
    expect(Object.keys(addOns)).to.deep.equal(["readers.siem", "athena", "events", "health"]);
    expect(addOns["readers.siem"]!.policies.map(({ kind }) => kind)).to.deep.equal([
      ...["trust", "rights", "queuePolicy", "queuePolicy"],
    ]);
    expect(callsAMonth.variables).to.deep.equal({
      ...{ O: 10000, P: 129600, A: 3, E: 10000, Q: 60, D: 7 },
      ...{ R: 1, N: 1, C: 2880, T: 1, B: 10 },
    });
    expect([...new Set(callsAMonth.calls.map((one) => one.of))]).to.deep.equal([
      ...["export", "readers", "health", "events", "athena"],
    ]);
  });

  it("are not checked when they are encrypted as a whole", async () => {
    const { notChecked, addOns } = await planned(ENCRYPTED);
    const encrypted = notChecked.filter(({ id }) => id === "addOnEncrypted");
    expect(encrypted).to.deep.equal([
      {
        ...{ id: "addOnEncrypted", severity: "error", confirmed: false, addOn: "readers" },
        problem:
          "readers is encrypted as a whole: its resources, policies and permissions are not included",
        fix: "Set readers without --secret; encrypt only the values that are secrets, such as an external id, with pulumi config set --path --secret.",
      },
    ]);
    expect(Object.keys(addOns)).to.deep.equal(["health"]);
  });

  it("have policies of their own in permissions, and as JSON by name", async () => {
    const args = ["permissions", "--stack", "prod"];
    const { code, out } = await runIn(ADD_ONS, [...args, "--format", "json"]);
    expect(code).to.equal(0);
    const policies = JSON.parse(out) as { [name: string]: { Statement: { Sid: string }[] } };
    const purposes = Object.entries(policies).map(([name, { Statement }]) => [
      name,
      Statement.map(({ Sid }) => Sid).join(" "),
    ]);
    expect(purposes.slice(1)).to.deep.equal([
      ["administrator-readers", "Roles EarlierResources Queues EarlierSubscriptions Subscriptions"],
      ["administrator-athena", "Workgroup Catalog EarlierResources Results DeleteResults"],
      ["administrator-events", "NamedTopics Roles Rules EarlierResources Queues Bus"],
      [
        "administrator-health",
        "Roles Rules EarlierResources Queues Function Log Logs Schedule Alarms AllAlarms Dashboard NewTopicKey NewTopicKeyTag TopicKey OwnTopicKey Topic Subscriptions",
      ],
    ]);
    expect(JSON.stringify(policies["administrator-readers"])).to.contain(
      '"arn:aws:iam::111122223333:role/findings-siem-*"',
    );
  });

  it("are named by permissions when they are encrypted as a whole", async () => {
    const { out } = await runIn(ENCRYPTED, ["permissions", "--stack", "prod"]);
    expect(out).to.contain(
      "\nNot in these policies\n  readers is encrypted as a whole: set it without --secret to include it\n",
    );
  });

  it("are not named when they are off", async () => {
    for (const command of ["plan", "permissions"]) {
      const { out } = await runIn(stack("  guardduty-export:health: false"), [
        ...[command, "--stack", "prod"],
      ]);
      expect(out).not.to.match(/health|Add-ons|Not in these/);
    }
  });

  it("are refused when they are wrong, with the rest of the config", async () => {
    const wrong = stack(
      "  guardduty-export:findingPublishingFrequency: x",
      "  guardduty-export:health: { email: x }",
    );
    const { code, err } = await runIn(wrong, ["plan", "--stack", "prod"]);
    expect([code, err]).to.deep.equal([
      2,
      [
        "Pulumi.prod.yaml: 2 problems",
        '  - guardduty-export:findingPublishingFrequency: must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "x". Fix: set guardduty-export:findingPublishingFrequency to a value such as "SIX_HOURS"',
        '  - guardduty-export:health.email: must be an e-mail address of at most 64 characters; got "x". Fix: set guardduty-export:health.email to a value such as "security@example.com"',
        "  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n",
      ].join("\n"),
    ]);
  });
});
