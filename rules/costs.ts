/** What the formulas of calls count with, by the letters of docs/costs.md. */
export interface CallVariables {
  /** Regions exported from. */
  R: number;
  /** Objects that GuardDuty writes in a month. */
  O: number;
  /** Readers with a queue. */
  N: number;
  /** Requests for messages of one reader in a month that find none. */
  P: number;
  /** Health checks in a month of 30 days. */
  C: number;
  /** Accounts whose findings' age is looked for. */
  A: number;
  /** Finding events that pass the filter in a month. */
  E: number;
  /** Queries of Athena in a month. */
  Q: number;
  /** Accounts in the findings' table. */
  T: number;
  /** Days that a query reads. */
  D: number;
  /** GiB that a query may read at most. */
  B: number;
}

/** What a stack has, of which calls are counted. */
export type CallsOf = "export" | "readers" | "health" | "events" | "athena";

/** Calls of one kind in a month. */
export interface MonthlyCalls {
  of: CallsOf;
  service: string;
  /** The calls, or what else is billed. */
  calls: readonly string[];
  count: (variables: CallVariables) => number;
}

/** The formulas of docs/costs.md. */
export const MONTHLY_CALLS: readonly MonthlyCalls[] = [
  { of: "export", service: "S3", calls: ["PutObject"], count: ({ O }) => O },
  { of: "export", service: "KMS", calls: ["GenerateDataKey"], count: ({ O }) => O },
  { of: "readers", service: "SNS", calls: ["Publish"], count: ({ O }) => O },
  { of: "readers", service: "KMS", calls: ["GenerateDataKey", "Decrypt"], count: ({ O }) => 2 * O },
  { of: "readers", service: "SQS", calls: ["SendMessage"], count: ({ N, O }) => N * O },
  { of: "readers", service: "SQS", calls: ["ReceiveMessage"], count: ({ N, O, P }) => N * (O + P) },
  { of: "readers", service: "S3", calls: ["GetObject"], count: ({ N, O }) => N * O },
  { of: "readers", service: "KMS", calls: ["Decrypt"], count: ({ N, O }) => N * O },
  { of: "readers", service: "SQS", calls: ["DeleteMessage"], count: ({ N, O }) => N * O },
  { of: "health", service: "EventBridge Scheduler", calls: ["invocations"], count: ({ C }) => C },
  { of: "health", service: "Lambda", calls: ["runs"], count: ({ C }) => C },
  {
    of: "health",
    service: "GuardDuty",
    calls: [
      "GetDetector",
      "DescribePublishingDestination",
      "ListFilters",
      "ListIPSets",
      "ListTrustedEntitySets",
      "ListMembers",
      "GetFindingsStatistics",
    ],
    count: ({ R, C }) => C * (1 + 8 * R),
  },
  { of: "health", service: "S3", calls: ["GetBucketPolicy"], count: ({ C }) => C },
  {
    of: "health",
    service: "KMS",
    calls: ["DescribeKey", "GetKeyPolicy", "ListGrants"],
    count: ({ C }) => 3 * C,
  },
  {
    of: "health",
    service: "S3",
    calls: ["ListObjectsV2"],
    count: ({ C, A, R }) => C * (1 + A * R),
  },
  { of: "health", service: "CloudWatch Logs", calls: ["lines"], count: ({ R, C }) => R * C },
  { of: "health", service: "CloudWatch", calls: ["metrics"], count: ({ R }) => 2 * R },
  { of: "health", service: "CloudWatch", calls: ["alarms"], count: ({ R }) => 2 * R + 2 },
  { of: "health", service: "CloudWatch", calls: ["dashboards"], count: () => 1 },
  { of: "events", service: "EventBridge", calls: ["events"], count: ({ E }) => E },
  {
    of: "athena",
    service: "S3",
    calls: ["ListObjectsV2"],
    count: ({ Q, T, R, D }) => Q * T * R * D,
  },
  { of: "athena", service: "Athena", calls: ["GiB read"], count: ({ Q, B }) => Q * B },
];

const MINUTES_OF_MONTH = 30 * 24 * 60;

/** Health checks in a month of 30 days. */
export const checksAMonth = (intervalMinutes: number) =>
  Math.floor(MINUTES_OF_MONTH / intervalMinutes);

/** What a configuration does not say, as docs/costs.md assumes it. */
export const ASSUMED = { O: 10_000, P: 129_600, A: 3, E: 10_000, Q: 60, D: 7 } as const;
