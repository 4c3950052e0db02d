import { expect } from "chai";

import type { ExportSettings } from "../../rules/args";
import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import { POLICY_LIMITS } from "../../rules/policies/limits";
import type { PolicyDocument } from "../../rules/policyDocument";
import { liveRoomProblems, ownRoomProblems } from "../../rules/policyRoom";
import { problemLine } from "../../rules/problems";

const reader = (index: number) =>
  `arn:aws:iam::444455556666:role/security/reader-${String(index).padStart(4, "0")}`;

function settingsOf(args: object): ExportSettings {
  const { settings } = readArgs("findings", { regions: ["us-east-1"], ...args });
  if (settings === undefined) throw new Error("the arguments are not valid");
  return settings;
}

const readers = (count: number) =>
  settingsOf({ readerArns: Array.from({ length: count }, (_, index) => reader(index)) });

describe("Room in the policies", () => {
  it("is there for few readers", () => {
    expect(ownRoomProblems(readers(20))).to.deep.equal([]);
  });

  it("is refused to too many readers, with the largest number that fits", () => {
    const [problem, ...more] = ownRoomProblems(readers(300));
    expect(more).to.deep.equal([]);
    const text = problemLine(problem!);
    expect(text).to.match(
      /^readerArns: the bucket policy needs \d+ bytes and at most 20480 are allowed: \d+ for the statements of this export, \d+ for the rest\. Fix: list at most \d+ ARNs in readerArns, or let the readers assume a role of the bucket's account \(policyTooLarge\)$/,
    );
    const most = Number(/at most (\d+) ARNs/.exec(text)![1]);
    expect(ownRoomProblems(readers(most))).to.deep.equal([]);
    expect(ownRoomProblems(readers(most + 1))).to.have.length(1);
  });

  it("is refused by an existing policy that others fill, with the bytes to remove", () => {
    const settings = settingsOf({ bucket: { existing: { name: "acme-logs" } } });
    const owner = { project: "p", stack: "s", component: "findings" };
    const plan = planExport({ owner, settings });
    const filled = (length: number): PolicyDocument => ({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "x".repeat(length),
          ...{ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket" },
          Resource: "arn:aws:s3:::acme-logs",
        },
      ],
    });
    const length = POLICY_LIMITS.bucket - 500;
    const [problem] = liveRoomProblems(plan, { bucket: filled(length) });
    const bytes = Number(/remove at least (\d+) bytes/.exec(problemLine(problem!))![1]);
    expect(liveRoomProblems(plan, { bucket: filled(length - bytes) })).to.deep.equal([]);
    expect(liveRoomProblems(plan, { bucket: filled(length - bytes + 1) })).to.have.length(1);
  });
});
