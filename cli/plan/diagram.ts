import { accountIdOf } from "../../rules/plan";
import type { Analysis, Verdict } from "./analysis";
import type { WholeStack } from "./wholeStack";

/** More Regions than these are one node for each result. */
const MOST_REGIONS = 6;

const ARROWS: { [verdict in Verdict]: string } = {
  allowed: "-->",
  denied: '-. "denied" .->',
  undetermined: '-. "undetermined" .->',
  notChecked: '-. "not checked" .->',
  detached: '-. "detached" .-x',
};

interface Node {
  id: string;
  /** With its label, as mermaid writes a shape. */
  shape: (label: string) => string;
  lines: string[];
  /** The account that it is in. */
  account: string;
}

/** Where findings come from and go to, in which accounts. */
export interface Picture {
  nodes: Node[];
  edges: { from: string; arrow: string; to: string }[];
}

const box = (label: string) => `["${label}"]`;
const store = (label: string) => `[("${label}")]`;
const round = (label: string) => `(["${label}"])`;
const hexagon = (label: string) => `{{"${label}"}}`;

/** The accounts, Regions, bucket, key, readers, events, queries and health checks of a stack. */
export function pictureOf(analysis: Analysis, { addOns }: WholeStack): Picture {
  const { plan } = analysis;
  const { accounts, settings, shown } = plan;
  const account = (role: Parameters<typeof accountIdOf>[1]) => {
    const id = accountIdOf(accounts, role);
    return id === undefined ? "account of the credentials" : `account ${id}`;
  };
  const [administrator, owner] = [account("administrator"), account(accounts.bucketOwner)];
  const made = (existing: unknown) => (existing === undefined ? "new" : "existing");
  const regions = regionNodes(analysis, administrator);
  const readers = [...addOns.readers].map(([name, { plan: reader }], index): Node => ({
    ...{ id: `reader${index + 1}`, shape: round, account: OUTSIDE },
    lines: [`reader ${name}`, reader.settings.preset],
  }));
  const node = (id: string, shape: Node["shape"], at: string, ...lines: string[]): Node => ({
    ...{ id, shape, lines, account: at },
  });
  const { management, members } = settings;
  const memberLines = [
    ...(members.managedBy === "policy" ? ["by GuardDuty policies"] : []),
    ...(members.autoEnable ? [`auto-enable ${members.autoEnable}`] : []),
    ...(members.accounts.length > 0 ? [`${members.accounts.length} by name`] : []),
    ...(members.exclude.length > 0 ? [`${members.exclude.length} excluded`] : []),
  ];
  const nodes = [
    ...(management
      ? [node("management", hexagon, account("management"), "delegates GuardDuty")]
      : []),
    ...(memberLines.length > 0
      ? [node("members", hexagon, "member accounts", ...memberLines)]
      : []),
    ...regions.map((one) => one.node),
    node("bucket", store, owner, `${made(settings.bucket.existing)} bucket`, shown.bucketName),
    node("key", hexagon, account(accounts.keyOwner), `${made(settings.key.existing)} key`),
    ...readers,
    ...(addOns.chronicle ? [node("chronicle", round, OUTSIDE, "Google SecOps feed")] : []),
    ...(addOns.sentinel ? [node("sentinel", round, OUTSIDE, "Microsoft Sentinel connector")] : []),
    ...(addOns.athena ? [node("athena", round, owner, "Athena table")] : []),
    ...(addOns.events ? [node("events", round, OUTSIDE, "finding events")] : []),
    ...(addOns.health ? [node("health", hexagon, administrator, "health check")] : []),
  ];
  const edge = (from: string, arrow: string, to: string) => ({ from, arrow, to });
  const ids = regions.map(({ node: { id } }) => id);
  const has = (id: string) => nodes.some((one) => one.id === id);
  const edges = [
    ...(has("management") ? ids.map((id) => edge("management", "-.->", id)) : []),
    ...(has("members") ? ids.map((id) => edge("members", "-->", id)) : []),
    ...regions.map(({ node: { id }, verdict }) => edge(id, ARROWS[verdict], "bucket")),
    edge("bucket", '-. "encrypted under" .-', "key"),
    ...readers.map(({ id }) => edge("bucket", "-->", id)),
    ...(has("chronicle") ? [edge("bucket", "-->", "chronicle")] : []),
    ...(has("sentinel") ? [edge("bucket", "-->", "sentinel")] : []),
    ...(has("athena") ? [edge("bucket", "-->", "athena")] : []),
    ...(has("events") ? ids.map((id) => edge(id, '-- "events" -->', "events")) : []),
    ...(has("health") ? [edge("health", '-. "checks" .-', "bucket")] : []),
  ];
  return { nodes, edges };
}

const OUTSIDE = "who gets findings";

function regionNodes({ plan, proofs, verdict: whole }: Analysis, account: string) {
  const names = plan.regions.map(({ name }) => name);
  const verdictOf = (region: string): Verdict =>
    proofs.find((proof) => proof.region === region)?.result ?? whole;
  const node = (id: string, ...lines: string[]): Node => ({ id, shape: box, lines, account });
  if (names.length <= MOST_REGIONS) {
    return names.map((name) => ({
      node: node(`region_${name.replaceAll("-", "_")}`, name),
      verdict: verdictOf(name),
    }));
  }
  const verdicts = [...new Set(names.map(verdictOf))];
  return verdicts.map((verdict) => {
    const its = names.filter((name) => verdictOf(name) === verdict);
    const lines = [`${its.length} Regions`, ...areasOf(its)];
    return { node: node(`regions_${verdict}`, ...lines), verdict };
  });
}

/** Regions in a line for each area, such as `eu-west-1, 2, 3`: mermaid breaks longer lines inside of names. */
function areasOf(regions: readonly string[]): string[] {
  const areas = new Map<string, string[]>();
  for (const region of regions) {
    const [, area = region, number = ""] = /^(.*-)(\d+)$/.exec(region) ?? [];
    areas.set(area, [...(areas.get(area) ?? []), number]);
  }
  return [...areas].map(([area, numbers]) => area + numbers.join(", "));
}

/** The picture as mermaid draws it; what `before` does not have like this is set off. */
export function graphOf({ nodes, edges }: Picture, before?: Picture): string {
  const accounts = [...new Set(nodes.map(({ account }) => account))];
  const drawn = accounts.map((account, index) => {
    const own = nodes.filter((node) => node.account === account).map((node) => shapeOf(node));
    const head = `  subgraph account${index + 1}["${label(account)}"]`;
    // Without it mermaid turns an account without edges to others, and 34 Regions are higher than a screen.
    return [head, "    direction LR", ...own, "  end"].join("\n");
  });
  const marked = before === undefined ? [] : marks(nodes, before.nodes);
  return [
    "flowchart LR",
    ...drawn,
    ...edges.map(({ from, arrow, to }) => `  ${from} ${arrow} ${to}`),
    ...marked,
  ].join("\n");
}

function shapeOf({ id, shape, lines }: Node): string {
  return `    ${id}${shape(lines.map(label).join("<br>"))}`;
}

function marks(nodes: readonly Node[], before: readonly Node[]): string[] {
  const was = new Map(before.map((node) => [node.id, contentOf(node)]));
  const of = (mark: (node: Node) => boolean) => nodes.filter(mark).map(({ id }) => id);
  const added = of(({ id }) => !was.has(id));
  const changed = of((node) => was.has(node.id) && was.get(node.id) !== contentOf(node));
  return [
    ...marking("added", "stroke:#1a7f37,stroke-width:4px", added),
    ...marking("changed", "stroke:#9a6700,stroke-width:4px", changed),
  ];
}

function marking(name: string, style: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${ids.join()} ${name}`];
}

const contentOf = ({ lines, account }: Node) => JSON.stringify([lines, account]);

/** Mermaid reads marks and words of its own in labels: what is neither letter nor digit is written as its number. */
function label(text: string): string {
  return [...text]
    .map((char) => (/[A-Za-z0-9 .:/-]/.test(char) ? char : `#${char.codePointAt(0)};`))
    .join("")
    .replace(/:\/\/|www\./gi, (link) =>
      [...link].map((char) => `#${char.codePointAt(0)};`).join(""),
    );
}
