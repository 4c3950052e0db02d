import type { FigureSource } from "./source";

const AWS = "https://docs.aws.amazon.com/";
const GUARDDUTY = `${AWS}guardduty/latest/ug/`;
const BENCH = "npm run bench -- --rounds 2";
const HEALTH = "npm run measure:health";

/** Figures that are measured, versions, and facts of AWS and vendors. */
export const OF_OTHERS: FigureSource[] = [
  // The health check, and costs.
  {
    figures: ["60 s"],
    ...{ file: "components/health/function.ts", has: "TIMEOUT_SECONDS = 60" },
  },
  {
    figures: ["256 MB"],
    ...{ file: "components/health/function.ts", has: "MEMORY_MEGABYTES = 256" },
  },
  {
    figures: ["0", "1"],
    in: /operations\.md$/,
    because: "values of a metric, and the least reservation of a function that runs one at a time",
  },
  {
    figures: ["15 minutes"],
    in: /(costs|operations)\.md$/,
    ...{ file: "test/docs/costs.test.ts", has: "checksAMonth" },
  },
  {
    figures: ["380 calls", "122 MB", "310 calls", "1.1 s", "3.5 s", "100 ms"],
    in: /(operations|costs)\.md$/,
    measured: HEALTH,
  },
  { figures: ["281 kB"], measured: "ls -l dist/health after npm run build" },
  { figures: ["3 KB"], measured: HEALTH },
  {
    figures: ["4 KB", "100"],
    in: /operations\.md$/,
    page: `${AWS}lambda/latest/dg/gettingstarted-limits.html`,
  },
  {
    figures: /^(\d+|\d+ objects|129600 requests|20 seconds|30 days|600 GiB|1,000 objects|1 kB)$/,
    in: /costs\.md$/,
    ...{ file: "test/docs/costs.test.ts", has: "equal the examples next to them" },
  },

  // Performance.
  {
    figures: /^(\d\.\d+( s)?|1 Region|17 Regions|273 MB|300 ms|2 processors|23 GiB)$/,
    in: /performance\.md$/,
    measured: BENCH,
  },
  { figures: ["57 MB"], in: /0014-/, measured: "npm install @pulumi/aws-native, and du" },
  { figures: ["476"], in: /0011-/, measured: "make athena" },

  // Versions.
  {
    figures: ["22"],
    ...{ file: "package.json", has: '"node": ">=22"' },
  },
  {
    figures: ["3.257"],
    ...{ file: "package.json", has: '"@pulumi/pulumi": ">=3.257.0 <4"' },
  },
  {
    figures: ["7", "7.48", "6"],
    in: /(README|upgrading)\.md$/,
    ...{ file: "package.json", has: '"@pulumi/aws": "^7.48.0"' },
  },
  {
    figures: ["4", "4.21"],
    in: /upgrading\.md$/,
    ...{ file: "package.json", has: '"@pulumi/random": "^4.21.0"' },
  },
  {
    figures: ["9", "9.29"],
    in: /upgrading\.md$/,
    ...{ file: "package.json", has: '"@pulumi/gcp": "^9.29.0"' },
  },
  {
    figures: ["6.40"],
    in: /upgrading\.md$/,
    ...{ file: "package.json", has: '"@pulumi/azure": "^6.40.0"' },
  },
  {
    figures: ["1", "1.20"],
    in: /upgrading\.md$/,
    ...{ file: "package.json", has: '"@pulumi/policy": "^1.20.0"' },
  },
  {
    figures: ["1.26.6"],
    ...{ file: "tools/pulumi-cli/go.mod", has: "go 1.26.6" },
  },
  { figures: ["1.0.0"], page: "https://semver.org/#spec-item-4" },
  {
    figures: ["3.252", "3.261"],
    in: /decisions\//,
    page: "https://github.com/pulumi/pulumi/blob/master/CHANGELOG.md",
  },
  {
    figures: ["3"],
    in: /0011-/,
    page: `${AWS}athena/latest/ug/engine-versions-reference-0003.html`,
  },
  {
    figures: ["1.15.5", "12 Regions"],
    in: /README\.md$/,
    page: "https://github.com/awslabs/landing-zone-accelerator-on-aws/tree/v1.15.5",
  },
  { figures: ["1"], in: /sandbox\.md$/, because: "a version of the AWS CLI" },

  // Facts of AWS and of vendors.
  {
    figures: ["five minutes"],
    page: `${GUARDDUTY}guardduty_exportfindings.html`,
  },
  {
    figures: ["90 days"],
    in: /playbooks\//,
    page: `${GUARDDUTY}guardduty_findings.html`,
  },
  {
    figures: ["24 hours"],
    page: `${GUARDDUTY}set-guardduty-auto-enable-preferences.html`,
  },
  {
    figures: ["one hour"],
    in: /pulumi-cloud\.md$/,
    page: `${AWS}IAM/latest/UserGuide/id_roles_use.html`,
  },
  {
    figures: ["1.2"],
    in: /security\.md$/,
    page: `${AWS}AmazonS3/latest/userguide/network-isolation.html`,
  },
  {
    figures: ["12 digits", "12-digit"],
    page: `${AWS}accounts/latest/reference/manage-acct-identifiers.html`,
  },
  {
    figures: ["15 minutes", "21 digits"],
    in: /chronicle\.md$/,
    page: "https://cloud.google.com/chronicle/docs/reference/feed-management-api",
  },
  {
    figures: ["20", "30 minutes"],
    in: /sentinel\.md$/,
    page: "https://learn.microsoft.com/azure/sentinel/connect-aws",
  },
  {
    figures: ["0", "1"],
    in: /sandbox\.md$/,
    because: "the bounds of a share",
  },
];
