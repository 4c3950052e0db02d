import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../../components/export/args";
import { GuardDutyExport } from "../../../components/export/guardDutyExport";
import { existingMocks } from "../../../testing/existing";
import { BUCKET, KEY_ARN } from "../../../testing/logArchive";
import { record } from "../../../testing/recorder";

/** A program that registers exports of these names and arguments, each under a parent of its own. */
const recordExports = (...exports: [name: string, args: GuardDutyExportArgs][]) =>
  record(
    () => {
      exports.forEach(([name, args], index) => {
        const parent = new pulumi.ComponentResource(`acme:index:Team${index}`, "security");
        new GuardDutyExport(name, args, { parent });
      });
      return Promise.resolve();
    },
    { mocks: existingMocks({}), keepErrors: true },
  );

const bucket = { existing: { name: BUCKET } };
const key = { existing: { arn: KEY_ARN } };
const [east, west] = [["us-east-1"], ["us-west-2"]];

describe("Two exports of one name under different parents", () => {
  for (const [what, shared, holders] of [
    ["an existing bucket and key", { bucket, key }, `${BUCKET} and ${KEY_ARN}`],
    ["an existing key", { key }, KEY_ARN],
  ] as const) {
    it(`are refused when they share ${what}, and nothing of the second is registered`, async () => {
      const { errors, components } = await recordExports(
        ["findings", { regions: east, ...shared }],
        ["findings", { regions: west, homeRegion: "us-east-1", ...shared }],
      );
      expect(errors.map(({ message }) => message)).to.deep.equal([
        "GuardDutyExport findings: 1 problem in the arguments; nothing was registered\n" +
          `  - name: another GuardDutyExport of this program is named findings and uses ${holders} too: each would replace the statements of the other. Fix: set name to a value such as "findings-2"`,
      ]);
      expect(components.filter(({ type }) => type.includes("GuardDutyExport"))).to.have.length(1);
    });
  }

  it("may each have a bucket and a key of their own", async () => {
    const { errors } = await recordExports(
      ["findings", { regions: east }],
      ["findings", { regions: west }],
    );
    expect(errors).to.deep.equal([]);
  });

  it("of two names may share them", async () => {
    const { errors } = await recordExports(
      ["findings", { regions: east, bucket, key }],
      ["findings-2", { regions: west, homeRegion: "us-east-1", bucket, key }],
    );
    expect(errors).to.deep.equal([]);
  });
});
