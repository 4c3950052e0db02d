/** Commands of documents that these tests do not run, and why. */
export const NOT_RUN: { [command: string]: string } = {
  "npm ci": "takes from the registry what is here already",
  "npm install ./guardduty-export-0.1.0.tgz @pulumi/pulumi @pulumi/aws @pulumi/random":
    "takes packages from the registry; test/package/withoutProgram.test.ts has the packed one",
  "npm run build": "is done before the commands run",
  "make demo": "is what test/tools and test/e2e do in parts; takes a minute",
  "make test": "runs this test",
  "make unit": "runs tests that run anyway",
  "make format": "writes to the sources; that they are formatted is part of make test",
  "npm run bench":
    "builds anew under the other tests, and takes minutes; test/bench runs it in short",
  "npm install guardduty-export @pulumi/policy":
    "the package is not published; test/package installs it from its tarball",
  "pulumi preview --policy-pack node_modules/guardduty-export/dist/policy":
    "starts the pack by a host that a built CLI has not; test/policy runs it on the engine",
  "pulumi env run security/guardduty-export -- npx --no-install guardduty-export status --stack prod":
    "asks Pulumi Cloud",
  "pulumi deployment settings edit --stack acme/prod --github-repo acme/guardduty-export --branch main --preview-prs --push-to-deploy":
    "asks Pulumi Cloud",
  "git tag v0.1.0": "is in the reader's repository",
  "git push origin v0.1.0": "is in the reader's repository",
  "pulumi package publish github.com/acme/guardduty-export@0.1.0 --readme docs/_index.md --installation-configuration docs/installation-configuration.md":
    "asks Pulumi Cloud",
  "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=PutBucketPolicy --max-results 20":
    "the sandbox has no CloudTrail event history",
  'aws sqs get-queue-attributes --attribute-names ApproximateNumberOfMessages ApproximateNumberOfMessagesNotVisible \\\n  --queue-url "$(pulumi stack output readers --show-secrets --json | jq -r .siem.queueUrl)"':
    "version 1 of the AWS CLI has an endpoint of its own for SQS",
  "npx --no-install guardduty-export permissions --stack prod --deployed":
    "the stack's state is the reader's; test/e2e/deployingRoles.test.ts has one",
  "aws organizations enable-policy-type --root-id r-abcd --policy-type GUARDDUTY_POLICY":
    "the root is the reader's; test/e2e/membersByPolicy.test.ts enables the type",
  'aws organizations create-policy --name guardduty --description "GuardDuty of every account" --type GUARDDUTY_POLICY --content file://policy.json':
    "the type has to be enabled first; test/e2e/membersByPolicy.test.ts creates the policy",
  "aws organizations attach-policy --policy-id p-abcdef1234 --target-id r-abcd":
    "policy and root are the reader's; test/e2e/membersByPolicy.test.ts attaches the policy",
  "npm install": "takes the package from npm, where it is not published",
  "pulumi policy publish acme": "asks Pulumi Cloud",
  "pulumi policy enable acme/guardduty-export latest": "asks Pulumi Cloud",
  'aws athena start-query-execution --work-group table-workgroup-1a2b3c4 --query-execution-context Database=guardduty_table_1a2b3c4d \\\n  --query-string "$(aws athena get-named-query --named-query-id 0f6d3c1e-5a7b-4c2d-9e8f-123456789abc --query NamedQuery.QueryString --output text)" \\\n  --execution-parameters "\'i-99999999\'"':
    "the query's id and the names are the reader's; test/athena runs each query with its parameters",
  "aws sqs receive-message --queue-url … --message-attribute-names All":
    "the queue's address is the reader's",
  'curl -H "Authorization: Bearer $(gcloud auth print-access-token)" \\\n  "https://us-chronicle.googleapis.com/v1/projects/acme-siem/locations/us/instances/0f6d3c1e-5a7b-4c2d-9e8f-123456789abc/feedServiceAccounts:fetchServiceAccountForCustomer"':
    "asks Google",
};

/** Commands that end with another exit code than 0 here, and why. */
export const ENDS_WITH: { [command: string]: { code: number; why: string } } = {
  "npx --no-install guardduty-export discover --org --write production": {
    code: 1,
    why: "leaves one thing to decide: the bucket is of an account that it may not look into",
  },
  "npx --no-install guardduty-export discover --regions us-east-1,me-south-1": {
    code: 1,
    why: "leaves the same to decide, of the bucket that the destination has",
  },
  "npx --no-install guardduty-export status --stack prod": {
    code: 1,
    why: "has findings before an incident is over; the text below the last one says healthy",
  },
};

/** A base of the sandbox's stack without one of its Regions. */
const WITHOUT_REGION = "sed /me-south-1/d stacks/Pulumi.sandbox.yaml > base.yaml";

const PLAN_ADOPTED = "node dist/cli/main.js plan --config adopted.yaml";

/** What prints a text that no block of commands is before, by the text's first line. */
export const SHOWN_BY: { [name: string]: string[] } = {
  "config of stack prod: 1 problem in the arguments; nothing was registered": [
    "pulumi stack init prod",
    "pulumi config set --path 'regions[0]' me-south-1",
    "pulumi config set --path 'regions[1]' us-east-1",
    "! pulumi preview",
  ],
  "What this change does": [
    WITHOUT_REGION,
    "node dist/cli/main.js plan --stack sandbox --against-file base.yaml",
  ],
  "Not checked": [PLAN_ADOPTED],
  "GuardDuty cannot export from us-east-1, me-south-1: the bucket policy denies s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings (arn:aws:s3:::acme-log-archive/AWSLogs/).":
    [`! ${PLAN_ADOPTED} --key-policy key-policy.json --bucket-policy only-our-trail.json`],
  "Statement 6 \"AnyGuardDuty\" of the bucket policy lets GuardDuty on behalf of other accounts, GuardDuty for detectors that are not exported and GuardDuty for the exported detectors write findings (s3:PutObject) and write outside the findings' folder (s3:PutObject); this export's statements replace it, and the owner of the bucket policy can remove it.":
    [`${PLAN_ADOPTED} --key-policy key-policy.json --bucket-policy any-guardduty.json`],
  "Permissions to deploy findings in stack sandbox: to create, update, refresh and destroy; administrator 1928 of 6144 characters, administrator-events 1193 of 6144 characters, management 1688 of 6144 characters, bucket 3451 of 6144 characters, bucket-readers 1249 of 6144 characters, bucket-athena 1860 of 6144 characters":
    ["node dist/cli/main.js permissions --stack sandbox"],
  "bucket policy of acme-log-archive:": ["pulumi stack init prod", "pulumi preview"],
  '~ destinationArn: "arn:aws:s3:::acme-old-findings" => "arn:aws:s3:::acme-log-archive/guardduty"':
    ["pulumi preview --diff"],
  'warning: existing["me-south-1"]: the detector 22222222222222222222222222222222 in me-south-1 is suspended and generates no findings. Fix: set existing["me-south-1"].enable to true (detectorSuspended)':
    ["sed -i '/enable: true/d' stacks/Pulumi.prod.yaml", "pulumi preview"],
  "error: GuardDuty cannot export from us-east-1, me-south-1: no statement of the bucket policy allows s3:GetBucketLocation, s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings (arn:aws:s3:::acme-log-archive).":
    [
      "sed -i 's/name: acme-log-archive/&\\n      policy: external/' stacks/Pulumi.prod.yaml",
      "! pulumi up",
    ],
};

/** Texts that other tests show: the test, and a part of the text that is in it. By the text's first line. */
export const ELSEWHERE: { [name: string]: { test: string; says: string } } = {
  "- PutObject, DenyUnencrypted and DenyOtherKeys of GuardDutyExport1a2b3c4d: statements of this export under an earlier name of its project, stack or component":
    {
      test: "test/e2e/renames.test.ts",
      says: ": statements of this export under an earlier name of its project, stack or component",
    },
  "The bucket accepts requests without TLS: no statement of the bucket policy denies s3:* on arn:aws:s3:::acme-log-archive and arn:aws:s3:::acme-log-archive/* where aws:SecureTransport is false.":
    {
      test: "test/e2e/adoption.test.ts",
      says: "The bucket accepts requests without TLS: no statement of the bucket policy denies s3:",
    },
  'organization.administrator.accountId: is 111122223333; GuardDuty has another delegated administrator in us-east-1 (account 222233334444). Fix: set organization.administrator.accountId to "222233334444" (administratorOfRegion)':
    {
      test: "test/e2e/organizationRefusals.test.ts",
      says: "GuardDuty has another delegated administrator in us-east-1 (account ",
    },
  "regions: the administrator account has not enabled the opt-in Region af-south-1 (DISABLED). Fix: enable af-south-1 in that account (aws account enable-region --region-name af-south-1) (regionsNotEnabled)":
    {
      test: "test/e2e/organizationRefusals.test.ts",
      says: "(DISABLED). Fix: enable",
    },
};
