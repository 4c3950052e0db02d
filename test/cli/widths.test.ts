import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { wrapped } from "../../cli/output/wrap";
import type { Deployed } from "../../testing/live/run";
import { deployed, runCommand } from "../../testing/live/run";
import { ADMINISTRATOR, ARCHIVE, MANAGEMENT } from "../../testing/live/world";

const ROOT = path.join(__dirname, "../..");
const WIDTHS = [80, 120, 200];

const roleIn = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
const ARGS = {
  regions: ["us-east-1", "eu-west-1", "ap-southeast-2"],
  organization: {
    administrator: roleIn(ADMINISTRATOR),
    management: roleIn(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
  bucket: { prefix: "guardduty", account: roleIn(ARCHIVE) },
};
const SANDBOX = {
  "Pulumi.yaml": "name: guardduty-export\nruntime: nodejs\n",
  "Pulumi.sandbox.yaml": readFileSync(path.join(ROOT, "stacks/Pulumi.sandbox.yaml"), "utf8"),
};

const COMMANDS = {
  plan: ["plan", "--stack", "sandbox", "--full"],
  permissions: ["permissions", "--stack", "sandbox"],
  status: ["status", "--stack", "prod"],
  discover: ["discover", "--stack", "prod", "--org"],
};

/** The rows of Regions that are alike are one where they have no room: test/cli/regionRows.test.ts. */
const withoutRegions = (text: string) => text.replace(/\nRegions\n[^]*?\n\n/, "\n");

/** Without the borders of tables, the colons of records, the time and ages. */
const wordsOf = (text: string) =>
  new Set(
    withoutRegions(text)
      .split(/[\s│┌┬┐├┼┤└┴┘─]+/)
      .filter((word) => !/^\d\d$|\d\d:\d\d:\d\d/.test(word))
      .map((word) => word.replace(/:$/, "")),
  );

/** A line that is too long only because of a word that nothing could stand before. */
const isOneWord = (line: string) => /^\s*(?:[\w ]+: )?\S+$/.test(line);

describe("On terminals of 80, 120 and 200 columns", () => {
  let stack: Deployed;
  before(async () => {
    stack = await deployed(ARGS);
    // A finding with a sentence, a list and a fix.
    const detector = stack.sandbox.world().detectors[`${ADMINISTRATOR}/eu-west-1`]!;
    Object.assign(Object.values(detector.destinations)[0]!, {
      status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
    });
  });
  after(() => stack.close());

  const printed = async (args: string[], width?: number) => {
    const surroundings = width === undefined ? {} : { width };
    const { out, err } = args.includes("sandbox")
      ? await runCommand(args, { files: SANDBOX, surroundings })
      : await stack.run(args, { surroundings });
    expect(err).to.equal("");
    return out;
  };

  for (const [command, args] of Object.entries(COMMANDS)) {
    for (const width of WIDTHS) {
      it(`each line of ${command} fits ${width}, and no word is broken`, async () => {
        const [unbroken, out] = [await printed(args), await printed(args, width)];
        const code = new Set(unbroken.split("\n").filter((line) => /^\s*["{}[\]#]/.test(line)));
        const tooLong = out
          .split("\n")
          .filter((line) => [...line].length > width && !isOneWord(line) && !code.has(line));
        expect(tooLong).to.deep.equal([]);
        expect([...wordsOf(out)].sort()).to.deep.equal([...wordsOf(unbroken)].sort());
      });
    }
  }

  it("a word that is longer than a line stays whole, on a line of its own", () => {
    expect(wrapped("  the role arn:aws:iam::111122223333:role/x of it", 16, 2)).to.equal(
      "  the role\n    arn:aws:iam::111122223333:role/x\n    of it",
    );
  });
});

it("A table whose words have no room is printed as records", async () => {
  const { terminalText } = await import("../../cli/output/terminal");
  const report = {
    ...{ title: "T", summary: { text: "s", tone: "good" as const }, findings: false, data: {} },
    sections: [
      {
        title: "Roles",
        content: {
          kind: "table" as const,
          head: ["Account", "Role"],
          rows: [
            [
              "111122223333",
              { text: "arn:aws:iam::111122223333:role/deploy", tone: "bad" as const },
            ],
          ],
        },
      },
    ],
  };
  expect(terminalText(report, { colour: false, width: 40 })).to.equal(
    "T: s\n\nRoles\n  Account: 111122223333\n    Role:\n      arn:aws:iam::111122223333:role/deploy\n",
  );
});
