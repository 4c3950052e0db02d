import { NormalizedSchema } from "@smithy/core/schema";
import { AwsError, type Members } from "../cloud";
import { DATE_TIME } from "./codec";
import type { HttpRequest, Protocol } from "./protocol";
import { xmlCodec, xmlReader } from "./xmlCodec";

/** The protocol of STS, IAM and SNS: a form in, XML out. */
export function query(namespace: string): Protocol {
  const [version = ""] = /[\d-]{10}/.exec(namespace) ?? [];
  const codec = xmlCodec(namespace);
  const reader = xmlReader({
    xmlNamespace: namespace,
    serviceNamespace: "",
    timestampFormat: { useTrait: true, default: DATE_TIME },
  });
  const headers = { "content-type": "text/xml" };
  return {
    unknown: (name) =>
      new AwsError("InvalidAction", `Could not find operation ${name} for version ${version}`),

    read(model, request) {
      const { Action: name = "", Version: _version, ...rest } = treeOf(formOf(request));
      const operation = model.operations.get(String(name));
      if (operation === undefined) return { name: String(name), input: {} };
      const input = operation.input.isStructSchema()
        ? reader.readSchema(operation.input, rest)
        : {};
      return { name: operation.name, operation, input: input as Members };
    },

    answer({ name, output: schema }, output) {
      const result = schema.isStructSchema() ? { [`${name}Result`]: schema } : {};
      const response = structure(`${name}Response`, result);
      return { status: 200, headers, body: codec.write(response, { [`${name}Result`]: output }) };
    },

    refuse({ code: Code, message: Message, statusCode }) {
      const Type = statusCode < 500 ? "Sender" : "Receiver";
      const text = { Type: TEXT, Code: TEXT, Message: TEXT };
      const response = structure("ErrorResponse", { Error: structure("Error", text) });
      const body = codec.write(response, { Error: { Type, Code, Message } });
      return { status: statusCode, headers, body };
    },
  };
}

const TEXT = NormalizedSchema.of(0);
const STRUCTURE = 3;

/** The schema of a structure that the client has none of. */
function structure(
  name: string,
  members: { [member: string]: NormalizedSchema },
): NormalizedSchema {
  const [names, schemas] = [Object.keys(members), Object.values(members)];
  const schema = [STRUCTURE, "", name, 0, names, schemas.map((one) => one.getSchema())];
  return NormalizedSchema.of(schema as unknown as Parameters<typeof NormalizedSchema.of>[0]);
}

function formOf({ body, query: parameters }: HttpRequest): URLSearchParams {
  return new URLSearchParams([...parameters, ...new URLSearchParams(body.toString("utf8"))]);
}

type Tree = { [name: string]: Tree | string };

/** Names with dots are paths: `Tags.member.1.Key`, `Attributes.entry.1.key`. Numbered items become lists, as XML has them. */
function treeOf(form: URLSearchParams): { [name: string]: unknown } {
  const root = emptyTree();
  for (const [name, value] of form) {
    const path = name.split(".");
    let branch = root;
    for (const part of path.slice(0, -1)) {
      const next = branch[part];
      branch = typeof next === "object" ? next : (branch[part] = emptyTree());
    }
    branch[path.at(-1) as string] = value;
  }
  return listed(root) as { [name: string]: unknown };
}

/** Without a prototype: names of a form are the caller's. */
function emptyTree(): Tree {
  return Object.create(null) as Tree;
}

function listed(tree: Tree | string): unknown {
  if (typeof tree === "string") return tree;
  const entries = Object.entries(tree).map(([name, inner]) => [name, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  if (!isList) return Object.fromEntries(entries);
  const sorted = [...entries].sort(([one], [other]) => Number(one) - Number(other));
  return sorted.map(([, inner]) => inner);
}
