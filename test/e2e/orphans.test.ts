import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { FindingsReader } from "../../components/readers/findingsReader";
import type { Kill } from "../../testing/killed";
import { killing } from "../../testing/killed";
import { runCommand } from "../../testing/live/run";
import { stackFiles } from "../../testing/live/world";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { serveCloud } from "../../testing/servedCloud";

const ARGS: GuardDutyExportArgs = { regions: ["us-east-1"] };
const DETECTOR = "aws:guardduty/detector:Detector";
const DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination";

describe("discover --orphans", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  /** What it lists, with a state that does not have these types. */
  const orphans = async (without: string[] = []) => {
    const served = await serveCloud(stack.cloud);
    const resources = (await stack.exportState()).filter(({ type }) => !without.includes(type));
    try {
      const { code, out, err } = await runCommand(
        ["discover", "--orphans", "--stack", "test", "--state", "state.json", "--format", "json"],
        {
          env: {
            AWS_ENDPOINT_URL: served.env.AWS_ENDPOINT_URL,
            AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}TEST`,
            AWS_SECRET_ACCESS_KEY: "none",
          },
          files: {
            ...stackFiles({ ...ARGS }, "test"),
            "state.json": JSON.stringify({ deployment: { resources } }),
          },
        },
      );
      const data = out === "" ? { orphans: err } : JSON.parse(out);
      return { code, orphans: data.orphans as { kind: string; id: string; todo: string }[] };
    } finally {
      await served.close();
    }
  };

  it("lists nothing of a stack whose state is complete", async () => {
    stack = await openCloudStack();
    await stack.deploy(ARGS);
    expect(await orphans()).to.deep.equal({ code: 0, orphans: [] });
  });

  it("lists each resource of the export that the state lost, with what to do", async () => {
    stack = await openCloudStack();
    await stack.deploy(ARGS);
    const { buckets, keys, detectors } = stack.cloud.world;
    const [[bucket], [key]] = [Object.keys(buckets), Object.keys(keys)] as [string[], string[]];
    const [detector] = Object.values(detectors);
    const lost = ["aws:s3/bucket:Bucket", "aws:kms/key:Key", DETECTOR, DESTINATION];
    const { code, orphans: found } = await orphans(lost);
    expect(code).to.equal(1);
    expect(found.map(({ kind, id }) => [kind, id])).to.deep.equal([
      ["bucket", bucket],
      ["key", key],
      ["detector", detector!.id],
      ["destination", Object.keys(detector!.destinations)[0]],
    ]);
    expect(found.map(({ todo }) => todo.split(" ").slice(0, 2).join(" "))).to.deep.equal([
      "Set bucket.existing.name",
      "Set key.existing.arn",
      "Run guardduty-export",
      "Run guardduty-export",
    ]);
  });

  it("lists a key and a bucket that an interrupted deployment made and never used", async () => {
    const only = "s3:CreateBucket";
    const kill: Kill = { at: 1, only, answered: true, victim: "engine", calls: 0 };
    stack = await openCloudStack(exampleWorld(), killing(kill));
    await stack.tryDeploy(ARGS).catch(() => undefined);
    expect(kill.operation).to.equal(only);
    await stack.cancel();
    const { orphans: found } = await orphans(["aws:kms/key:Key"]);
    const [bucket] = Object.keys(stack.cloud.world.buckets);
    const [key] = Object.keys(stack.cloud.world.keys);
    expect(found.map(({ kind, todo }) => [kind, todo])).to.deep.equal([
      ["bucket", `Run aws s3api delete-bucket --bucket ${bucket}`],
      ["key", `Run aws kms schedule-key-deletion --key-id ${key} --region us-east-1`],
    ]);
  });

  it("leaves out a bucket of another export, and names a key that is pending deletion first", async () => {
    stack = await openCloudStack();
    await stack.deploy(ARGS);
    const { buckets, keys } = stack.cloud.world;
    const [bucket] = Object.values(buckets);
    const [arn] = Object.keys(keys);
    bucket!.policy = JSON.parse(
      JSON.stringify(bucket!.policy).replace(
        /GuardDutyExport[0-9a-f]{8}/g,
        "GuardDutyExport00000000",
      ),
    );
    keys[arn!]!.state = "PendingDeletion";
    const { orphans: found } = await orphans(["aws:s3/bucket:Bucket", "aws:kms/key:Key"]);
    expect(found.map(({ todo }) => todo)).to.deep.equal([
      `Run aws kms cancel-key-deletion --key-id ${arn} --region us-east-1 && aws kms enable-key --key-id ${arn} --region us-east-1`,
    ]);
  });

  it("lists a role of a name that the stack generates, and none that the state has", async () => {
    stack = await openCloudStack();
    const { error } = await stack.up(readerProgram(ARGS));
    expect(error).to.equal(undefined);
    expect(await orphans()).to.deep.equal({ code: 0, orphans: [] });
    const { code, orphans: found } = await orphans(["aws:iam/role:Role"]);
    const [role] = Object.keys(stack.cloud.world.roles).map((arn) => arn.split("/")[1]);
    expect(role).to.match(/^findings-siem-role-[0-9a-f]{7}$/);
    expect({ code, found: found.map(({ kind, id }) => ({ kind, id })) }).to.deep.equal({
      code: 1,
      found: [{ kind: "role", id: role }],
    });
  });
});

const readerProgram = (args: GuardDutyExportArgs) => () => {
  const { findingsUri, keyArn } = new GuardDutyExport("findings", args);
  new FindingsReader("findings-siem", {
    ...{ findingsUri, keyArn, homeRegion: "us-east-1" },
    role: { principalArns: ["arn:aws:iam::111122223333:root"] },
  });
  return Promise.resolve({});
};
