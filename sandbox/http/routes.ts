import type { HttpModel, HttpOperation } from "./clients";
import { header, type HttpRequest } from "./protocol";

export interface Match {
  operation: HttpOperation;
  /** Label -> its text, unescaped. */
  labels: { [label: string]: string };
}

interface Route {
  operation: HttpOperation;
  method: string;
  pattern: RegExp;
  /** Parameters that have to be there, with their value where one is fixed. */
  parameters: [name: string, value: string][];
  headers: string[];
}

/** A parameter that only says the operation's name. */
const HINT = "x-id";
const compiled = new WeakMap<HttpModel, Route[]>();

/** The operation that a request of a REST API asks for: of those whose path fits the one that demands the most. */
export function matchRoute(
  model: HttpModel,
  request: HttpRequest,
  path: string,
  isCandidate: (operation: HttpOperation) => boolean = () => true,
): Match | undefined {
  let routes = compiled.get(model);
  if (routes === undefined) {
    routes = [...model.operations.values()].flatMap(routeOf);
    compiled.set(model, routes);
  }
  const fitting = routes.filter((route) => isCandidate(route.operation) && fits(route, request));
  const matches = fitting.flatMap((route) => {
    const match = route.pattern.exec(path);
    return match === null ? [] : [{ route, groups: match.groups ?? {} }];
  });
  const [best] = matches.sort(
    (one, other) => weight(other.route, request) - weight(one.route, request),
  );
  if (best === undefined) return undefined;
  const labels = Object.entries(best.groups).map(([name, text]) => [
    name,
    decodeURIComponent(text),
  ]);
  return { operation: best.route.operation, labels: Object.fromEntries(labels) };
}

function routeOf(operation: HttpOperation): Route[] {
  const { http, input } = operation;
  if (http === undefined) return [];
  const [method, uri] = http;
  const [path = "", search = ""] = uri.split("?", 2);
  const bindings = requiredMembers(input).map((member) => member.getMergedTraits());
  return [
    {
      operation,
      method,
      pattern: patternOf(path),
      parameters: [
        ...new URLSearchParams(search),
        ...bindings.flatMap(({ httpQuery }): [string, string][] =>
          httpQuery === undefined ? [] : [[httpQuery, ""]],
        ),
      ],
      headers: bindings.flatMap(({ httpHeader }) => httpHeader?.toLowerCase() ?? []),
    },
  ];
}

/** A structure's schema has its required members first, and behind its members how many they are. */
function requiredMembers(input: HttpOperation["input"]) {
  if (!input.isStructSchema()) return [];
  const [, , , , , , count = 0] = input.getSchema() as unknown as unknown[];
  return [...input.structIterator()].slice(0, count as number).map(([, member]) => member);
}

/** `{Key+}` takes slashes too, and a last label those of an ARN, which clients leave as they are. */
function patternOf(path: string): RegExp {
  const pattern = path
    .replace(/\/$/, "")
    .replace(/[.$*()|^]/g, "\\$&")
    .replace(/\{(\w+)\+\}/g, "(?<$1>.+)")
    .replace(/\{(\w*[Aa]rn)\}$/g, "(?<$1>.+)")
    .replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return new RegExp(`^${pattern}/?$`, "s");
}

function fits({ method, parameters, headers }: Route, request: HttpRequest): boolean {
  return (
    method === request.method &&
    parameters.every(([name, value]) => name === HINT || hasParameter(request, name, value)) &&
    headers.every((name) => header(request, name) !== undefined)
  );
}

function hasParameter({ query }: HttpRequest, name: string, value: string): boolean {
  return query.has(name) && (value === "" || query.get(name) === value);
}

function weight({ parameters, headers, operation }: Route, { query }: HttpRequest): number {
  const demanded = parameters.filter(([name]) => name !== HINT).length + headers.length;
  return demanded + (query.get(HINT) === operation.name ? 0.5 : 0);
}
