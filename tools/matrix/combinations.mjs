import { MINIMUM, PINNED } from "../pulumi-cli/choose.mjs";

/** Versions of the Pulumi SDK and engine: both ends of what the component accepts. */
export const PULUMI = { oldest: MINIMUM, newest: PINNED };

const EVERYTHING = [
  ["unit", ["test/{rules,aws,components,stacks,cli,tools}/**/*.test.{ts,mjs}"]],
  ["package", ["test/package/**/*.test.{ts,mjs}"]],
  ["e2e", ["lifecycle", "existing", "organization"].map((name) => `test/e2e/${name}.test.ts`)],
];
const COMMAND = [["command", ["test/cli/**/*.test.ts"]]];

/** By major version of Node.js: the Pulumi and the tests that run on it. Version 26 runs the command alone, which needs no Pulumi engine. */
const NODES = {
  22: { pulumi: ["oldest", "newest"], suites: EVERYTHING },
  24: { pulumi: ["oldest", "newest"], suites: EVERYTHING },
  26: { pulumi: ["newest"], suites: COMMAND },
};

/** Every combination: `{ node: 22, pulumi: "oldest", suites: [[name, files]] }`. */
export const COMBINATIONS = Object.entries(NODES).flatMap(([node, { pulumi, suites }]) =>
  pulumi.map((one) => ({ node: Number(node), pulumi: one, suites })),
);

/** Those that the options name: `--node 24`, `--pulumi oldest`, `--suite unit`. Throws for a value that names none. */
export function chosen({ node, pulumi, suite }) {
  const found = COMBINATIONS.map((one) => ({
    ...one,
    suites: one.suites.filter(([name]) => suite === undefined || name === suite),
  })).filter(
    (one) =>
      (node === undefined || String(one.node) === node) &&
      (pulumi === undefined || one.pulumi === pulumi) &&
      one.suites.length > 0,
  );
  if (found.length > 0) return found;
  const given = Object.entries({ node, pulumi, suite }).filter(([, value]) => value !== undefined);
  const known = COMBINATIONS.flatMap((one) =>
    one.suites.map(([name]) => `  --node ${one.node} --pulumi ${one.pulumi} --suite ${name}`),
  );
  throw new Error(
    `no combination has ${given.map(([name, value]) => `--${name} ${value}`).join(" ")}. Fix: choose from\n${known.join("\n")}`,
  );
}

/** The results as a table in markdown: one row a combination, one column a suite. */
export function table(results) {
  const suites = [...new Set(results.flatMap((one) => Object.keys(one.sums)))];
  const rows = [
    ["Node.js", "Pulumi SDK", "Pulumi engine", ...suites],
    ["---", "---", "---", ...suites.map(() => "---")],
    ...results.map(({ node, sdk, engine, sums }) => [
      node,
      sdk,
      engine,
      ...suites.map((suite) => sums[suite] ?? "not run"),
    ]),
  ];
  return rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
}
