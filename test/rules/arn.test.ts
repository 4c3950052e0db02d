import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import {
  arnOf,
  arnPattern,
  arnText,
  bucketArn,
  detectorArn,
  iamArn,
  keyArn,
  knownArn,
  objectArn,
  parseArn,
  parseKeyArn,
  parseRoleArn,
  parseS3Arn,
  resourceId,
  roleOfSession,
  rootArn,
} from "../../rules/arn";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

describe("ARNs", () => {
  it("are parsed into their parts, the resource with its colons and slashes", () => {
    expect(parseArn(`arn:aws-cn:lambda:cn-north-1:${ACCOUNT}:function:name:1/a`)).to.deep.equal({
      partition: "aws-cn",
      service: "lambda",
      region: "cn-north-1",
      accountId: ACCOUNT,
      resource: "function:name:1/a",
    });
  });

  it("read back as they were written, whatever their parts", () => {
    const word = fc.stringMatching(/^[a-z0-9*?-]+$/);
    const parts = fc.record({
      partition: word,
      service: word,
      region: fc.oneof(word, fc.constant("")),
      accountId: fc.oneof(word, fc.constant("")),
      resource: fc.stringMatching(/^[a-z:/ -]+$/),
    });
    fc.assert(
      fc.property(parts, (arn) => {
        expect(parseArn(arnText(arn))).to.deep.equal(arn);
      }),
    );
  });

  for (const text of [
    "",
    "arn",
    "arn:aws:s3:::",
    "arn::s3:::b",
    "arn:aws:s3::b",
    "urn:aws:s3:::b",
    "111122223333",
  ]) {
    it(`are not found in ${JSON.stringify(text)}`, () => {
      expect(parseArn(text)).to.equal(undefined);
      expect(() => knownArn(text)).to.throw(`${text} is not an ARN`);
    });
  }

  it("take their partition from the Region", () => {
    const arns = ["us-gov-west-1", "cn-north-1", "me-south-1"].map((region) =>
      arnOf("sns", { region, accountId: ACCOUNT }, "topic"),
    );
    expect(arns).to.deep.equal([
      `arn:aws-us-gov:sns:us-gov-west-1:${ACCOUNT}:topic`,
      `arn:aws-cn:sns:cn-north-1:${ACCOUNT}:topic`,
      `arn:aws:sns:me-south-1:${ACCOUNT}:topic`,
    ]);
  });

  it("are built for each kind of resource", () => {
    const location = { region: "eu-west-1", accountId: ACCOUNT };
    expect([
      bucketArn("aws", "acme"),
      objectArn("aws", "acme", "AWSLogs/*"),
      keyArn(location, "1234"),
      detectorArn({ ...location, detectorId: "abcd" }),
      rootArn("aws-us-gov", ACCOUNT),
      iamArn("aws", ACCOUNT, "role/path/deploy"),
    ]).to.deep.equal([
      "arn:aws:s3:::acme",
      "arn:aws:s3:::acme/AWSLogs/*",
      `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`,
      `arn:aws:guardduty:eu-west-1:${ACCOUNT}:detector/abcd`,
      `arn:aws-us-gov:iam::${ACCOUNT}:root`,
      `arn:aws:iam::${ACCOUNT}:role/path/deploy`,
    ]);
  });

  it("name their resource without its kind and path", () => {
    expect([
      resourceId(KEY),
      resourceId(`arn:aws:lambda:us-east-1:${ACCOUNT}:function:name`),
      resourceId("arn:aws:s3:::acme"),
    ]).to.deep.equal(["1234abcd-12ab-34cd-56ef-1234567890ab", "name", "acme"]);
  });

  it("of S3 are a bucket and a key", () => {
    expect(parseS3Arn("arn:aws:s3:::acme/guardduty/AWSLogs/")).to.deep.equal({
      partition: "aws",
      bucket: "acme",
      key: "guardduty/AWSLogs/",
    });
    expect(parseS3Arn("arn:aws:s3:::acme")?.key).to.equal("");
    expect(parseS3Arn(`arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/a`)).to.equal(undefined);
    expect(parseS3Arn("arn:aws:s3:::/key")).to.equal(undefined);
  });

  it("of a key say where it is, and an alias is no key", () => {
    expect(parseKeyArn(KEY)).to.deep.equal({
      partition: "aws",
      region: "eu-west-1",
      accountId: ACCOUNT,
      keyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
    });
    expect(parseKeyArn(`arn:aws:kms:eu-west-1:${ACCOUNT}:alias/findings`)).to.equal(undefined);
  });

  it("of a role and of its sessions are the same role, without its path", () => {
    const role = { partition: "aws", accountId: ACCOUNT, name: "deploy" };
    expect(parseRoleArn(`arn:aws:iam::${ACCOUNT}:role/a/b/deploy`)).to.deep.equal(role);
    expect(roleOfSession(`arn:aws:sts::${ACCOUNT}:assumed-role/deploy/me`)).to.deep.equal(role);
    expect(parseRoleArn(`arn:aws:iam::${ACCOUNT}:user/deploy`)).to.equal(undefined);
    expect(roleOfSession(`arn:aws:iam::${ACCOUNT}:role/deploy`)).to.equal(undefined);
  });

  it("are matched whole, with a Region and an account only where the service has them", () => {
    const matches = (service: string, text: string) => arnPattern(service).test(text);
    expect([
      matches("kms", KEY),
      matches("kms", `${KEY} `),
      matches("kms", KEY.replace(ACCOUNT, "")),
      matches("iam", `arn:aws:iam::${ACCOUNT}:root`),
      matches("iam", `arn:aws:iam:us-east-1:${ACCOUNT}:root`),
      matches("s3", "arn:aws-cn:s3:::acme"),
      matches("s3", "arn:aws-other:s3:::acme"),
    ]).to.deep.equal([true, false, false, true, false, true, false]);
    expect(arnPattern("iam", "(role|user)/.+").test(`arn:aws:iam::${ACCOUNT}:root`)).to.equal(
      false,
    );
  });

  it("are parsed and built nowhere else", () => {
    const root = path.resolve(__dirname, "../..");
    const rooms = "rules components stacks cli aws health policy sandbox tools".split(" ");
    const files = execFileSync("git", ["ls-files", "index.ts", ...rooms], { cwd: root })
      .toString()
      .split("\n")
      .filter((file) => /\.(ts|mjs)$/.test(file) && file !== "rules/arn.ts");
    const taken = files.flatMap((file) =>
      readFileSync(path.join(root, file), "utf8")
        .split("\n")
        .filter((line) => TAKEN_APART.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(files.length).to.be.greaterThan(300);
    expect(taken).to.deep.equal([]);
  });
});

/** Splitting at colons, an ARN pasted together, a pattern of one, and a look at how a text starts. */
const TAKEN_APART = /split\(["'`]:+["'`]|[`"']arn:[^"'`]*\$\{|[\^(|/]arn:(?! )|["'`]arn:["'`]/;
