// Writes sandbox/models from the service models that botocore carries: `npm run models -- FOLDER`, the folder of the
// unpacked package (`pip download --no-deps botocore`, then unzip). Facts only: shapes of inputs, limits, paging.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const OUT = path.resolve(__dirname, "../../sandbox/models");

/** Services of the sandbox, with the operations that are kept where the service has many that it never needs. */
const SERVICES: { [service: string]: RegExp } = {
  account: /./,
  athena: /./,
  cloudwatch: /./,
  events: /./,
  glue: /Database|Table|Tag/i,
  guardduty: /./,
  iam: /./,
  kms: /./,
  lambda: /./,
  logs: /./,
  organizations: /./,
  s3: /./,
  s3control: /Tag|PublicAccessBlock/i,
  scheduler: /./,
  sns: /./,
  sqs: /./,
  sts: /./,
};

/** Patterns that AWS's own pages contradict: the model's has no room for the ARN of a general purpose bucket. */
const WITHOUT_PATTERN = new Set(["S3ResourceArn"]);

interface BotocoreShape {
  type: string;
  required?: string[];
  members?: { [member: string]: { shape: string } };
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  enum?: string[];
  min?: number;
  max?: number;
  pattern?: string;
  /** Of an error: the code that answers have, where it is not the shape's name. */
  error?: { code: string };
}

interface Botocore {
  operations: {
    [operation: string]: { input?: { shape: string }; errors?: { shape: string }[] };
  };
  shapes: { [shape: string]: BotocoreShape };
}

const LIMITS = ["required", "enum", "min", "max", "pattern"] as const;

function main([folder]: string[]): void {
  if (folder === undefined) throw new Error("Give the folder of an unpacked botocore package.");
  const init = readFileSync(path.join(folder, "__init__.py"), "utf8");
  const version = /__version__ = ['"]([\d.]+)['"]/.exec(init)?.[1];
  const source = { package: "botocore", version, read: new Date().toISOString().slice(0, 10) };
  for (const [service, wanted] of Object.entries(SERVICES)) {
    const data = path.join(folder, "data", service);
    const newest = path.join(data, readdirSync(data).sort().at(-1) as string);
    const model = readJson(newest, "service-2") as unknown as Botocore;
    const paging = readJson(newest, "paginators-1") as {
      pagination?: { [name: string]: { [name: string]: unknown } };
    };
    const names = Object.keys(model.operations).filter((name) => wanted.test(name));
    const operations = names.sort().map((name): [string, object] => {
      const pages = paging.pagination?.[name];
      const input = model.operations[name]?.input?.shape;
      const errors = errorsOf(model, name);
      return [
        name,
        {
          ...(input && { input }),
          ...(pages && { pages: pagesOf(pages) }),
          ...(errors.length > 0 && { errors }),
        },
      ];
    });
    const inputs = operations.flatMap(([, { input }]: [string, { input?: string }]) => input ?? []);
    const shapes = [...reachable(model, inputs)]
      .sort()
      .map((name): [string, object] => [name, shapeOf(name, model.shapes[name] as BotocoreShape)]);
    const lines = [
      `"source": ${JSON.stringify(source)}`,
      `"operations": ${listed(operations)}`,
      `"shapes": ${listed(shapes)}`,
    ];
    writeFileSync(path.join(OUT, `${service}.json`), `{\n${lines.join(",\n")}\n}\n`);
  }
}

/** One entry a line, so that a newer model shows as the lines that changed. */
function listed(entries: [string, object][]): string {
  const lines = entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n}`;
}

function shapeOf(name: string, shape: BotocoreShape): object {
  const members = Object.entries(shape.members ?? {}).map(([name, one]) => [name, one.shape]);
  return {
    type: shape.type,
    ...(shape.members && { members: Object.fromEntries(members) }),
    ...(shape.member && { member: shape.member.shape }),
    ...(shape.key && { key: shape.key.shape, value: shape.value?.shape }),
    ...Object.fromEntries(
      LIMITS.filter((limit) => shape[limit] !== undefined)
        .filter((limit) => limit !== "pattern" || !WITHOUT_PATTERN.has(name))
        .map((limit) => [limit, shape[limit]]),
    ),
  };
}

/** Codes of the errors that an operation declares. */
function errorsOf({ operations, shapes }: Botocore, name: string): string[] {
  const errors = operations[name]?.errors ?? [];
  return errors.map(({ shape }) => shapes[shape]?.error?.code ?? shape).sort();
}

function pagesOf(pages: { [name: string]: unknown }): object {
  const { input_token: token, output_token: next, limit_key: limit, result_key: result } = pages;
  return { token, next, limit, more: pages["more_results"], result };
}

/** The shapes that are in those of `from`, themselves among them. */
function reachable(model: Botocore, from: string[], found = new Set<string>()): Set<string> {
  for (const name of from) {
    if (found.has(name)) continue;
    found.add(name);
    const { members = {}, member, key, value } = model.shapes[name] as BotocoreShape;
    const inner = [...Object.values(members), member, key, value];
    reachable(
      model,
      inner.flatMap((one) => one?.shape ?? []),
      found,
    );
  }
  return found;
}

function readJson(folder: string, name: string): { [name: string]: unknown } {
  const file = readdirSync(folder).find((one) => one.startsWith(`${name}.json`));
  if (file === undefined) return {};
  const bytes = readFileSync(path.join(folder, file));
  return JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
}

main(process.argv.slice(2));
