import type { Arn } from "../rules/arn";
import { arnText, knownArn, parseArn } from "../rules/arn";
import type { WorldFile } from "../sandbox/world";
import { bucketPolicyOfOthers, keyPolicyOfOthers } from "./logArchive";

type Values = { [key: string]: unknown };

/** Accounts that act by an ARN of a role, wherever a configuration names them. */
interface Acting {
  accountId?: string;
  assumeRoleArn?: string;
}

interface Declared {
  regions?: string[];
  homeRegion?: string;
  existing?: { [region: string]: { detectorId?: string; destinationId?: string } };
  bucket?: {
    existing?: { name: string };
    account?: Acting;
    accessLogs?: { bucketName: string };
  };
  key?: { existing?: { arn: string }; account?: Acting };
  readers?: { [name: string]: { queue?: { existing?: { url: string } } } };
  notificationTopicArn?: string;
  organization?: { administrator?: Acting };
  filters?: { [name: string]: DeclaredFilter };
  malwareProtection?: {
    findingsBucket?: object;
    buckets?: { bucketName: string; region: string }[];
  };
}

interface DeclaredFilter {
  rank?: number;
  action?: string;
  description?: string;
  criterion: { [field: string]: { [operator: string]: unknown } };
  existing?: { [region: string]: unknown };
}

/** A world that has what a stack's configuration says exists: accounts with their roles, buckets, keys, topics, queues and detectors. */
export function declaredWorld(values: Values, base: WorldFile): WorldFile {
  const config = values as Declared;
  const { regions = ["us-east-1"], homeRegion = regions[0] as string } = config;
  const queues = existingQueues(config);
  const caller = queues[0]?.accountId ?? base.caller;
  const administrator = config.organization?.administrator?.accountId ?? (caller as string);
  const archive = config.bucket?.account?.accountId ?? administrator;
  const bucket = config.bucket?.existing?.name;
  const keyArn = config.key?.existing?.arn;
  const kmsKeyArn = keyArn ?? `arn:aws:kms:${homeRegion}:${archive}:key/of-before`;
  const logs = config.bucket?.accessLogs?.bucketName;
  const detectors = Object.entries(config.existing ?? {}).map(
    ([region, { detectorId, destinationId }]) => [
      `${administrator}/${region}`,
      {
        ...(detectorId && { id: detectorId }),
        destinations: destinationId
          ? { [destinationId]: { destinationArn: `arn:aws:s3:::${bucket ?? "before"}`, kmsKeyArn } }
          : {},
        filters: existingFilters(config, region),
      },
    ],
  );
  return {
    ...base,
    ...(caller && { caller }),
    accounts: accountsOf(values, regions, base.accounts ?? {}),
    buckets: {
      ...base.buckets,
      ...(bucket && {
        [bucket]: { account: archive, region: homeRegion, policy: { ...bucketPolicyOfOthers } },
      }),
      ...(logs && { [logs]: { account: archive, region: homeRegion } }),
      ...scannedBuckets(config, { administrator, archive }),
    },
    keys: { ...base.keys, ...(keyArn && { [keyArn]: { policy: keyPolicyOf(keyArn) } }) },
    detectors: { ...base.detectors, ...Object.fromEntries(detectors) },
    topics: {
      ...base.topics,
      ...(config.notificationTopicArn && { [config.notificationTopicArn]: {} }),
    },
    queues: { ...base.queues, ...Object.fromEntries(queues.map((arn) => [arnText(arn), {}])) },
  };
}

/** The buckets that Malware Protection scans: of the findings bucket's account where that one is scanned too. */
function scannedBuckets(
  { malwareProtection: { findingsBucket, buckets = [] } = {} }: Declared,
  { administrator, archive }: { administrator: string; archive: string },
): NonNullable<WorldFile["buckets"]> {
  const account = findingsBucket === undefined ? administrator : archive;
  return Object.fromEntries(
    buckets.map(({ bucketName, region }) => [bucketName, { account, region }]),
  );
}

/** The queues that readers are given: they are of the account that deploys. */
function existingQueues({ readers = {} }: Declared): Arn[] {
  return Object.values(readers).flatMap(({ queue }) => {
    const url = queue?.existing?.url;
    if (url === undefined) return [];
    const { hostname, pathname } = new URL(url);
    const [, accountId = "", resource = ""] = pathname.split("/");
    const [, region = ""] = hostname.split(".");
    return [{ partition: "aws", service: "sqs", region, accountId, resource }];
  });
}

/** The filters of a Region that a configuration adopts, as it describes them. */
function existingFilters({ filters = {} }: Declared, region: string): { [name: string]: object } {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, { existing = {}, ...filter }]) =>
      region in existing ? [[name, { action: "ARCHIVE", ...filter }]] : [],
    ),
  );
}

/** The accounts and roles that a configuration names, in addition to those that exist; every account has enabled its opt-in Regions. */
function accountsOf(
  values: Values,
  optedIn: string[],
  base: NonNullable<WorldFile["accounts"]>,
): NonNullable<WorldFile["accounts"]> {
  const named = [values, bucketPolicyOfOthers, keyPolicyOfOthers];
  const roles = (
    JSON.stringify(named).match(/arn:[\w-]+:iam::\d{12}:role\/[\w/+=,.@-]+/g) ?? []
  ).filter((arn) => parseArn(arn) !== undefined);
  const accounts = { ...base };
  for (const role of roles) {
    const { accountId } = knownArn(role);
    const known = accounts[accountId] ?? {};
    accounts[accountId] = { ...known, roles: [...new Set([...(known.roles ?? []), role])] };
  }
  return Object.fromEntries(
    Object.entries(accounts).map(([id, account]) => [
      id,
      { ...account, optedIn: [...new Set([...(account.optedIn ?? []), ...optedIn])] },
    ]),
  );
}

/** The policy of others, of the account of this key. */
function keyPolicyOf(keyArn: string): { [key: string]: unknown } {
  const text = JSON.stringify(keyPolicyOfOthers).replaceAll(
    /(iam::)\d{12}(:root)/g,
    `$1${knownArn(keyArn).accountId}$2`,
  );
  return JSON.parse(text) as { [key: string]: unknown };
}
