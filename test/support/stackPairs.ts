import { schemaLeaves, valuesOf } from "./wholeStacks";

/** A configuration of a stack. */
export interface Configuration {
  [key: string]: unknown;
}

/** A property that differs between two configurations. */
export interface Difference {
  /** The path in the schema; that of an object for a whole object. */
  path: string;
  /** The same with the names of what the configuration has there. */
  shownPath: string;
  from: unknown;
  to: unknown;
  /** The path, as shown, of the object or the list around it that one side alone has. */
  around?: string;
  /** Whether the other side does not have the list at all. */
  whole?: boolean;
}

/** A configuration, and the same with a value that is changed, added or removed. */
export interface StackPair extends Difference {
  /** The name of the configuration that is edited. */
  of: string;
  base: Configuration;
  head: Configuration;
  /** The same edit of another configuration. */
  edit: (config: Configuration) => Configuration;
}

/** Every single value that differs between two configurations: of lists, each value that one side has alone. */
export function differencesOf(base: Configuration, head: Configuration): Difference[] {
  const [old, now] = [singleValues(base), singleValues(head)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    if (from?.value === to?.value) return [];
    const { path, shownPath } = (from ?? to)!;
    const around = aroundOf(shownPath, to === undefined ? now : old);
    const others = [...(to === undefined ? now : old).values()];
    const whole = path.endsWith("[]") && !others.some((one) => one.shownPath === shownPath);
    const difference = { path, shownPath, from: from?.value, to: to?.value, whole };
    return [{ ...difference, ...(around && { around }) }];
  });
}

/** The first part of a path that nothing of the other side is under. */
function aroundOf(shownPath: string, other: ReturnType<typeof singleValues>): string | undefined {
  const parts = shownPath.split(".");
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("."));
  const known = [...other.values()].map((one) => `${one.shownPath}.`);
  return above.find((path) => !known.some((one) => one.startsWith(`${path}.`)));
}

function singleValues(config: Configuration) {
  return new Map(
    valuesOf(config).map(({ path, steps, value }) => {
      const shownPath = shown(config, steps);
      const key = path.endsWith("[]") ? `${shownPath} ${String(value)}` : shownPath;
      return [key, { path, shownPath, value }] as const;
    }),
  );
}

const [ADMINISTRATOR, OWNER, OTHER] = ["111122223333", "444455556666", "123456789012"] as const;
const OIDC = `arn:aws:iam::${OWNER}:oidc-provider/token.example.com`;
const regions = ["us-east-1", "eu-west-1", "me-south-1"];
const google = { preset: "chronicle", accessKey: { acknowledgeLongLivedKey: true } };
const microsoft = {
  preset: "sentinel",
  webIdentity: { provider: OIDC, sessionNames: ["MicrosoftSentinel_1"] },
};
const member = { accountId: "222233334444", email: "one@example.com" };
const detectors = Object.fromEntries(
  regions.map((region) => [region, { detectorId: "a".repeat(32) }]),
);

/** Configurations in which a property can change alone that others hold in the whole stacks. */
export const PLAIN_STACKS: { [name: string]: Configuration } = {
  plain: {
    ...{ role: "administrator", regions, homeRegion: "us-east-1", notifications: true },
    organization: {
      administrator: { accountId: ADMINISTRATOR },
      management: { accountId: "999900001111" },
      members: { managedBy: "guardduty", accounts: [{ ...member, invite: false }] },
    },
    features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }],
    bucket: { account: { accountId: OWNER } },
    key: { account: { accountId: OWNER } },
    malwareProtection: {
      buckets: [{ name: "uploads", bucketName: "acme-uploads", region: "us-east-1" }],
    },
    events: { topicArn: `arn:aws:sns:us-east-1:${ADMINISTRATOR}:security` },
  },
  feeds: {
    ...{ regions, homeRegion: "us-east-1", notifications: true },
    organization: { administrator: { accountId: ADMINISTRATOR } },
    readers: { google, "google-two": google, microsoft, "microsoft-two": microsoft },
    chronicle: { reader: "google" },
    sentinel: { reader: "microsoft" },
  },
  quiet: { role: "administrator", regions, homeRegion: "us-east-1", notifications: true },
  organization: {
    ...{ regions, homeRegion: "us-east-1", existing: detectors },
    organization: {
      administrator: { accountId: ADMINISTRATOR },
      members: { autoEnable: "NEW", accounts: [{ ...member, existing: true }] },
    },
  },
  owned: {
    ...{ regions, homeRegion: "us-east-1" },
    bucket: { existing: { name: "acme-archive", policy: "merge", detach: false } },
    key: {
      account: { accountId: OWNER },
      existing: {
        arn: `arn:aws:kms:us-east-1:${OWNER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
        ...{ policy: "merge", detach: false },
      },
    },
  },
  lone: { role: "member", regions, account: { accountId: "222233334444" } },
};

/** What is edited of those that are there for few properties. */
const EDITED: { [stack: string]: RegExp } = {
  feeds: /^(chronicle|sentinel)\.reader$/,
  quiet: /^(role|notifications|homeRegion)$/,
  organization: /^(existing|organization\.(members|administrator\.accountId))/,
  owned: /existing/,
  lone: /^(regions|account)/,
};

/** Edits that change several properties, because one alone is not valid. */
const TOGETHER: [of: string, path: string, edits: { [path: string]: unknown }][] = [
  [
    "made",
    "bucket.protection",
    { "bucket.protection": "standard", "bucket.breakGlassRoleArns": undefined },
  ],
  ["quiet", "role", { role: "member", homeRegion: undefined, notifications: undefined }],
];

/** Other values of a property, where the schema does not list them; the first path that fits counts. */
const OTHERS: [path: RegExp, others: readonly unknown[]][] = [
  [/[aA]ccountId$|^(athena|events)\.accounts\[\]$|exclude\[\]$/, [OTHER]],
  [/detectorId$|destinationId$|listId$/, ["d".repeat(32)]],
  [/planId$/, ["abcdef0123456789abcd"]],
  [/[eE]mail$/, ["other@example.com"]],
  [/prefixes\[\]$/, ["more/"]],
  [/^health\.logRetentionDays$/, [30, 365]],
  [/^health\.intervalMinutes$/, [15, 60]],
  [/^events\.severityAtLeast$/, [1, 8]],
  [/^events\.types\[\]$/, ["Policy:"]],
  [/^athena\.since$/, ["2025-06-01", "2026-03-01"]],
  [/^chronicle\.maxLookbackDays$/, [30, 120]],
  [/^chronicle\.instance$/, ["11111111-5a7b-4c2d-9e8f-123456789abc"]],
  [/^chronicle\.location$/, ["europe"]],
  [/^chronicle\.reader$/, ["google-two"]],
  [/^sentinel\.reader$/, ["microsoft-two"]],
  [/^readers\.\*\.webIdentity\.sessionNames\[\]$/, ["MicrosoftSentinel_2"]],
  [/^readers\.\*\.webIdentity\.provider$/, [OIDC.replace("token", "other")]],
  [/^lists\.\*\.entries\[\]$/, ["203.0.113.7"]],
  [/^lists\.\*\.file$/, ["lists/others.txt"]],
  [/^filters\.\*\.criterion\.\*\.\w+OrEqual$/, [1_600_000_000_000, 1_800_000_000_000]],
  [/^filters\.\*\.criterion\.\*\.(e|notE)quals\[\]$/, ["Policy:IAMUser/RootCredentialUsage"]],
  [
    /keyArn$|^key\.existing\.arn$/,
    [`arn:aws:kms:us-east-1:${OWNER}:key/99990000-12ab-34cd-56ef-1234567890ab`],
  ],
];

/** The files of lists that these values name, in addition to those of the whole stacks. */
export const OTHER_FILES = { "lists/others.txt": "203.0.113.10\n" };

const LEAVES = schemaLeaves();
/** Of longer enumerations, such as presets. */
const MOST = 4;
const REGIONS = ["us-east-1", "eu-west-1", "eu-west-2"];

function othersOf(path: string, value: unknown): unknown[] {
  const listed = (LEAVES.get(path) ?? []).filter((one) => typeof one === typeof value);
  const known = listed.includes("us-east-1") ? REGIONS : listed;
  const [, others] = OTHERS.find(([pattern]) => pattern.test(path)) ?? [];
  const all = known.length > 0 ? known : (others ?? changed(value));
  return all.filter((one) => one !== value).slice(0, MOST);
}

function changed(value: unknown): unknown[] {
  if (typeof value === "boolean") return [!value];
  return typeof value === "number" ? [value - 1, value + 1] : [`${value as string}2`];
}

/** Every edit of one property of the configurations; whether what comes of it is valid, their reader says. */
export function stackPairs(stacks: { [name: string]: Configuration }): StackPair[] {
  const edits = Object.entries(stacks).flatMap(([of, base]) => editsOf(of, base));
  const together = TOGETHER.filter(([of]) => stacks[of]).map(([of, path, values]) => {
    const base = stacks[of]!;
    const edit = (config: Configuration) =>
      Object.entries(values).reduce((one, [at, to]) => withValue(one, at.split("."), to), config);
    const from = valueAt(base, path.split("."));
    return {
      ...{ of, path, shownPath: path, from, to: values[path] },
      base,
      head: edit(base),
      edit,
    };
  });
  const known = new Set<string>();
  return [...together, ...edits].filter(({ of, shownPath, from, to }) => {
    const key = JSON.stringify([of, shownPath, from ?? null, to ?? null]);
    return !known.has(key) && known.add(key);
  });
}

function editsOf(of: string, base: Configuration): StackPair[] {
  const values = valuesOf(base).filter(({ path }) => EDITED[of]?.test(path) ?? true);
  return values.flatMap(({ path, steps, value }) => {
    const edit = (at: readonly string[], path: string, from: unknown, to: unknown) => ({
      ...{ of, path, shownPath: shown(base, at), from, to, base },
      head: withValue(base, at, to),
      edit: (config: Configuration) =>
        valueAt(config, at) === undefined ? config : withValue(config, at, to),
    });
    const others = othersOf(path, value);
    const list = steps.slice(0, -1);
    return [
      ...others.map((to) => edit(steps, path, value, to)),
      // The property alone, and each object and list around it as a whole.
      ...steps.map((_, index) => {
        const at = steps.slice(0, steps.length - index);
        return edit(at, above(path, index), valueAt(base, at), undefined);
      }),
      ...(path.endsWith("[]") ? others : []).map((to) => ({
        ...edit(list, path, undefined, [...(valueAt(base, list) as unknown[]), to]),
        to,
      })),
    ];
  });
}

/** The path above: an item of a list is a step of its own. */
function above(path: string, times: number): string {
  if (times === 0) return path;
  const up = path.endsWith("[]") ? path.slice(0, -2) : path.replace(/\.[^.]+$/, "");
  return above(up, times - 1);
}

const valueAt = (value: unknown, steps: readonly string[]) =>
  steps.reduce<unknown>((inner, step) => (inner as Configuration | undefined)?.[step], value);

/** The path by which a text names a value: items by their names, and single values by their list. */
function shown(base: Configuration, steps: readonly string[]): string {
  const parts = steps.map((step, index) => {
    const around = valueAt(base, steps.slice(0, index));
    if (!Array.isArray(around)) return [step];
    const { name, accountId } = Object(around[Number(step)]) as Configuration;
    const known = name ?? accountId;
    return typeof known === "string" ? [known] : [];
  });
  return parts.flat().join(".");
}

/** The same with another value; undefined: without it. */
function withValue<T>(value: T, [step = "", ...rest]: readonly string[], to: unknown): T {
  const inner = rest.length === 0 ? to : withValue((value as Configuration)[step], rest, to);
  if (Array.isArray(value)) {
    const items = value.map((one: unknown, index) => (String(index) === step ? inner : one));
    return items.filter((one) => one !== undefined) as T;
  }
  const { [step]: _, ...others } = value as Configuration;
  return (inner === undefined ? others : { ...(value as Configuration), [step]: inner }) as T;
}
