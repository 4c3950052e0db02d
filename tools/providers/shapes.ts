import * as path from "node:path";

import type { Cloud } from "../../sandbox/cloud/contract";
import { awsProvider } from "../../sandbox/providers/aws/provider";
import { awsNativeProvider } from "../../sandbox/providers/awsNative/provider";
import { azureProvider } from "../../sandbox/providers/azure/provider";
import { gcpProvider } from "../../sandbox/providers/gcp/provider";
import { randomProvider } from "../../sandbox/providers/random/provider";
import type { Provider } from "../../sandbox/providers/resource/type";
import type { Members, Shape, Shapes, TypeName } from "../../sandbox/providers/shapes/shape";
import { shapesOf } from "./declarations";

const FOLDER = path.join(__dirname, "..", "..", "sandbox", "providers", "shapes");

const NO_PATIENCE = { patience: { intervalMs: 0, attempts: 1 } };

/** The provider stand-ins whose packages are installed, for what they register and not for what they do. */
export const PROVIDERS = [
  awsProvider({} as Cloud, NO_PATIENCE),
  randomProvider,
  gcpProvider({} as Cloud),
  azureProvider({} as Cloud),
] as Provider<unknown>[];

/** All of them. */
export const STAND_INS = [
  ...PROVIDERS,
  awsNativeProvider({} as Cloud, NO_PATIENCE) as Provider<unknown>,
];

/** The text of the file that has a package's declarations of what its stand-in registers, a type a line. */
export function shapesFile(provider: Provider<unknown>): { file: string; text: string } {
  const { name, types, functions } = provider;
  const tokens = types.map(({ token }) => token);
  return {
    file: path.join(FOLDER, `${name}.ts`),
    text: textOf(name, pruned(shapesOf(name, tokens, Object.keys(functions)), provider)),
  };
}

/** Without the nested types that only inputs name that the stand-in refuses. */
function pruned(shapes: Shapes, { types }: Provider<unknown>): Shapes {
  const reached = new Set<string>();
  const follow = (shape: Shape, path: string, refused: readonly string[]): void => {
    if (refused.includes(path)) return;
    if (typeof shape === "object") {
      if ("list" in shape) follow(shape.list, path, refused);
      if ("map" in shape) follow(shape.map, `${path}.*`, refused);
    } else if (shape.includes(".") && !reached.has(`${shape} ${path}`)) {
      reached.add(shape).add(`${shape} ${path}`);
      followAll(shapes.types[shape as TypeName]!, `${path}.`, refused);
    }
  };
  const followAll = (members: Members, prefix: string, refused: readonly string[]): void => {
    for (const [name, shape] of Object.entries(members)) {
      follow(shape, prefix + name.replace(/\?$/, ""), refused);
    }
  };
  followAll(shapes.config, "", []);
  for (const { token, notModelled = [] } of types) {
    const { inputs, outputs } = shapes.resources[token]!;
    followAll(inputs, "", notModelled);
    // A whole block may be refused and read all the same.
    const unread = notModelled.filter((path) => path.includes("."));
    followAll(outputs, "", unread);
  }
  for (const { args, result } of Object.values(shapes.functions)) {
    followAll(args, "", []);
    followAll(result, "", []);
  }
  const kept = Object.entries(shapes.types).filter(([name]) => reached.has(name));
  return { ...shapes, types: Object.fromEntries(kept) };
}

function textOf(name: string, shapes: Shapes): string {
  return [
    `// What @pulumi/${name} ${shapes.version} declares: written by \`npm run shapes\`.`,
    'import type { Shapes } from "./shape";',
    "",
    `export const ${name}Shapes: Shapes = {`,
    `version: ${JSON.stringify(shapes.version)},`,
    `config: ${JSON.stringify(shapes.config)},`,
    ...block("resources", shapes.resources),
    ...block("functions", shapes.functions),
    ...block("types", shapes.types),
    "};",
    "",
  ].join("\n");
}

function block(name: string, members: { [name: string]: Members | object }): string[] {
  const lines = Object.entries(members).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},`,
  );
  return [`${name}: {`, ...lines, "},"];
}
