import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect } from "chai";

import { incompleteCommands } from "./awsCommands";

const root = process.cwd();

/** Lines of code that print a command, without comments, and without options that take its output. */
function printingLines(): { at: string; line: string }[] {
  const files = execFileSync("git", ["ls-files", "rules", "cli", "components", "policy"], {
    ...{ cwd: root, encoding: "utf8" },
  });
  return files
    .split("\n")
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .map((line, index) => ({ at: `${file}:${index + 1}`, line })),
    )
    .filter(({ line }) => !/^\s*(\/?\*|\/\/)/.test(line) && !/printed by/.test(line));
}

describe("A command of the AWS CLI", () => {
  it("has a Region where its service has, and every option that AWS requires", () => {
    const detector = "--detector-id 0a1b --region eu-west-1";
    for (const complete of [
      `Run aws guardduty delete-filter --filter-name quiet ${detector}.`,
      `aws guardduty update-ip-set --ip-set-id 0a1b ${detector} --no-activate, then wait`,
      "aws guardduty create-detector --enable --region <Region>",
      "aws organizations enable-aws-service-access --service-principal x.amazonaws.com",
      "aws s3api delete-bucket-replication --bucket acme",
      "(aws account enable-region --region-name eu-south-1)",
    ]) {
      expect(incompleteCommands(complete), complete).to.deep.equal([]);
    }
  });

  it("is incomplete without them, and with a name that AWS does not have", () => {
    expect(
      incompleteCommands("Run aws kms cancel-key-deletion, then aws kms enable-key."),
    ).to.deep.equal([
      "aws kms cancel-key-deletion: --key-id, --region",
      "aws kms enable-key: --key-id, --region",
    ]);
    const later = "aws guardduty list-filters --detector-id 0a1b, with --region and others";
    expect(incompleteCommands(later)).to.deep.equal(["aws guardduty list-filters: --region"]);
    expect(incompleteCommands("aws guardduty remove-all --region eu-west-1")).to.deep.equal([
      "aws guardduty remove-all: no operation RemoveAll of guardduty",
    ]);
  });

  it("is complete in every text of the package that has one", () => {
    const lines = printingLines();
    expect(lines.filter(({ line }) => /\baws [a-z0-9]+ [a-z]+-/.test(line)).length).to.be.above(15);
    const incomplete = lines.flatMap(({ at, line }) =>
      incompleteCommands(line).map((command) => `${at}: ${command}`),
    );
    expect(incomplete).to.deep.equal([]);
  });
});
