import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { run } from "../../cli/program";
import type { CloudStack } from "../../testing/cloudStack";
import { exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { setEnvironment } from "../../testing/environment";
import type { Kill } from "../../testing/killed";
import { killing } from "../../testing/killed";
import { writeLanguageHost } from "../../testing/plainPulumi";

const args = { regions: ["us-east-1"], bucket: { prefix: "guardduty" } };
/** Gives the stack the config that the program's arguments stand for. */
async function configure({ project: { folder } }: CloudStack): Promise<void> {
  const file = path.join(folder, "Pulumi.test.yaml");
  const [salt = ""] = /^encryptionsalt:.*$/m.exec(await readFile(file, "utf8")) ?? [];
  const config = {
    "aws:region": "us-east-1",
    "guardduty-export:regions": args.regions,
    "guardduty-export:bucket": args.bucket,
  };
  await writeFile(file, `${salt}\nconfig: ${JSON.stringify(config)}\n`);
}

/** What `recover` prints of the stack. */
async function recover(stack: CloudStack, ...more: string[]) {
  const { folder, env } = stack.project;
  const printed = { out: "", err: "" };
  await writeLanguageHost("nodejs", folder);
  const PATH = [folder, env["PATH"]].join(path.delimiter);
  const restore = setEnvironment({ ...env, PATH });
  try {
    const code = await run(["recover", "--stack", "test", "--format", "json", ...more], {
      ...{ folder, colour: false },
      out: (text) => void (printed.out += text),
      err: (text) => void (printed.err += text),
    });
    return {
      code,
      err: printed.err,
      data: printed.out === "" ? undefined : JSON.parse(printed.out),
    };
  } finally {
    restore();
  }
}

/** Ids of everything that AWS has and of what the state has, which are the same where nothing is orphaned. */
async function compared({ cloud: { world }, exportState }: CloudStack) {
  const state = await exportState();
  const ids = (type: string) =>
    state.flatMap((one) => (one.type === type && one.id ? [one.id] : []));
  return {
    keys: [Object.keys(world.keys).map((arn) => arn.split("/")[1]), ids("aws:kms/key:Key")],
    buckets: [Object.keys(world.buckets), ids("aws:s3/bucket:Bucket")],
    detectors: [
      Object.values(world.detectors).map(({ id }) => id),
      ids("aws:guardduty/detector:Detector"),
    ],
  };
}

describe("An export whose first up was killed", () => {
  for (const answered of [true, false]) {
    const what = answered ? "after AWS did what was asked" : "before AWS did what was asked";
    for (const at of (process.env["KILLS"] ?? "1,3,6").split(",").map(Number)) {
      it(`is recovered without orphans at changing call ${at}, ${what}`, async () => {
        const kill: Kill = { at, answered, calls: 0 };
        const stack = await openCloudStack(exampleWorld(), killing(kill));
        try {
          await stack.tryDeploy(args).catch(() => undefined);
          expect(kill.operation).to.be.a("string");
          kill.at = 0;
          await stack.cancel();
          await configure(stack);
          const { code, data, err } = await recover(stack, "--yes");
          if (process.env["KILLS"]) console.log(kill, JSON.stringify(data, null, 1), err);
          expect([code, err]).to.deep.equal([0, ""]);
          await stack.deploy(args);
          for (const [made, recorded] of Object.values(await compared(stack))) {
            expect(made).to.deep.equal(recorded);
          }
          await stack.deliver("us-east-1");
        } finally {
          await stack.close();
        }
      });
    }
  }
});
