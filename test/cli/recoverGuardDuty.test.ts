import { expect } from "chai";

import type { Cloud } from "../../aws/cloud";
import type { GuardDuty } from "../../aws/guardDuty";
import { guardDuty } from "../../aws/guardDuty";
import { planRecovery } from "../../cli/recover/plan";
import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import type { Deployment } from "../../rules/recovery";
import { createCloud } from "../../sandbox/cloud";
import { ACCOUNT, exampleWorld } from "../../testing/cloudStack";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";

const REGION = "us-east-1";
const KINDS = ["IPSet", "ThreatIntelSet", "TrustedEntitySet", "ThreatEntitySet"];
const PLAN_ID = "0123456789abcdef0123";
const DETECTOR = "a".repeat(32);
const urnOf = (type: string) => `urn:pulumi:prod::acme::guardduty-export:index:X$${type}::one`;

/** What an interrupted deployment left: a create of one resource. */
const pending = (type: string, inputs: object, recorded: object[] = []): Deployment => ({
  resources: recorded as Deployment["resources"],
  pending_operations: [
    {
      type: "creating",
      resource: { urn: urnOf(type), type, inputs: { region: REGION, ...inputs } },
    },
  ],
});

describe("recover knows filters, lists and Malware Protection plans", () => {
  let served: ServedCloud;
  let client: GuardDuty;
  const listIds: { [kind: string]: string } = {};
  const endpoint = process.env["AWS_ENDPOINT_URL"];

  before(async () => {
    const world = exampleWorld();
    const plan = { role: `arn:aws:iam::${ACCOUNT}:role/scan`, bucket: "acme-uploads" };
    const malwareProtectionPlans = {
      [`arn:aws:guardduty:${REGION}:${ACCOUNT}:malware-protection-plan/${PLAN_ID}`]: {
        ...{ ...plan, status: "ACTIVE" as const, createdAt: "2026-01-01T00:00:00.000Z" },
      },
    };
    const detectors = { [`${ACCOUNT}/${REGION}`]: { id: DETECTOR } };
    const cloud = await createCloud({ ...world, detectors, malwareProtectionPlans });
    const caller = { accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, region: REGION };
    for (const kind of KINDS) {
      const input = { DetectorId: DETECTOR, Name: "mine", Format: "TXT", Activate: false };
      const answer = await cloud.call(caller, `guardduty:Create${kind}`, {
        ...{ ...input, Location: "s3://acme-lists/mine.txt" },
      });
      listIds[kind] = Object.values(answer ?? {})[0] as string;
    }
    served = await serveCloud(cloud);
    process.env["AWS_ENDPOINT_URL"] = served.env.AWS_ENDPOINT_URL;
    const credentials = async () => ({
      ...{ accessKeyId: `AKIA${ACCOUNT}TEST`, secretAccessKey: "none" },
    });
    client = guardDuty(REGION, credentials, { timeout: 60_000 });
  });
  after(async () => {
    client.close();
    await served.close();
    if (endpoint === undefined) delete process.env["AWS_ENDPOINT_URL"];
    else process.env["AWS_ENDPOINT_URL"] = endpoint;
  });

  /** What to do about the one operation: the id that is imported, or what else. */
  async function found(deployment: Deployment): Promise<string> {
    const { settings } = readArgs("findings", { regions: [REGION] });
    const owner = { project: "acme", stack: "prod", component: "findings" };
    const plan = planExport({ owner, settings: settings! });
    const cloud = { guardDuty: () => ({ value: client }) } as unknown as Cloud;
    const [step] = await planRecovery("prod", plan, cloud, deployment);
    return step?.does === "import" ? step.id : String(step?.does);
  }

  it("a filter by its detector and name", async () => {
    const type = "aws:guardduty/filter:Filter";
    const inputs = { detectorId: DETECTOR, name: "scans" };
    expect(await found(pending(type, inputs))).to.equal(`${DETECTOR}:scans`);
    expect(await found(pending(type, { name: "scans" }))).to.equal("byHand");
  });

  for (const [type, kind] of [
    ["aws:guardduty/iPSet:IPSet", "IPSet"],
    ["aws:guardduty/threatIntelSet:ThreatIntelSet", "ThreatIntelSet"],
  ] as const) {
    it(`a list by the id that GuardDuty has under its name: ${kind}`, async () => {
      const id = `${DETECTOR}:${listIds[kind]}`;
      const inputs = { detectorId: DETECTOR, name: "mine" };
      expect(await found(pending(type, inputs))).to.equal(id);
      expect(await found(pending(type, { ...inputs, name: "other" }))).to.equal("notMade");
      const recorded = [{ urn: `${urnOf(type)}-2`, type, id }];
      expect(await found(pending(type, inputs, recorded))).to.equal("notMade");
    });
  }

  for (const kind of ["TrustedEntitySet", "ThreatEntitySet"]) {
    it(`a list of entities in the Region of its provider: ${kind}`, async () => {
      const type = `aws-native:guardduty:${kind}`;
      const deployment = pending(type, { region: undefined, detectorId: DETECTOR, name: "mine" });
      const provider = `urn:pulumi:prod::acme::pulumi:providers:aws-native::one`;
      const operation = deployment.pending_operations![0]!;
      Object.assign(operation.resource, { provider: `${provider}::id` });
      deployment.resources = [
        { urn: provider, type: "pulumi:providers:aws-native", inputs: { region: REGION } },
      ];
      expect(await found(deployment)).to.equal(`${listIds[kind]}|${DETECTOR}`);
    });
  }

  it("a Malware Protection plan by its bucket", async () => {
    const type = "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan";
    const of = (bucketName: string) => ({ protectedResource: { s3Bucket: { bucketName } } });
    expect(await found(pending(type, of("acme-uploads")))).to.equal(PLAN_ID);
    expect(await found(pending(type, of("acme-other")))).to.equal("notMade");
  });
});
