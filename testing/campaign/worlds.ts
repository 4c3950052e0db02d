import type { World } from "../../sandbox/world";

/** What differs from run to run: ids that AWS chooses, the suffix of the bucket, times. */
const CHOSEN: readonly [pattern: RegExp, name: string][] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>"],
  [/[0-9a-f]{32}/g, "<id>"],
  [/([-_])[0-9a-f]{7,8}(?![0-9a-f])/g, "$1<suffix>"],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>"],
  [/\/\d{4}\/\d\d\/\d\d\//g, "/<day>/"],
  // A view's text has the names above in Base64.
  [/(?<=Presto View: )\S+/g, "<view>"],
  [/\b(AROA|AIDA)[0-9A-Z]{17}\b/g, "<unique id>"],
  [/(?<=malware-protection-plan\/|MalwareProtectionS3-)[0-9a-f]{20}/g, "<plan>"],
  // The code of the health function has the names above.
  [/(?<=\/CodeSha256 = ).*/, "<code>"],
  [/\bAKIA[0-9A-Z]{16}\b/g, "<access key>"],
  [/(?<=\/secret\w* = ).*/gi, "<secret>"],
];

/** A line for each value that AWS has, without what differs from run to run and the keys that are deleted already. */
export function comparable({ buckets, keys, detectors, ...world }: World): string[] {
  const { accounts: _accounts, caller: _caller, assumptions: _assumptions, ...made } = world;
  const kept = {
    ...made,
    buckets: Object.fromEntries(
      Object.entries(buckets).map(([name, { objects, versions: _, ...bucket }]) => [
        name,
        { ...bucket, objects: Object.fromEntries(Object.keys(objects).map((key) => [key, true])) },
      ]),
    ),
    keys: Object.fromEntries(
      Object.values(keys)
        .filter(({ state }) => state !== "PendingDeletion")
        .map((key) => [key.description, key]),
    ),
    detectors: Object.fromEntries(
      Object.entries(detectors).map(([name, { findings: _, ...one }]) => [name, one]),
    ),
  };
  return linesOf("", kept)
    .map((line) => CHOSEN.reduce((now, [pattern, name]) => now.replace(pattern, name), line))
    .sort();
}

function linesOf(path: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [`${path} = ${String(value)}`];
  return Object.entries(value).flatMap(([name, member]) => linesOf(`${path}/${name}`, member));
}

/** What one world has and the other does not. */
export function differences(found: readonly string[], expected: readonly string[]): string[] {
  const without = (some: readonly string[], others: readonly string[]) =>
    some.filter((line) => !others.includes(line));
  return [
    ...without(found, expected).map((line) => `AWS has ${line}`),
    ...without(expected, found).map((line) => `AWS does not have ${line}`),
  ];
}
