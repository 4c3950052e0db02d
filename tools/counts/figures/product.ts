import { POLICY_LIMITS } from "../../../rules/policies";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";
import type { FigureSource } from "./source";

const grouped = (number: number) => number.toLocaleString("en-US");
const ALL_REGIONS = DEFAULT_REGIONS.length + LISTED_OPT_IN_REGIONS.length;

/** Figures that the code decides. */
export const OF_THE_PRODUCT: FigureSource[] = [
  // Limits of policies, and counts of Regions and calls.
  {
    figures: [
      ...[`${grouped(POLICY_LIMITS.bucket)} bytes`, grouped(POLICY_LIMITS.key)],
      `${grouped(POLICY_LIMITS.key)} bytes`,
    ],
    ...{ file: "test/docs/figures.test.ts", has: "POLICY_LIMITS.bucket" },
  },
  {
    figures: ["9,618"],
    ...{ file: "test/docs/figures.test.ts", has: "bytes for one account in ${regions.length}" },
  },
  {
    figures: [`${ALL_REGIONS} Regions`],
    ...{ file: "test/docs/figures.test.ts", has: "[regions.length, bytes <= 10_300]" },
  },
  {
    figures: ["424 calls"],
    ...{ file: "test/docs/figures.test.ts", has: "Regions of one account take ${made} calls" },
  },
  {
    figures: ["6,144 characters"],
    ...{ file: "rules/permissions/policy.ts", has: "IDENTITY_POLICY_LIMIT = 6_144" },
  },
  {
    figures: ["10,000 characters"],
    ...{ file: "rules/organizationPolicy/content.ts", has: "MAXIMUM_CHARACTERS = 10_000" },
  },

  // What the command does.
  {
    figures: ["200 members"],
    ...{ file: "rules/proof/prove.ts", has: "MOST_MEMBERS = 200" },
  },
  {
    figures: ["50"],
    in: /command\.md$/,
    ...{ file: "cli/status/newestFindings.ts", has: "MORE_MEMBERS = 50" },
  },
  {
    figures: ["50 members"],
    ...{ file: "aws/guardDuty/memberReader.ts", has: "ACCOUNTS_AT_ONCE = 50" },
  },
  {
    figures: ["4 calls"],
    ...{ file: "aws/identities.ts", has: "ListAttachedRolePolicies" },
  },
  {
    figures: ["20 s"],
    ...{ file: "cli/liveCommands.ts", has: '"time limit of one call, retries included", "20s"' },
  },
  {
    figures: ["120 columns"],
    ...{ file: "cli/output/wrap.ts", has: "DEFAULT_WIDTH = 120" },
  },
  {
    figures: ["90 days"],
    in: /(command|costs|operations)\.md$/,
    ...{ file: "rules/health/newest.ts", has: "DAYS_BACK = 90" },
  },
  {
    figures: ["seven days"],
    in: /command\.md$/,
    ...{ file: "rules/health/rhythm.ts", has: "FEWEST_DAYS = 7" },
  },
  {
    figures: ["three weeks"],
    in: /command\.md$/,
    ...{ file: "rules/health/rhythm.ts", has: "SHORTEST_SPAN = 21" },
  },
  {
    figures: ["0"],
    in: /command\.md$/,
    because: "arrays of JSON start there",
  },

  // What the component does.
  {
    figures: ["8", "8 Regions", "8 providers"],
    in: /(configuration|costs|faq|topologies)\.md$/,
    ...{ file: "rules/plan/providers.ts", has: "PER_REGION_AT_MOST = 8" },
  },
  {
    figures: ["170", "430 MB"],
    ...{
      file: "rules/plan/providers.ts",
      has: "PROVIDER_MEGABYTES = { least: 170, most: 430 }",
    },
  },
  {
    figures: ["1", "2", "4", "2 minutes", "two minutes"],
    in: /(statements|troubleshooting|faq|0004-.*)\.md$/,
    ...{ file: "rules/propagation.ts", has: "LONGEST_WAIT_MS = 120_000" },
  },
  {
    figures: ["two seconds"],
    in: /(security|0004-.*|adopting)\.md$/,
    ...{ file: "components/export/policyWriters.ts", has: "PAUSE_MS = 2_000" },
  },
  {
    figures: ["30 days"],
    in: /(security|statements)\.md$/,
    ...{ file: "rules/args/settings.ts", has: "deletionWindowInDays ?? 30" },
  },
  {
    figures: ["7 days"],
    in: /statements\.md$/,
    ...{ file: "rules/lifecycle.ts", has: "ABORT_UPLOADS_AFTER_DAYS = 7" },
  },
  {
    figures: ["14 days"],
    ...{ file: "rules/queues.ts", has: "MESSAGE_RETENTION_SECONDS = 1_209_600" },
  },
  {
    figures: ["180"],
    in: /chronicle\.md$/,
    ...{ file: "rules/chronicle/args.ts", has: "LONGEST_LOOKBACK_DAYS = 180" },
  },
  {
    figures: ["730 days"],
    ...{ file: "rules/table/projection.ts", has: "NOW-730DAYS" },
  },
  {
    figures: ["10 GiB"],
    ...{ file: "rules/table/args.ts", has: "DEFAULT_BYTES = 10 * 1024 ** 3" },
  },
  {
    figures: ["30"],
    in: /athena\.md$/,
    ...{ file: "rules/table/args.ts", has: "resultsRetentionDays ?? 30" },
  },
  {
    figures: ["7 days", "30 days", "90 days"],
    in: /athena\.md$/,
    ...{ file: "test/athena/queries.test.ts", has: "docs/athena.md" },
  },
  {
    figures: ["2004", "1.1.0"],
    in: /athena\.md$/,
    ...{ file: "rules/table/ocsf/columns.ts", has: "1.1.0" },
  },
  {
    figures: ["50 strings", "5 strings", "1"],
    in: /filters\.md$/,
    ...{ file: "rules/findingFilters/conditions.ts", has: "equals: 50, notEquals: 50, matches: 5" },
  },
  {
    figures: ["512 characters"],
    ...{ file: "rules/findingFilters/conditions.ts", has: "LONGEST_WILDCARD = 512" },
  },
  {
    figures: ["50 fields"],
    ...{ file: "rules/findingFilters/conditions.ts", has: "FIELD_LIMIT = 50" },
  },
  {
    figures: ["100 filters"],
    ...{ file: "rules/filters/limits.ts", has: "MOST_FILTERS = 100" },
  },
  {
    figures: ["1", "2,000"],
    in: /lists\.md$/,
    ...{ file: "rules/lists/kinds.ts", has: "entries: 2_000, lists: 1" },
  },
  {
    figures: ["6", "250,000"],
    in: /lists\.md$/,
    ...{ file: "rules/lists/kinds.ts", has: "entries: 250_000, lists: 6" },
  },
  {
    figures: ["9", "15"],
    in: /policies\.md$/,
    ...{
      file: "test/policy/engine.test.ts",
      has: "runs in a first preview what needs no policy document",
    },
  },
];
