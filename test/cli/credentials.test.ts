import { expect } from "chai";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";

import { sessionToken } from "../../sandbox/cloud/sessions";
import { inFolder } from "../../testing/command";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, MEMBER, stackFiles } from "../../testing/live/world";

const ROLE = `arn:aws:iam::${ADMINISTRATOR}:role/look`;
const SOURCE = `arn:aws:iam::${MEMBER}:role/look`;
const ISSUER = "https://ci.example.com";
const ARGS: Args = { regions: ["us-east-1", "eu-west-1"] };
const STATUS = ["status", "--stack", "prod"];
const NO_KEYS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

/** A session that is cached as `aws sso login` caches it. */
const SESSION = "corp";
const SESSION_FILE = `.aws/sso/cache/${createHash("sha1").update(SESSION).digest("hex")}.json`;
const session = (expiresAt: string) => JSON.stringify({ accessToken: "token", expiresAt });

/** What AWS's tools find in the home folder. */
const CONFIG = `
[profile keys]
aws_access_key_id = AKIA${MEMBER}TEST
aws_secret_access_key = none

[profile role]
role_arn = ${ROLE}
source_profile = keys

[profile chain]
role_arn = ${ROLE}
source_profile = source

[profile source]
role_arn = ${SOURCE}
source_profile = keys

[profile orphan]
role_arn = ${ROLE}
source_profile = missing

[profile mfa]
role_arn = ${ROLE}
source_profile = keys
mfa_serial = arn:aws:iam::${MEMBER}:mfa/alice

[profile process]
credential_process = node -p "JSON.stringify({Version:1,AccessKeyId:'AKIA${ADMINISTRATOR}TEST',SecretAccessKey:'none'})"

[profile expired-process]
credential_process = node -p "JSON.stringify({Version:1,AccessKeyId:'AKIA${ADMINISTRATOR}TEST',SecretAccessKey:'none',Expiration:'2020-01-01T00:00:00Z'})"

[profile failing-process]
credential_process = node --no-such-option

[profile web]
role_arn = ${ROLE}
web_identity_token_file = TOKEN_FILE

[profile sso]
sso_session = ${SESSION}
sso_account_id = ${ADMINISTRATOR}
sso_role_name = look

[sso-session ${SESSION}]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
sso_registration_scopes = sso:account:access
`;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const TOKEN = `${encoded({ alg: "RS256" })}.${encoded({ iss: ISSUER, sub: "repo:acme", aud: "sts.amazonaws.com" })}.x`;

describe("Credentials of the commands that ask AWS", () => {
  let stack: Deployed;
  beforeEach(async () => (stack = await deployed(ARGS)));
  afterEach(() => stack.close());

  interface Home {
    args?: Args;
    files?: { [file: string]: string };
    env?: { [name: string]: string | undefined };
  }
  /** Runs status with this home folder. */
  const status = ({ args = ARGS, files = {}, env = {} }: Home) =>
    inFolder({ ...files, token: TOKEN }, (HOME) => {
      const config = path.join(HOME, "config");
      const AWS_WEB_IDENTITY_TOKEN_FILE = path.join(HOME, "token");
      writeFileSync(config, CONFIG.replace("TOKEN_FILE", AWS_WEB_IDENTITY_TOKEN_FILE));
      return stack.run(STATUS, {
        files: stackFiles(args),
        env: { ...NO_KEYS, HOME, AWS_CONFIG_FILE: config, AWS_WEB_IDENTITY_TOKEN_FILE, ...env },
      });
    });
  const of = (AWS_PROFILE: string, env: Home["env"] = {}) => ({ env: { AWS_PROFILE, ...env } });

  for (const [what, profile] of [
    ["a role behind other keys", "role"],
    ["a role behind a role", "chain"],
    ["a process", "process"],
  ] as const) {
    it(`are those of AWS_PROFILE: ${what}`, async () => {
      const { code, out, err } = await status(of(profile));
      expect(code, out + err).to.equal(0);
      expect(out).to.contain(`of account ${ADMINISTRATOR}`);
    });
  }

  for (const [what, home] of [
    ["a profile", of("web")],
    ["the environment", { env: { AWS_ROLE_ARN: ROLE } }],
  ] as const) {
    it(`are those of a web identity, as CI has it, by ${what}`, async () => {
      const world = stack.sandbox.world();
      const arn = `arn:aws:iam::${ADMINISTRATOR}:oidc-provider/ci.example.com`;
      world.oidcProviders[arn] = { clientIds: ["sts.amazonaws.com"], thumbprints: [], tags: {} };
      const trust = {
        Effect: "Allow",
        Principal: { Federated: arn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { "ci.example.com:sub": "repo:acme" } },
      };
      const all = { Effect: "Allow", Action: "*", Resource: "*" };
      world.accounts[ADMINISTRATOR]!.roles = [];
      world.roles[ROLE] = {
        assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
        policies: { observe: { Version: "2012-10-17", Statement: [all] } },
        ...{ description: "", maxSessionDuration: 3600, tags: {} },
      };
      const { code, out, err } = await status(home);
      expect(code, out + err).to.equal(0);
    });
  }

  it("are those of an SSO session with a current login", async () => {
    const in1Hour = new Date(Date.now() + 3_600_000);
    const portal = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://portal");
      const isExpected =
        request.headers["x-amz-sso_bearer_token"] === "token" &&
        pathname === "/federation/credentials" &&
        searchParams.get("role_name") === "look" &&
        searchParams.get("account_id") === ADMINISTRATOR;
      response.writeHead(isExpected ? 200 : 400, { "content-type": "application/json" });
      const roleCredentials = {
        accessKeyId: "ASIASSO",
        secretAccessKey: "none",
        sessionToken: sessionToken({
          arn: `arn:aws:sts::${ADMINISTRATOR}:assumed-role/look/alice`,
          expiresAt: in1Hour.toISOString(),
        }),
        expiration: in1Hour.getTime(),
      };
      response.end(JSON.stringify({ roleCredentials }));
    });
    await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
    const { port } = portal.address() as AddressInfo;
    const { code, out, err } = await status({
      ...of("sso", { AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${port}` }),
      files: { [SESSION_FILE]: session(in1Hour.toISOString()) },
    });
    portal.close();
    expect(code, out + err).to.equal(0);
  });

  it("are the environment's keys when it has a profile too, as with the AWS CLI and Pulumi's provider", async () => {
    const keys = {
      AWS_ACCESS_KEY_ID: `AKIA${ADMINISTRATOR}TEST`,
      AWS_SECRET_ACCESS_KEY: "none",
    };
    const { code, out, err } = await status(of("keys", keys));
    expect(code, out + err).to.equal(0);
  });

  it("are those of the config's profile before all others", async () => {
    const administrator = { accountId: ADMINISTRATOR, profile: "process" };
    const { code, out, err } = await status({
      args: { ...ARGS, organization: { administrator } },
      env: { AWS_ACCESS_KEY_ID: `AKIA${MEMBER}TEST`, AWS_SECRET_ACCESS_KEY: "none" },
    });
    expect(code, out + err).to.equal(0);
  });

  it("are read again while status watches", async () => {
    const keys = (accountId: string) =>
      `[profile keys]\naws_access_key_id = AKIA${accountId}TEST\naws_secret_access_key = none\n`;
    const ran = await inFolder({ config: keys(ADMINISTRATOR) }, (folder) => {
      const config = path.join(folder, "config");
      const rounds = [keys(MEMBER), keys(ADMINISTRATOR)];
      const again = async () => {
        const next = rounds.shift();
        if (next !== undefined) writeFileSync(config, next);
        return next !== undefined;
      };
      return stack.run([...STATUS, "--watch"], {
        files: stackFiles({
          ...ARGS,
          organization: { administrator: { accountId: ADMINISTRATOR, profile: "keys" } },
        }),
        env: { ...NO_KEYS, AWS_CONFIG_FILE: config },
        surroundings: { again },
      });
    });
    expect(ran.out.match(/^Status of .*: healthy;/gm)).to.have.length(2);
    expect(ran.err).to.match(
      new RegExp(
        `^no access to the administrator account: the credentials belong to account ${MEMBER} `,
      ),
    );
    expect(ran.code).to.equal(0);
  });

  const LOGIN =
    "\n  Fix: Run aws sso login with the profile, then run the command again. (accountNotAccessible)\n";
  const REFUSED: [what: string, home: Home, says: string][] = [
    [
      "no login to the SSO session",
      of("sso"),
      `the SSO session is missing or has expired (CredentialsProviderError: The SSO session token associated with profile=sso was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.)${LOGIN}`,
    ],
    [
      "the SSO session has expired",
      { ...of("sso"), files: { [SESSION_FILE]: session("2020-01-01T00:00:00Z") } },
      `the SSO session is missing or has expired (CredentialsProviderError: Value not present for 'clientId' in SSO Token. Cannot refresh. To refresh this SSO session run 'aws sso login' with the corresponding profile.)${LOGIN}`,
    ],
    [
      "unknown profile",
      of("missing"),
      "no credentials found (CredentialsProviderError: Could not resolve credentials using profile: [missing] in configuration/credentials file(s).)\n",
    ],
    [
      "the config's profile is none, whatever else there is",
      {
        args: {
          ...ARGS,
          organization: { administrator: { accountId: ADMINISTRATOR, profile: "missing" } },
        },
        env: { AWS_ACCESS_KEY_ID: `AKIA${ADMINISTRATOR}TEST`, AWS_SECRET_ACCESS_KEY: "none" },
      },
      "no credentials found (CredentialsProviderError: Could not resolve credentials using profile: [missing] in configuration/credentials file(s).)\n",
    ],
    [
      "the profile behind it is none",
      of("orphan"),
      "no credentials found (CredentialsProviderError: Could not resolve credentials using profile: [missing] in configuration/credentials file(s).)\n",
    ],
    [
      "the profile asks for a code",
      of("mfa"),
      "no credentials found (CredentialsProviderError: Profile mfa requires multi-factor authentication, but no MFA code callback was provided.)\n",
    ],
    [
      "the process fails",
      of("failing-process"),
      "no credentials found (CredentialsProviderError: Command failed: node --no-such-option node: bad option: --no-such-option)\n",
    ],
    [
      "the process gives what has expired",
      of("expired-process"),
      "the credentials have expired, or the clock is wrong (CredentialsProviderError: Profile expired-process credential_process returned expired credentials.)\n",
    ],
    [
      "there is no token file",
      { env: { AWS_WEB_IDENTITY_TOKEN_FILE: "/nonexistent", AWS_ROLE_ARN: ROLE } },
      "a credentials file cannot be read (ENOENT: ",
    ],
  ];
  for (const [what, home, says] of REFUSED) {
    it(`are reported as missing with what to do, when ${what}`, async () => {
      const { code, out, err } = await status(home);
      expect(out + err).to.contain(`no access to the administrator account: ${says}`);
      expect(code).to.equal(2);
    });
  }
});
