import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { knownArn } from "../../rules/arn";
import { BEYOND, IDENTITY_POLICY_LIMIT } from "../../rules/permissions";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import program = require("../../stacks");
import { stackFileValues } from "../../stacks/stackFile";
import { runAt } from "../../testing/command";
import type { RecordedRequests } from "../../testing/deployRights";
import { needless, recordRequests } from "../../testing/deployRights";
import type { Engine, Outcome } from "../../testing/engine";
import { openEngine } from "../../testing/engine";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";
import { denyCreationWithout } from "../../testing/taggedCreation";

const ROOT = path.join(__dirname, "../..");
const PROJECT = "guardduty-export";
const STACK = "sandbox";
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

interface Documents {
  [name: string]: PolicyDocument;
}

/** The role that the stack acts as in each account, by the account's part. */
const ROLES: { [part: string]: string } = {
  administrator: "arn:aws:iam::111122223333:role/guardduty-administration",
  management: "arn:aws:iam::999900001111:role/guardduty-delegation",
  bucket: "arn:aws:iam::444455556666:role/findings-archive",
};
const accountOf = (part: string) => knownArn(ROLES[part]!).accountId;
const partOf = (name: string) => name.split("-")[0]!;

/** What the command prints for the stack. */
async function printed<Data>(...args: string[]): Promise<Data> {
  const { code, out, err } = await runAt(ROOT, [...args, "--stack", STACK, "--format", "json"]);
  expect(err).to.equal("");
  expect(code, out).to.not.equal(2);
  return JSON.parse(out) as Data;
}

/** The policies of one account's role. */
function ofPart(documents: Documents, part: string): Documents {
  return Object.fromEntries(Object.entries(documents).filter(([name]) => partOf(name) === part));
}

/** The example organization, where each role has these policies and no more. */
function worldWith(documents: Documents): WorldFile {
  const world = JSON.parse(read("sandbox/worlds/organization.json")) as WorldFile;
  for (const account of Object.values(world.accounts ?? {})) {
    account.roles = account.roles?.filter((role) => !Object.values(ROLES).includes(role));
  }
  world.roles = Object.fromEntries(
    Object.entries(ROLES).map(([part, arn]) => [
      arn,
      { assumeRolePolicy: TRUST, policies: written(ofPart(documents, part)) },
    ]),
  );
  return world;
}

const written = (documents: Documents) =>
  documents as unknown as { [name: string]: { [member: string]: unknown } };

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "sts:AssumeRole",
    },
  ],
};

type Values = { [key: string]: unknown };

/** The stack's configuration, each resource that takes tags with these. */
function tagged(values: Values, tags: object): Values {
  const { readers, events, athena, ...rest } = values as {
    [key: string]: { [name: string]: object };
  };
  const google = { ...readers!["google"], tags };
  const forensics = { ...readers!["forensics"], tags };
  return {
    ...rest,
    ...{ readers: { google, forensics }, events: { ...events, tags } },
    ...{ athena: { ...athena, tags }, tags },
  };
}

const OURS = stackFileValues(PROJECT, read(`stacks/Pulumi.${STACK}.yaml`)) as Values;

/** What is deployed after that: settings that are changed in place. */
function changed(): Values[] {
  const { events, athena, readers, organization, bucket } = OURS as { [key: string]: object };
  const { members, ...others } = organization as { members: object };
  const second: Values = {
    ...OURS,
    findingPublishingFrequency: "ONE_HOUR",
    organization: { ...others, members: { ...members, autoEnable: "NEW" } },
    bucket: { ...bucket, retentionDays: 500 },
    key: { description: "findings" },
    events: { ...events, severityAtLeast: 8 },
    athena: { ...athena, bytesScannedLimit: 20_000_000, since: "2026-01-01" },
    readers: {
      ...readers,
      forensics: { role: { principalArns: ["arn:aws:iam::222233334444:root"] } },
    },
  };
  return [tagged(second, { owner: "forensics" }), tagged(second, {})];
}

/** Everything that a deployment repairs, changed by hand. */
function driftByHand({ world }: SandboxCloud): void {
  for (const bucket of Object.values(world.buckets)) {
    const { publicAccessBlock, encryption, policy } = bucket;
    if (publicAccessBlock) publicAccessBlock["BlockPublicAcls"] = false;
    if (encryption) Object.assign(encryption, AES);
    if (bucket.versioning) bucket.versioning = "Suspended";
    if (bucket.ownershipControls) bucket.ownershipControls = PREFERRED;
    bucket.policy = policy && { ...policy, Statement: listOf(policy["Statement"]).slice(1) };
    bucket.objects = {};
  }
  for (const key of Object.values(world.keys)) key.rotationPeriodInDays = 100;
  for (const { destinations } of Object.values(world.detectors)) {
    for (const one of Object.values(destinations)) one.destinationArn = "arn:aws:s3:::elsewhere";
  }
  for (const rule of Object.values(world.rules)) rule.targets = [];
}

/** The organization's policies are read then. */
function enablePolicyType({ world }: SandboxCloud): void {
  world.organization?.policyTypes.push("GUARDDUTY_POLICY");
}

const AES = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] };
const PREFERRED = { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] };

describe("The roles that deploy the example organization's stack", () => {
  let documents: Documents;
  let recorded: RecordedRequests;
  let cloud: SandboxCloud;
  let served: ServedCloud;
  let workDir: string;
  const engines: Engine[] = [];

  const open = async (values: Values): Promise<Engine> => {
    const config = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    const engine = await openEngine({
      ...{ config, env: served.env, projectName: PROJECT, stackName: STACK, workDir },
    });
    engines.push(engine);
    return engine;
  };
  const succeed = async (outcome: Promise<Outcome>): Promise<Outcome> => {
    const { error, ...rest } = await outcome;
    expect(error?.message).to.equal(undefined);
    return rest;
  };
  const start = async (given: Documents) => {
    workDir = mkdtempSync(path.join(tmpdir(), "roles-"));
    recorded = recordRequests();
    cloud = await createCloud(worldWith(given));
    served = await serveCloud(cloud, recorded.intercept(cloud).call);
  };
  const stop = async () => {
    await served.close();
    rmSync(workDir, { recursive: true });
  };

  /** Actions that no call of the role needed, and that AWS or the provider is not known to need. */
  const unneeded = (): string[] =>
    Object.entries(documents).flatMap(([name, document]) => {
      const beyond = listOf(document.Statement).flatMap(({ Sid = "", Action }) =>
        listOf(Action)
          .filter((action) => action in BEYOND)
          .map((action) => ({ purpose: Sid, action })),
      );
      const requests = recorded.of(accountOf(partOf(name)));
      return needless({ document, beyond }, requests).map((action) => `${name} ${action}`);
    });

  describe("with the policies that permissions prints", () => {
    const changes = changed();
    before(async () => {
      documents = await printed<Documents>("permissions");
      await start(documents);
    });
    after(stop);

    it("create exactly what plan counts", async () => {
      const { resources } = await printed<{ resources: object[] }>("plan");
      const engine = await open(OURS);
      const { changes: counted } = await succeed(engine.up(() => program()));
      expect(counted).to.deep.equal({ create: resources.length });
    });

    it("change nothing by a second deployment, and refresh what is there", async () => {
      const engine = await open(OURS);
      expect((await succeed(engine.up(() => program()))).changed).to.deep.equal([]);
      expect((await succeed(engine.refresh())).changed).to.deep.equal([]);
    });

    it("change settings in place, read policies of the organization, and destroy", async () => {
      enablePolicyType(cloud);
      for (const values of changes) await succeed((await open(values)).up(() => program()));
      const engine = await open(changes.at(-1)!);
      await succeed(engine.refresh());
      await succeed(engine.destroy({ program: () => program() }));
    });

    it("need every action of them", () => expect(unneeded()).to.deep.equal([]));

    it("have no policy that IAM does not take for its length", () => {
      for (const [name, document] of Object.entries(documents)) {
        expect(JSON.stringify(document).length, name).to.be.at.most(IDENTITY_POLICY_LIMIT);
      }
    });
  });

  describe("with the policies that permissions --deployed prints", () => {
    const changes = changed();
    before(async () => {
      await start(await printed<Documents>("permissions"));
      await succeed((await open(OURS)).up(() => program()));
      const resources = await engines.at(-1)!.exportState();
      const state = path.join(workDir, "state.json");
      writeFileSync(state, JSON.stringify({ deployment: { resources } }));
      documents = await printed<Documents>("permissions", "--state", state);
      for (const [part, arn] of Object.entries(ROLES)) {
        cloud.world.roles[arn]!.policies = written(ofPart(documents, part));
      }
      recorded.clear();
    });
    after(stop);

    it("change settings in place, refresh, repair what was changed by hand, and destroy", async () => {
      const unchanged = await succeed((await open(OURS)).up(() => program()));
      expect(unchanged.changed).to.deep.equal([]);
      for (const values of changes) await succeed((await open(values)).up(() => program()));
      const engine = await open(changes.at(-1)!);
      await succeed(engine.refresh());
      driftByHand(cloud);
      enablePolicyType(cloud);
      await succeed(engine.refresh());
      await succeed(engine.up(() => program()));
      await succeed(engine.destroy({ program: () => program() }));
    });

    it("need every action of them", () => expect(unneeded()).to.deep.equal([]));

    it("reach exact ARNs, and every resource only where AWS has no ARN for the action", () => {
      const statements = Object.entries(documents).flatMap(([name, { Statement }]) =>
        listOf(Statement).map(({ Sid, Resource }) => ({ name, Sid, resources: listOf(Resource) })),
      );
      const open = statements.flatMap(({ name, Sid, resources }) =>
        resources
          .filter((one) => /[*?]/.test(one))
          .map((one) => `${name} ${Sid} ${one.replace(/-[0-9a-f]{7}\b/, "-0000000")}`),
      );
      expect(open).to.deep.equal([
        "administrator Destinations *",
        "administrator OrganizationConfiguration *",
        "administrator Preflight *",
        "management Delegation *",
        "management Organizations *",
        "management Preflight *",
        "bucket KeyAliases *",
        "bucket Preflight *",
        "bucket-athena DeleteResults arn:aws:s3:::findings-athena-results-0000000/*",
      ]);
      expect(JSON.stringify(documents)).to.not.contain("aws:ResourceTag");
    });

    it("administer the export's keys and no other, and delete no more than the key of the notifications", () => {
      const keysOf = (wanted: string) =>
        Object.values(documents)
          .flatMap(({ Statement }) => listOf(Statement))
          .filter(({ Action }) => listOf(Action).includes(wanted))
          .flatMap(({ Resource }) => listOf(Resource));
      const arns = (state: string) =>
        Object.keys(cloud.world.keys).filter((arn) => cloud.world.keys[arn]!.state === state);
      const [findings, notifications] = [arns("Enabled"), arns("PendingDeletion")];
      expect([findings.length, notifications.length]).to.deep.equal([1, 1]);
      expect(keysOf("kms:PutKeyPolicy")).to.have.members([...findings, ...notifications]);
      expect(keysOf("kms:ScheduleKeyDeletion")).to.deep.equal(notifications);
    });
  });

  it("deploy where a policy denies creation without tags, when the export and each add-on have tags", async () => {
    const untagged = { Statement: [denyCreationWithout("owner")] } as unknown as PolicyDocument;
    const denials = Object.keys(ROLES).map((part) => [`${part}-untagged`, untagged]);
    const given = await printed<Documents>("permissions");
    await start({ ...given, ...(Object.fromEntries(denials) as Documents) });
    try {
      const engine = await open(tagged(OURS, { owner: "security" }));
      await succeed(engine.up(() => program()));
      await succeed(engine.refresh());
      await succeed(engine.destroy({ program: () => program() }));
    } finally {
      await stop();
    }
  });

  it("do not deploy without one of the actions", async () => {
    const all = await printed<Documents>("permissions");
    const bucket = structuredClone(all["bucket"]!);
    for (const statement of listOf(bucket.Statement)) {
      statement.Action = listOf(statement.Action).filter((one) => one !== "kms:EnableKeyRotation");
    }
    await start({ ...all, bucket });
    try {
      const { error } = await (await open(OURS)).up(() => program());
      expect(error?.message).to.contain("not authorized to perform: kms:EnableKeyRotation");
    } finally {
      await stop();
    }
  });
});
