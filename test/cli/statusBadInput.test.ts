import { expect } from "chai";

import { sessionToken } from "../../sandbox/cloud/sessions";
import type { Deployed, RunOptions } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, MEMBER, stackFiles } from "../../testing/live/world";

const ROLE = `arn:aws:iam::${ADMINISTRATOR}:role/look`;
const ARGS: Args = { regions: ["us-east-1", "eu-west-1"] };
const STATUS = ["status", "--stack", "prod"];
const NO_KEYS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

const administrator = (account: object): Args => ({
  ...ARGS,
  organization: { administrator: { accountId: ADMINISTRATOR, ...account } },
});
const files = (args: Args): RunOptions => ({ files: stackFiles(args) });

interface Case {
  what: string;
  args?: string[];
  options?: RunOptions;
  before?: (stack: Deployed) => void;
  /** Of stdout and stderr. */
  says: string;
}

/** All of them end with 2. */
const CASES: Case[] = [
  {
    what: "no stack",
    args: ["status"],
    says: "expected --stack NAME or --config FILE; got neither; stacks with a configuration file here: prod\n  Fix: Pass one of them as --stack, or a file as --config. (stackNotGiven)\n",
  },
  {
    what: "an unknown stack",
    args: ["status", "--stack", "dev"],
    says: "Pulumi.dev.yaml: not found; stacks with a configuration file here: prod\n",
  },
  {
    what: "a stack's name that is none",
    args: ["status", "--stack", "pr od"],
    says: '--stack: "pr od" is not a stack name; expected a name such as prod, acme/prod or acme/guardduty-export/prod\n  Fix: Pass the name of a stack, without the path of a file; pass a file as --config. (stackNameInvalid)\n',
  },
  { what: "an unknown option", args: [...STATUS, "--all"], says: "unknown option '--all'" },
  { what: "an argument too many", args: [...STATUS, "prod"], says: "too many arguments" },
  { what: "an unknown command", args: ["health"], says: "unknown command 'health'" },
  {
    what: "an unknown format",
    args: [...STATUS, "--format", "xml"],
    says: "Allowed choices are table, markdown, json.",
  },
  {
    what: "an age that is none",
    args: [...STATUS, "--max-age", "yesterday"],
    says: '--max-age: expected a duration such as 30s, 15m, 24h or 7d; got "yesterday"\n',
  },
  {
    what: "an age of nothing",
    args: [...STATUS, "--max-age", "0h"],
    says: '--max-age: expected a duration such as 30s, 15m, 24h or 7d; got "0h"\n',
  },
  {
    what: "a timeout without a unit",
    args: [...STATUS, "--timeout", "10"],
    says: '--timeout: expected a duration such as 30s, 15m, 24h or 7d; got "10"\n',
  },
  {
    what: "a pause that is none",
    args: [...STATUS, "--watch", "often"],
    says: '--watch: expected a duration such as 30s, 15m, 24h or 7d; got "often"\n',
  },
  {
    what: "a config with two mistakes",
    options: files({ regions: ["us-east-1x"], findingPublishingFrequency: "HOURLY" }),
    says: "Pulumi.prod.yaml: 2 problems\n  - guardduty-export:",
  },
  {
    what: "a file that is no YAML",
    options: { files: { "Pulumi.prod.yaml": "config: [" } },
    says: "Pulumi.prod.yaml: 1 problem\n  - line 1: ",
  },
  {
    what: "a member account's stack",
    options: files({ role: "member", regions: ["us-east-1"] }),
    says: "stack prod is a member account's stack: the administrator's export delivers its findings\n  Fix: Pass the administrator's stack. (memberStack)\n",
  },
  {
    what: "a stack that is detached",
    options: files({ ...ARGS, bucket: { existing: { name: "log-archive", detach: true } } }),
    says: "detach is set in the config: there is no export to check\n",
  },
  {
    what: "no credentials",
    options: { env: NO_KEYS },
    says: "no access to the administrator account: no credentials found (CredentialsProviderError: Could not load credentials from any providers)\n  Fix: Set AWS_PROFILE or the access key variables, as for the AWS CLI. (accountNotAccessible)\n",
  },
  {
    what: "a profile of the environment that does not exist",
    options: { env: { ...NO_KEYS, AWS_PROFILE: "missing" } },
    says: "no access to the administrator account: no credentials found (CredentialsProviderError: Could not",
  },
  {
    what: "a profile of the config that does not exist",
    options: files(administrator({ profile: "missing" })),
    says: "no access to the administrator account: no credentials found (CredentialsProviderError: Could not",
  },
  {
    what: "credentials that have expired",
    options: {
      env: {
        AWS_SESSION_TOKEN: sessionToken({
          arn: `arn:aws:sts::${ADMINISTRATOR}:assumed-role/look/me`,
          expiresAt: "2020-01-01T00:00:00Z",
        }),
      },
    },
    says: "no access to the administrator account: the credentials have expired, or the clock is wrong (ExpiredToken: The security token included in the request is expired)\n  Fix: Renew the credentials and run the command again. (accountNotAccessible)\n",
  },
  {
    what: "credentials that AWS does not know",
    options: { env: { AWS_ACCESS_KEY_ID: "AKIA000000000000TEST" } },
    says: "no access to the administrator account: AWS rejects the credentials in this Region (InvalidClientTokenId: ",
  },
  {
    what: "credentials of another account",
    options: { ...files(administrator({})), env: { AWS_ACCESS_KEY_ID: `AKIA${MEMBER}TEST` } },
    says: `no access to the administrator account: the credentials belong to account ${MEMBER} (arn:aws:iam::${MEMBER}:root), expected ${ADMINISTRATOR}\n`,
  },
  {
    what: "a role that may not be assumed",
    options: files(administrator({ assumeRoleArn: `${ROLE}-missing` })),
    says: `not authorized to perform: sts:AssumeRole on resource: ${ROLE}-missing)\n  Fix: Allow sts:AssumeRole on ${ROLE}-missing for this identity, and this identity in the role's trust policy. (accountNotAccessible)\n`,
  },
  {
    what: "an external id that is a secret of the config",
    options: files(administrator({ assumeRoleArn: ROLE, externalId: { secure: "AAAB" } })),
    says: "no access to the administrator account: the externalId is encrypted in the config and cannot be read here\n",
  },
  {
    what: "an external id that is not the trust policy's",
    options: files(administrator({ assumeRoleArn: ROLE, externalId: "wrong" })),
    before: ({ sandbox }) => {
      const trust = {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "right" } },
      };
      sandbox.world().accounts[ADMINISTRATOR]!.roles = [];
      sandbox.world().roles[ROLE] = {
        assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
        ...{ policies: {}, description: "", maxSessionDuration: 3600, tags: {} },
      };
    },
    says: `Fix: Allow sts:AssumeRole on ${ROLE} for this identity, and this identity with this externalId in the role's trust policy. (accountNotAccessible)\n`,
  },
  {
    what: "a home Region that the account has not enabled",
    options: files({ regions: ["ap-east-1"] }),
    says: "no access to the administrator account: AWS rejects the credentials in this Region (InvalidClientTokenId: ",
  },
  {
    what: "a Region that the account has not enabled",
    options: files({ regions: ["us-east-1", "ap-east-1"] }),
    says: "  ap-east-1: AWS rejects the credentials in this Region (UnrecognizedClientException: The security token included in the request is invalid.)\n    Fix: If it is an opt-in Region, enable it for the account",
  },
  {
    what: "an endpoint at which no server listens",
    options: { env: { AWS_ENDPOINT_URL: "http://127.0.0.1:1" } },
    args: [...STATUS, "--timeout", "5s"],
    says: "no access to the administrator account: the endpoint cannot be reached (ECONNREFUSED: ",
  },
  {
    what: "Regions to look into that are none",
    args: ["discover", "--regions", "us-east-1,everywhere"],
    says: '--regions: "everywhere": not a Region of aws, aws-us-gov or aws-cn; expected all, or names such as us-east-1,eu-west-1\n',
  },
  {
    what: "a file to write that exists",
    args: ["discover", "--regions", "us-east-1", "--write", "prod"],
    says: "--write: Pulumi.prod.yaml already exists; refusing to overwrite\n",
  },
  {
    what: "the end of a delegation that the config does not speak of",
    args: ["detach", "--stack", "prod", "--end-delegation"],
    says: "--end-delegation: requires organization.management in the config\n",
  },
  {
    what: "a deadline that is none",
    args: ["test", "--stack", "prod", "--deadline", "soon"],
    says: '--deadline: expected a duration such as 30s, 15m, 24h or 7d; got "soon"\n',
  },
  {
    what: "a test whose bucket is unknown",
    args: ["test", "--stack", "prod"],
    before: ({ sandbox }) => {
      for (const detector of Object.values(sandbox.world().detectors)) detector.destinations = {};
    },
    says: "cannot determine which bucket the stack created: the config creates findings-guardduty-<8 hex digits>, and none of 0 destinations uses one of that form\n  Fix: Pass the stack's bucket as --bucket (pulumi stack output bucketName); if the component has another name than the configuration says, pass that as --name. (targetUnknown)\n",
  },
];

describe("The commands that ask AWS", () => {
  let stack: Deployed;
  beforeEach(async () => (stack = await deployed(ARGS)));
  afterEach(() => stack.close());

  for (const { what, args = STATUS, options, before, says } of CASES) {
    it(`refuse ${what}, with exit code 2`, async () => {
      before?.(stack);
      const { code, out, err } = await stack.run(args, options);
      expect(out + err).to.contain(says);
      expect(code).to.equal(2);
      expect(
        stack.sandbox.cloud.calls.filter(({ operation }) => isChange(operation)),
      ).to.deep.equal([]);
    });
  }
});

function isChange(operation: string): boolean {
  return !/:(Get|List|Describe|Assume)/.test(operation);
}
