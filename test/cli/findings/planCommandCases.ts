import type { AnyFindingId } from "../../../rules/findings";
import { runIn } from "../../../testing/command";
import type { FixCase } from "./fixCase";
import { distinct } from "./fixCase";

const stackFile = (config: object) => ({
  "Pulumi.prod.yaml": JSON.stringify({
    config: Object.fromEntries(
      Object.entries(config).map(([key, value]) => [`guardduty-export:${key}`, value]),
    ),
  }),
});
const ADOPTED = {
  regions: ["us-east-1"],
  bucket: { existing: { name: "acme-logs", policy: "merge" } },
};
const TLS_ONLY = {
  Version: "2012-10-17",
  Statement: [
    {
      ...{ Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "s3:*" },
      Resource: ["arn:aws:s3:::acme-logs", "arn:aws:s3:::acme-logs/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
};
const CREATED = { regions: ["us-east-1"] };
const OF_ACCOUNT = {
  regions: ["us-east-1"],
  organization: { administrator: { accountId: "111122223333" } },
};
const RCP = ["--resource-control-policy", "rcp.json"];
const SERVICE = { "aws:PrincipalIsAWSService": "true" };
const NOT_ADMINISTRATOR = { StringNotEqualsIfExists: { "aws:SourceAccount": ["111122223333"] } };
const rcp = (Condition: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition }],
});
const AGAINST = ["--against-file", "old.yaml"];
const MEMBER = { role: "member", administratorStack: "acme/guardduty-export/prod" };

interface Planned {
  config: object;
  /** Options and the files that they name. */
  options?: string[];
  files?: { [name: string]: string };
}

/** A plan with a finding, and the plan after its fix. */
const SENTINEL = { preset: "sentinel" };
const OF_SESSION = {
  provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1234abcd/",
  audiences: ["sts.amazonaws.com"],
  sessionNames: ["MicrosoftSentinel_1234abcd"],
};
const OTHERS = { principalArns: ["arn:aws:iam::555566667777:root"] };
const KEYED = { accessKey: { acknowledgeLongLivedKey: true } };
const KEY_ELSEWHERE = {
  regions: ["us-east-1"],
  organization: { administrator: { accountId: "444455556666" } },
  key: { account: { accountId: "555566667777", profile: "keys" } },
};
const ARCHIVED = {
  regions: ["us-east-1"],
  organization: { administrator: { accountId: "111122223333", profile: "security" } },
  bucket: { account: { accountId: "444455556666", profile: "archive" } },
  malwareProtection: { findingsBucket: {} },
};
const SCANNED = {
  malwareProtection: {
    buckets: [{ name: "uploads", bucketName: "acme-uploads", region: "eu-west-1" }],
  },
};
const scanEvents = (malwareScans: boolean) => ({
  events: { busArn: "arn:aws:events:us-east-1:111122223333:event-bus/x", malwareScans },
});
const SCANS = { type: { matches: ["Recon:EC2/*"] } };
const LOW_SCANS = { ...SCANS, severity: { lessThan: 4 } };
const SINCE = { updatedAt: { greaterThan: 1_767_225_600_000 } };
const EVERYTHING = { type: { matches: ["*"] } };
const QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
const ofSubject = (subject: string) => ({
  webIdentity: {
    provider: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    audiences: ["sts.amazonaws.com"],
    subjects: [subject],
  },
});

const CASES: {
  id: AnyFindingId;
  what: string;
  before: Planned;
  after: Planned;
  causes?: AnyFindingId[];
  remaining?: AnyFindingId[];
}[] = [
  {
    ...{ id: "policyNotGiven", what: "the bucket's" },
    before: { config: ADOPTED },
    after: {
      config: ADOPTED,
      options: ["--bucket-policy", "bucket-policy.json"],
      files: { "bucket-policy.json": JSON.stringify(TLS_ONLY) },
    },
    remaining: ["holderNotRead"],
  },
  {
    ...{ id: "controlPolicyDenies", what: "for every service" },
    before: {
      config: OF_ACCOUNT,
      options: RCP,
      files: { "rcp.json": JSON.stringify(rcp({ Bool: SERVICE })) },
    },
    after: {
      config: OF_ACCOUNT,
      options: RCP,
      files: { "rcp.json": JSON.stringify(rcp({ Bool: SERVICE, ...NOT_ADMINISTRATOR })) },
    },
  },
  {
    ...{ id: "controlPoliciesNotRead", what: "for a created bucket and key" },
    before: { config: CREATED },
    after: { config: CREATED, options: ["--resource-control-policy", "none"] },
  },
  {
    ...{ id: "regionsNotKnown", what: "a member's, which are outputs" },
    before: { config: MEMBER },
    after: {
      config: { ...MEMBER, regions: ["us-east-1"], administratorAccountId: "111122223333" },
    },
  },
  {
    ...{ id: "addOnEncrypted", what: "readers" },
    before: { config: { ...CREATED, readers: { secure: "v1:abc" } } },
    after: {
      config: {
        ...CREATED,
        readers: {
          siem: {
            role: {
              principalArns: ["arn:aws:iam::555566667777:root"],
              externalId: { secure: "v1:abc" },
            },
          },
        },
      },
    },
  },
  {
    ...{ id: "readerCannotDecrypt", what: "a role that Pulumi names, with a key elsewhere" },
    before: { config: { ...KEY_ELSEWHERE, readers: { siem: { role: OTHERS } } } },
    after: {
      config: {
        ...{ ...KEY_ELSEWHERE, readerArns: ["arn:aws:iam::444455556666:role/findings-siem-role"] },
        readers: { siem: { role: { ...OTHERS, name: "findings-siem-role" } } },
      },
    },
  },
  {
    ...{ id: "readerCannotDecrypt", what: "a user, whom AWS names first" },
    before: { config: { ...KEY_ELSEWHERE, readers: { siem: KEYED } } },
    after: {
      config: {
        ...{ ...KEY_ELSEWHERE, readers: { siem: KEYED } },
        readerArns: ["arn:aws:iam::444455556666:user/findings-siem-user-0a1b2c3"],
      },
    },
  },
  {
    ...{ id: "scanEventsNotSent", what: "of the findings bucket in another account" },
    before: { config: { ...ARCHIVED, ...scanEvents(true) } },
    after: { config: { ...ARCHIVED, ...scanEvents(false) } },
    remaining: ["sharedPolicyNotRead"],
  },
  {
    ...{ id: "scanEventsNotSent", what: "of a bucket in another Region" },
    before: { config: { ...CREATED, ...SCANNED, ...scanEvents(true) } },
    after: { config: { ...CREATED, ...SCANNED, ...scanEvents(false) } },
    remaining: ["scanPolicyNotRead", "sharedPolicyNotRead"],
  },
  {
    ...{ id: "trustNotBound", what: "by a name of sessions and an audience of the caller's own" },
    before: {
      config: { ...CREATED, readers: { azure: { ...SENTINEL, webIdentity: OF_SESSION } } },
    },
    after: {
      config: {
        ...CREATED,
        readers: {
          azure: { ...SENTINEL, webIdentity: { ...OF_SESSION, subjects: ["1234abcd"] } },
        },
      },
    },
  },
  {
    ...{ id: "subjectWildcard", what: "of an issuer that others use too" },
    before: { config: { ...CREATED, readers: { ci: ofSubject("repo:acme/*") } } },
    after: {
      config: { ...CREATED, readers: { ci: ofSubject("repo:acme/siem:ref:refs/heads/main") } },
    },
  },
  {
    ...{ id: "externalIdMissing", what: "of another account" },
    before: { config: { ...CREATED, readers: { siem: { preset: "wazuh", role: OTHERS } } } },
    after: {
      config: {
        ...CREATED,
        readers: { siem: { preset: "generic", role: { ...OTHERS, externalId: "acme" } } },
      },
    },
  },
  {
    ...{ id: "sharedPolicyNotRead", what: "of a queue that exists" },
    before: {
      config: {
        ...CREATED,
        notifications: true,
        readers: { siem: { role: OTHERS, queue: { existing: { url: QUEUE } } } },
      },
    },
    after: { config: { ...CREATED, notifications: true, readers: { siem: { role: OTHERS } } } },
  },
  {
    ...{ id: "filterArchivesSevere", what: "a filter of one type, of any severity" },
    before: { config: { ...CREATED, filters: { scans: { criterion: SCANS } } } },
    after: {
      config: {
        ...CREATED,
        filters: { scans: { criterion: { ...SCANS, severity: { lessThan: 7 } } } },
      },
    },
  },
  {
    ...{ id: "filtersArchiveEverything", what: "by one filter" },
    before: { config: { ...CREATED, filters: { all: { criterion: EVERYTHING } } } },
    after: {
      config: { ...CREATED, filters: { all: { criterion: EVERYTHING, action: "NOOP" } } },
    },
    causes: ["filterArchivesSevere"],
  },
  {
    ...{ id: "filtersArchiveEverything", what: "by the second of two filters" },
    before: {
      config: {
        ...CREATED,
        filters: { scans: { criterion: LOW_SCANS }, all: { criterion: EVERYTHING } },
      },
    },
    after: {
      config: {
        ...CREATED,
        filters: {
          scans: { criterion: LOW_SCANS },
          all: { criterion: EVERYTHING, action: "NOOP" },
        },
      },
    },
    causes: ["filterArchivesSevere"],
  },
  {
    ...{ id: "filtersArchiveEverything", what: "from some time on" },
    before: { config: { ...CREATED, filters: { all: { criterion: SINCE } } } },
    after: { config: { ...CREATED, filters: { all: { criterion: SINCE, action: "NOOP" } } } },
    causes: ["filterArchivesSevere"],
  },
  {
    ...{ id: "filterMatchesNothing", what: "bounds that exclude each other" },
    before: {
      config: {
        ...CREATED,
        filters: { scans: { criterion: { severity: { greaterThan: 6, lessThan: 4 } } } },
      },
    },
    after: {
      config: { ...CREATED, filters: { scans: { criterion: { severity: { lessThan: 4 } } } } },
    },
  },
  {
    ...{ id: "baseConfigInvalid", what: "a configuration without Regions" },
    before: { config: CREATED, options: AGAINST, files: { "old.yaml": "regions: []\n" } },
    after: { config: CREATED, options: AGAINST, files: { "old.yaml": "regions: [eu-west-1]\n" } },
  },
  {
    ...{ id: "planWarning", what: "a Region that is not listed" },
    before: { config: { regions: ["eu-west-9"] } },
    after: { config: { regions: ["eu-west-1"] } },
  },
];

/** All but what a plan without resource control policies always has, unless that is what is looked for. */
export async function foundByPlan(
  { config, options = [], files = {} }: Planned,
  without: AnyFindingId | undefined,
) {
  const { out, err } = await runIn({ ...stackFile(config), ...files }, [
    ...["plan", "--stack", "prod", "--format", "json", ...options],
  ]);
  if (err !== "") throw new Error(err);
  const {
    findings = [],
    warnings = [],
    notChecked = [],
  } = JSON.parse(out) as {
    [kind: string]: { id: string; fix: string }[];
  };
  return [...findings, ...warnings, ...notChecked].filter(({ id }) => id !== without);
}

export const planCommandCases: FixCase[] = CASES.map(({ id, what, before, after, ...more }) => ({
  ...{ id, what, causes: more.causes, remaining: more.remaining },
  run: async () => {
    const without = id === "controlPoliciesNotRead" ? undefined : "controlPoliciesNotRead";
    const found = await foundByPlan(before, without);
    const left = await foundByPlan(after, without);
    return {
      before: distinct(found.map((one) => one.id)),
      fix: found.find((one) => one.id === id)?.fix ?? "",
      after: distinct(left.map((one) => one.id)),
    };
  },
}));
