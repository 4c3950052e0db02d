import { expect } from "chai";

import { runIn } from "../../testing/command";

const STACK = "config:\n  guardduty-export:regions: [us-east-1]\n";
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ADOPTING = `config:
  guardduty-export:regions: [us-east-1]
  guardduty-export:bucket: { existing: { name: acme } }
  guardduty-export:key: { existing: { arn: "${KEY_ARN}" } }
`;

type Files = { [file: string]: string | Uint8Array };

/** A command line that cannot run, with the files it meets, and what is printed. */
type BadInput = [what: string, files: Files, args: string[], text: string];

const QUEUE_POLICY = JSON.stringify({
  Attributes: { QueueArn: "arn:aws:sqs:us-east-1:111122223333:siem" },
});
const BUCKET = ["plan", "--stack", "prod", "--bucket-policy", "b.json"];
const KEY = ["plan", "--stack", "prod", "--key-policy", "k.json"];
const bucket = (what: string, policy: unknown, text: string): BadInput => [
  `a bucket policy ${what}`,
  {
    "Pulumi.prod.yaml": ADOPTING,
    "b.json": typeof policy === "string" ? policy : JSON.stringify(policy),
  },
  BUCKET,
  text,
];
const key = (what: string, policy: unknown, text: string): BadInput => [
  `a key policy ${what}`,
  { "Pulumi.prod.yaml": ADOPTING, "k.json": JSON.stringify(policy) },
  KEY,
  text,
];
const config = (what: string, yaml: string, text: string): BadInput => [
  `a config ${what}`,
  { "Pulumi.prod.yaml": yaml },
  ["plan", "--stack", "prod"],
  text,
];
const flags = (what: string, args: string[], text: string): BadInput => [
  what,
  { "Pulumi.prod.yaml": STACK, "policy.json": "{}", "folder/file": "" },
  args,
  text,
];

const statement = {
  Effect: "Allow",
  Principal: { AWS: "111122223333" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme/*",
};
const policy = (changes: object) => ({
  Version: "2012-10-17",
  Statement: [{ ...statement, ...changes }],
});
const help = "(run with --help for usage)\n";
const CASES: BadInput[] = [
  [
    "an account id that pulumi config set made a number",
    {
      "Pulumi.prod.yaml":
        "config:\n  guardduty-export:regions: [us-east-1]\n  guardduty-export:organization: { administrator: { accountId: 111122223333 } }\n",
    },
    ["plan", "--stack", "prod"],
    "Pulumi.prod.yaml: 1 problem\n  - guardduty-export:organization.administrator.accountId: must be a string; got 111122223333. Fix: run pulumi config set --path --type string 'organization.administrator.accountId' 111122223333\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n",
  ],
  [
    "a name that AWS does not allow in the names of resources",
    {
      "Pulumi.prod.yaml":
        "config:\n  guardduty-export:regions: [us-east-1]\n  guardduty-export:name: my.findings\n",
    },
    ["plan", "--stack", "prod"],
    'Pulumi.prod.yaml: 1 problem\n  - guardduty-export:name: must be 1 to 100 letters (A to Z), digits, hyphens or underscores; got "my.findings". Fix: set guardduty-export:name to "my-findings"\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n',
  ],
  [
    "a bucket policy that is not there",
    { "Pulumi.prod.yaml": ADOPTING },
    BUCKET,
    "b.json: not found\n  Fix: Correct the path, or create the file. (fileNotRead)\n",
  ],
  bucket(
    "that is empty",
    " \n",
    'b.json: is empty; the command that writes it may have failed. A bucket without a policy is {"Statement": []}\n  Fix: Write b.json again with aws s3api get-bucket-policy --bucket <name of the bucket>. (policyFileEmpty)\n',
  ),
  bucket(
    "that is no JSON",
    "{",
    'b.json: the bucket policy is not JSON; got "{"\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n',
  ),
  bucket(
    "that is an error message of AWS",
    "An error occurred (NoSuchBucketPolicy)",
    'b.json: the bucket policy is not JSON; got "An error occurred (NoSuchBucketPolicy)"\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n',
  ),
  bucket(
    "that is a list",
    [],
    "b.json: the bucket policy is not a JSON object; got []\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n",
  ),
  bucket(
    "without statements",
    {},
    "b.json: the bucket policy has no Statement\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n",
  ),
  bucket(
    "with a statement that is none",
    { Statement: ["x"] },
    'b.json: the Statement of the bucket policy must be an object or a list of objects; got "x"\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n',
  ),
  bucket(
    "that names a property twice",
    '{"Version":"2012-10-17","Version":"2008-10-17","Statement":[]}',
    "b.json: the bucket policy has a property twice in one object, and only one of them would be kept\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n",
  ),
  bucket(
    "that is printed twice in one object",
    '{"Policy":"{\\"Statement\\":[]}","Policy":"{\\"Statement\\":[]}"}',
    "b.json: the bucket policy has a property twice in one object, and only one of them would be kept\n  Fix: Correct the bucket policy, and run the command again. (policyFileInvalid)\n",
  ),
  config(
    "with a reader of a reserved name",
    `${STACK}  guardduty-export:readers: { __proto__: { role: { principalArns: ["arn:aws:iam::222233334444:root"] } } }\n`,
    "Pulumi.prod.yaml: 1 problem\n  - guardduty-export:readers.__proto__: __proto__ is a reserved name of JavaScript: its value cannot be read; expected another name. Fix: remove guardduty-export:readers.__proto__\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n",
  ),
  config(
    "with a reserved name in a value of JSON",
    `${STACK}  guardduty-export:tags: '{ "__proto__": "a" }'\n`,
    "Pulumi.prod.yaml: 1 problem\n  - guardduty-export:tags.__proto__: __proto__ is a reserved name of JavaScript: its value cannot be read; expected another name. Fix: remove guardduty-export:tags.__proto__\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n",
  ),
  config(
    "with a property twice in a value of JSON",
    `${STACK}  guardduty-export:bucket: '{ "name": "one", "name": "two" }'\n`,
    'Pulumi.prod.yaml: 1 problem\n  - guardduty-export:bucket: must be an object with the properties existing, account, name, namePrefix, prefix, retentionDays, noncurrentVersionDays, objectLock, protection, breakGlassRoleArns, accessLogs, tags; got "{ \\"name\\": \\"one\\", \\"name\\": \\"two\\" }". Fix: remove guardduty-export:bucket\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n',
  ),
  bucket(
    "with a mistyped element next to Statement",
    { Statements: [], Statement: [] },
    "b.json: 1 problem\n  - Statements: unknown policy element\n  Fix: Correct b.json, then run the command again. (policyElementsInvalid)\n",
  ),
  bucket(
    "with a wrong version",
    { Version: "2012-10-18", Statement: [] },
    'b.json: 1 problem\n  - Version: must be one of 2012-10-17, 2008-10-17; got "2012-10-18"\n  Fix: Correct b.json, then run the command again. (policyElementsInvalid)\n',
  ),
  bucket(
    "of another bucket",
    policy({ Resource: ["arn:aws:s3:::acme2/*"] }),
    'b.json: 1 problem\n  - Statement[0].Resource: "arn:aws:s3:::acme2/*" is not in arn:aws:s3:::acme: the policy belongs to another bucket\n  Fix: Correct b.json, then run the command again. (policyElementsInvalid)\n',
  ),
  bucket(
    "that is a key's",
    policy({ Action: "kms:*", Resource: "*" }),
    'b.json: 1 problem\n  - Statement[0].Action: "kms:*" is not an action on a bucket\n  Fix: Correct b.json, then run the command again. (policyElementsInvalid)\n',
  ),
  key(
    "that is a bucket's",
    policy({}),
    'k.json: 1 problem\n  - Statement[0].Action: "s3:GetObject" is not an action on a key\n  Fix: Correct k.json, then run the command again. (policyElementsInvalid)\n',
  ),
  [
    "a policy that is not text",
    { "Pulumi.prod.yaml": ADOPTING, "b.json": new Uint8Array([0xff, 0xfe, 0x7b, 0]) },
    BUCKET,
    "b.json: is not UTF-8 text\n  Fix: Save b.json as UTF-8. (fileNotText)\n",
  ],
  [
    "a policy of a bucket that the config makes",
    { "Pulumi.prod.yaml": STACK, "b.json": "{}" },
    BUCKET,
    "--bucket-policy: the config creates a new bucket, whose policy has no other statements\n  Fix: Remove --bucket-policy, or set bucket.existing to adopt a bucket. (policyFileUnused)\n",
  ],
  [
    "a policy of a key that the config makes",
    { "Pulumi.prod.yaml": STACK, "k.json": "{}" },
    KEY,
    "--key-policy: the config creates a new key, whose policy has no other statements\n  Fix: Remove --key-policy, or set key.existing to adopt a key. (policyFileUnused)\n",
  ],
  [
    "a policy of a queue, topic or bus that the config does not use",
    { "Pulumi.prod.yaml": STACK, "q.json": QUEUE_POLICY },
    ["plan", "--stack", "prod", "--shared-policy", "q.json"],
    "--shared-policy: q.json has the policy of nothing that the configuration uses; it uses nothing of that kind\n  Fix: Remove --shared-policy. (policyFileOfOther)\n",
  ],
  [
    "roles that are no output of the command",
    { "Pulumi.prod.yaml": STACK, "r.json": '{"Role": {}}' },
    ["plan", "--stack", "prod", "--role-details", "r.json"],
    "r.json: is not what the AWS CLI prints as JSON for iam get-account-authorization-details\n  Fix: Write r.json again with that command. (awsOutputInvalid)\n",
  ],
  [
    "a policy with a property twice",
    { "Pulumi.prod.yaml": STACK, "q.json": '{"Arn": "a", "Arn": "b"}' },
    ["plan", "--stack", "prod", "--shared-policy", "q.json"],
    "q.json: is not what the AWS CLI prints as JSON for sqs get-queue-attributes, sns get-topic-attributes or events describe-event-bus\n  Fix: Write q.json again with that command. (awsOutputInvalid)\n",
  ],
  [
    "a policy for a member",
    { "Pulumi.prod.yaml": `${STACK}  guardduty-export:role: member\n`, "k.json": "{}" },
    KEY,
    "--key-policy: a member account's stack has neither bucket nor key\n  Fix: Remove --key-policy. (policyFileUnused)\n",
  ],
  flags(
    "a stack that is not there",
    ["plan", "--stack", "dev"],
    "Pulumi.dev.yaml: not found; stacks with a configuration file here: prod\n  Fix: Pass one of them as --stack, or create the file. (stackFileMissing)\n",
  ),
  flags(
    "no stack",
    ["plan"],
    "expected --stack NAME or --config FILE; got neither; stacks with a configuration file here: prod\n  Fix: Pass one of them as --stack, or a file as --config. (stackNotGiven)\n",
  ),
  flags(
    "a stack that is a path",
    ["plan", "--stack", "../../etc/passwd"],
    '--stack: "../../etc/passwd" is not a stack name; expected a name such as prod, acme/prod or acme/guardduty-export/prod\n  Fix: Pass the name of a stack, without the path of a file; pass a file as --config. (stackNameInvalid)\n',
  ),
  flags(
    "a stack that is no name",
    ["plan", "--stack", "a b"],
    '--stack: "a b" is not a stack name; expected a name such as prod, acme/prod or acme/guardduty-export/prod\n  Fix: Pass the name of a stack, without the path of a file; pass a file as --config. (stackNameInvalid)\n',
  ),
  flags(
    "a stack of the folder above",
    ["plan", "--stack", "../prod"],
    '--stack: "../prod" is not a stack name; expected a name such as prod, acme/prod or acme/guardduty-export/prod\n  Fix: Pass the name of a stack, without the path of a file; pass a file as --config. (stackNameInvalid)\n',
  ),
  flags(
    "a stack of another project",
    ["plan", "--stack", "acme/payments/prod"],
    "--stack: acme/payments/prod belongs to project payments; the project in this folder is guardduty-export\n  Fix: Pass a stack of guardduty-export, or run the command in the folder of payments. (stackOfOtherProject)\n",
  ),
  flags(
    "a file that is a folder",
    ["plan", "--config", "folder"],
    "folder: is a directory, not a file\n  Fix: Pass a file. (fileNotRead)\n",
  ),
  flags(
    "a format that is none",
    ["plan", "--stack", "prod", "--format", "xml"],
    `error: option '--format <format>' argument 'xml' is invalid. Allowed choices are table, markdown, json.\n${help}`,
  ),
  flags(
    "a flag that is none",
    ["plan", "--stak", "prod"],
    `error: unknown option '--stak'\n(Did you mean --stack?)\n${help}`,
  ),
  flags(
    "a command that is none",
    ["plam"],
    `error: unknown command 'plam'\n(Did you mean plan?)\n${help}`,
  ),
  flags(
    "a word too many",
    ["plan", "prod"],
    `error: too many arguments for 'plan'. Expected 0 arguments but got 1.\n${help}`,
  ),
  flags(
    "permissions of an account without a part",
    ["permissions", "--stack", "prod", "--account", "key"],
    "--account: the stack deploys nothing in the key account; expected one of administrator\n  Fix: Pass --account administrator, or remove --account to see all. (accountNotDeployed)\n",
  ),
  flags(
    "what is deployed, by a configuration",
    ["permissions", "--deployed", "--config", "Pulumi.prod.yaml"],
    "--deployed and --config: expected one of them, got both\n  Fix: Remove --deployed or --config. (optionsConflict)\n",
  ),
  config(
    "that is no YAML",
    "config:\n  a: [\n",
    "Pulumi.prod.yaml: 1 problem\n  - line 3: Flow sequence in block collection must be sufficiently indented and end with a ]\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (yamlInvalid)\n",
  ),
  config(
    "that is a list",
    "- a\n",
    'Pulumi.prod.yaml: must be a map of keys to values; got ["a"]\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (notMap)\n',
  ),
  config(
    "with several problems",
    "config:\n  guardduty-export:regions: [us-east1]\n  guardduty-export:bucket: { prefix: /x }\n",
    'Pulumi.prod.yaml: 2 problems\n  - guardduty-export:regions[0]: must be a Region of partition aws, aws-us-gov or aws-cn; got "us-east1". Fix: set guardduty-export:regions[0] to "us-east-1"\n  - guardduty-export:bucket.prefix: must not start with a slash; got "/x". Fix: set guardduty-export:bucket.prefix to "x"\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n',
  ),
  config(
    "whose structure is a secret",
    "config:\n  guardduty-export:regions: { secure: v1:abc }\n",
    "Pulumi.prod.yaml: 1 problem\n  - guardduty-export:regions: is encrypted and decides which resources exist, so it cannot be planned without the stack's key. Fix: set it without --secret\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n",
  ),
  config(
    "of a role that is none",
    "config:\n  guardduty-export:role: admin\n",
    'Pulumi.prod.yaml: 1 problem\n  - guardduty-export:role: must be one of administrator, member; got "admin". Fix: set guardduty-export:role to "administrator"\n  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n',
  ),
];

describe("Bad input", () => {
  it("is tried in at least 30 ways", () => {
    expect(CASES.length).to.be.at.least(30);
  });

  for (const [what, files, args, text] of CASES) {
    it(`cannot run with ${what}`, async () => {
      const { code, out, err } = await runIn(files, args);
      expect({ code, out, err }).to.deep.equal({ code: 2, out: "", err: text });
    });
  }
});
