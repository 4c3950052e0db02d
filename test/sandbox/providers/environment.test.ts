import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Sandbox, startSandbox } from "../../../sandbox";
import { openEngine } from "../../../testing/engine";
import { ACCOUNT } from "../../../testing/providers/suite";

const OTHER = "444455556666";
const role = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;
const trust = (statement: object): { [member: string]: unknown } => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", ...statement }],
});

/** A web identity of Google. */
const token = ["{}", JSON.stringify({ iss: "https://accounts.google.com", aud: "ci", sub: "1234" })]
  .map((part) => Buffer.from(part).toString("base64url"))
  .concat("signature")
  .join(".");

interface Row {
  /** As the table of docs/sandbox.md names it. */
  reads: string;
  env?: { [name: string]: string };
  config?: { [name: string]: string };
  /** ~/.aws/config and ~/.aws/credentials. */
  files?: { config?: string; credentials?: string };
  expected: { account?: string; arn?: string; region?: string } | RegExp;
}

const keys = (account: string): string =>
  `aws_access_key_id = AKIA${account}TEST\naws_secret_access_key = test\n`;

/** On the default provider of a program, as the real one does with each. */
const rows: Row[] = [
  {
    reads: "`AWS_REGION`",
    env: { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-2" },
    expected: { region: "eu-west-1", account: ACCOUNT },
  },
  {
    reads: "`AWS_DEFAULT_REGION`",
    env: { AWS_REGION: "", AWS_DEFAULT_REGION: "eu-west-2" },
    expected: { region: "eu-west-2" },
  },
  {
    reads: "`aws:region`",
    env: { AWS_REGION: "eu-west-1" },
    config: { "aws:region": "eu-north-1" },
    expected: { region: "eu-north-1" },
  },
  {
    reads: "`region` of a profile",
    env: { AWS_REGION: "", AWS_DEFAULT_REGION: "" },
    files: { config: "[default]\nregion = eu-west-3\n" },
    expected: { region: "eu-west-3" },
  },
  {
    reads: "no Region at all",
    env: { AWS_REGION: "", AWS_DEFAULT_REGION: "" },
    expected: /Missing region information/,
  },
  {
    reads: "`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`",
    env: { AWS_ACCESS_KEY_ID: `AKIA${OTHER}TEST`, AWS_PROFILE: "security" },
    files: { config: `[profile security]\n${keys(ACCOUNT)}` },
    expected: { account: OTHER },
  },
  {
    reads: "`AWS_SESSION_TOKEN`",
    expected: { account: OTHER, arn: `arn:aws:sts::${OTHER}:assumed-role/archive/terminal` },
  },
  {
    reads: "`aws:accessKey`, `aws:secretKey`, `aws:token`",
    config: { "aws:accessKey": `AKIA${OTHER}TEST`, "aws:secretKey": "test" },
    expected: { account: OTHER },
  },
  {
    reads: "`AWS_PROFILE`, `AWS_DEFAULT_PROFILE`",
    env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_PROFILE: "archive" },
    files: { credentials: `[archive]\n${keys(OTHER)}` },
    expected: { account: OTHER },
  },
  {
    reads: "`aws:profile`",
    config: { "aws:profile": "archive" },
    files: { credentials: `[archive]\n${keys(OTHER)}` },
    expected: { account: OTHER },
  },
  {
    reads: "a profile that no file has",
    config: { "aws:profile": "nowhere" },
    expected: /failed to get shared config profile, nowhere/,
  },
  {
    reads: "a profile that no file has, with an account's id in its name",
    config: { "aws:profile": `archive-${OTHER}` },
    expected: { account: OTHER },
  },
  {
    reads: "`role_arn`, `source_profile`, `external_id`, `role_session_name` of a profile",
    config: { "aws:profile": "archive" },
    files: {
      config: [
        `[profile archive]\nrole_arn = ${role(OTHER, "external")}\nsource_profile = security`,
        `external_id = ours\nrole_session_name = me\n[profile security]\n${keys(ACCOUNT)}`,
      ].join("\n"),
    },
    expected: { arn: `arn:aws:sts::${OTHER}:assumed-role/external/me` },
  },
  {
    reads: "`credential_process`, `sso_session`, `login_session` of a profile",
    config: { "aws:profile": "archive" },
    files: { config: "[profile archive]\ncredential_process = /bin/true\n" },
    expected: /the sandbox does not model credential_process of profile archive/,
  },
  {
    reads: "`AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE`",
    env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
    files: { credentials: `[default]\n${keys(OTHER)}` },
    expected: { account: OTHER },
  },
  {
    reads: "`AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_ARN`, `AWS_ROLE_SESSION_NAME`",
    env: {
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_ROLE_ARN: role(ACCOUNT, "ci"),
      AWS_ROLE_SESSION_NAME: "run-1",
      AWS_WEB_IDENTITY_TOKEN_FILE: "token",
    },
    expected: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/run-1` },
  },
  {
    reads: "`aws:assumeRoles`",
    config: {
      "aws:assumeRoles": JSON.stringify([
        { roleArn: role(OTHER, "external"), externalId: "ours", sessionName: "up" },
      ]),
    },
    expected: { arn: `arn:aws:sts::${OTHER}:assumed-role/external/up` },
  },
  {
    reads: "no credentials at all",
    env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
    expected: /No valid credential sources found/,
  },
  {
    reads: "`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_<SERVICE>`, `aws:endpoints`",
    env: { AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" },
    expected: /AWS_ENDPOINT_URL_S3 is http:\/\/127\.0\.0\.1:1, and this sandbox is at /,
  },
];

describe("sandbox/providers, what the environment says of a default provider", () => {
  let folder: string;
  let sandbox: Sandbox;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "environment-"));
    sandbox = await startSandbox({
      world: {
        caller: ACCOUNT,
        accounts: {
          [ACCOUNT]: { name: "security" },
          [OTHER]: { name: "archive", roles: [role(OTHER, "archive")] },
        },
        roles: {
          [role(OTHER, "external")]: {
            assumeRolePolicy: trust({
              Principal: { AWS: ACCOUNT },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "sts:ExternalId": "ours" } },
            }),
          },
          [role(ACCOUNT, "ci")]: {
            assumeRolePolicy: trust({
              Principal: { Federated: "accounts.google.com" },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: { StringEquals: { "accounts.google.com:sub": "1234" } },
            }),
          },
        },
      },
    });
  });
  after(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  /** Keys of a session that STS gave out. */
  async function session(): Promise<{ [name: string]: string }> {
    const caller = sandbox.cloud.authenticate({ region: "us-east-1" });
    const { Credentials } = (await sandbox.cloud.call(caller, "sts:AssumeRole", {
      RoleArn: role(OTHER, "archive"),
      RoleSessionName: "terminal",
    })) as { Credentials: { [name: string]: string } };
    return {
      AWS_ACCESS_KEY_ID: Credentials["AccessKeyId"]!,
      AWS_SECRET_ACCESS_KEY: Credentials["SecretAccessKey"]!,
      AWS_SESSION_TOKEN: Credentials["SessionToken"]!,
    };
  }

  for (const [index, { reads, env = {}, config = {}, files = {}, expected }] of rows.entries()) {
    it(`follows or refuses ${reads}`, async () => {
      const workDir = path.join(folder, String(index));
      const file = (name: string): string => path.join(folder, `${index}-${name}`);
      for (const [name, text] of Object.entries(files)) writeFileSync(file(name), text);
      writeFileSync(file("token"), token);
      const engine = await openEngine({
        workDir,
        config,
        env: {
          ...sandbox.env,
          AWS_CONFIG_FILE: file("config"),
          AWS_SHARED_CREDENTIALS_FILE: file("credentials"),
          ...env,
          ...(env["AWS_WEB_IDENTITY_TOKEN_FILE"] && { AWS_WEB_IDENTITY_TOKEN_FILE: file("token") }),
          ...(reads === "`AWS_SESSION_TOKEN`" && (await session())),
        },
      });
      try {
        const { error, outputs } = await engine.up(program);
        if (expected instanceof RegExp) {
          expect(String(error)).to.match(expected);
        } else {
          expect(error).to.equal(undefined);
          expect(outputs).to.deep.include(expected);
        }
      } finally {
        await engine.close();
      }
    });
  }

  it("is what docs/sandbox.md lists, in this order", () => {
    const text = readFileSync(path.join(__dirname, "../../../docs/sandbox.md"), "utf8");
    const [, section = ""] = text.split("## What a provider reads\n");
    const names = [...section.split("\n## ")[0]!.matchAll(/^\| (.+?) +\|/gm)].map(
      ([, name]) => name,
    );
    expect(names.slice(2)).to.deep.equal(rows.map(({ reads }) => reads));
  });
});

async function program(): Promise<object> {
  const { accountId: account, arn } = await aws.getCallerIdentity();
  const { region } = await aws.getRegion();
  return { account, arn, region };
}
