import { builtinModules } from "node:module";
import path from "node:path";

/** Which other rooms a room may import from; rooms that are not named here may import from all. */
const ROOMS = {
  rules: [],
  aws: ["rules"],
  components: ["aws", "rules"],
  mocks: ["rules"],
  policy: ["rules"],
  stacks: ["components", "rules"],
  cli: ["aws", "components", "rules", "stacks"],
  health: ["aws", "rules"],
  sandbox: ["rules"],
  index: ["components", "rules"],
};

/** Folders of a room that may not import another of its folders. */
const FOLDERS = [
  {
    from: "sandbox/world/",
    to: "sandbox/cloud",
    why: "the world is data that AWS's rules work on",
  },
];

/** Packages that only some rooms may import. `rooms` lists the ones that may, `except` the ones that may not. */
const PACKAGES = [
  { pattern: /^@pulumi\//, except: ["rules"], why: "rules are plain data in, plain data out" },
  {
    pattern: /^@aws-sdk\//,
    rooms: ["aws", "sandbox", "testing", "test"],
    why: "AWS is called from aws only",
  },
  {
    pattern: /^@cloud-copilot\/iam-data$/,
    rooms: ["tools", "test"],
    why: "what is needed of it is written to rules by npm run action-names",
  },
  {
    pattern: /^@cloud-copilot\/(?!iam-data$)/,
    rooms: ["testing", "test"],
    why: "its licence keeps it out of the package",
  },
  {
    // net stays: isIP and BlockList are pure.
    pattern: new RegExp(`^(node:)?(?!crypto$|util$|net$)(${builtinModules.join("|")})$`),
    except: ["rules"],
    why: "rules do no I/O",
  },
];

function roomOf(file) {
  const [first, ...rest] = file.split(path.sep);
  return rest.length > 0 ? first : path.parse(first).name;
}

/** Why `file` (relative to the root) must not import `source`, or undefined when it may. */
export function refusal(file, source) {
  const from = roomOf(file);
  if (source.startsWith(".")) {
    const target = path.join(path.dirname(file), source);
    const folders = FOLDERS.find((one) => file.startsWith(one.from) && target.startsWith(one.to));
    if (folders) return `${folders.from} must not import from ${folders.to}: ${folders.why}`;
    const to = roomOf(target || "index");
    if (to === from || !(from in ROOMS) || ROOMS[from].includes(to)) return undefined;
    return `${from} must not import from ${to}: it may import from ${ROOMS[from].join(", ") || "no other room"}`;
  }
  const broken = PACKAGES.find(
    ({ pattern, rooms, except }) =>
      pattern.test(source) && (rooms ? !rooms.includes(from) : except.includes(from)),
  );
  return broken && `${from} must not import ${source}: ${broken.why}`;
}

/** Circles are searched for in imports; a type written as `import("./x").X` is none. */
function hidden({ type }, source) {
  if (type !== "TSImportType" || !source.startsWith(".")) return undefined;
  return `import the type from ${source}: the search for circles sees imports alone`;
}

/** The design's import arrows as a rule. */
export const arrows = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const file = path.relative(context.cwd, context.filename);
    const check = (node) => {
      const source = node.source?.value ?? node.argument?.literal?.value;
      const message = typeof source === "string" && (refusal(file, source) ?? hidden(node, source));
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: (node) => check({ ...node, source: node.source ?? node.argument?.literal }),
    };
  },
};
