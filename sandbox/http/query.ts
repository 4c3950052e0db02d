import type { Members } from "../cloud";
import type { Protocol } from "./protocol";
import { escaped } from "./xml";

const NUMBERS = new Set(["DurationSeconds", "MaxSessionDuration"]);
/** Members of answers that are maps and not structures. */
const MAPS = new Set(["Attributes"]);

/** The protocol of STS, IAM and SNS: a form in, XML out. */
export function query(namespace: string): Protocol {
  const attributes = ` xmlns="${namespace}"`;
  const headers = { "content-type": "text/xml" };
  return {
    read({ body, query: parameters }) {
      const form = new URLSearchParams([
        ...parameters,
        ...new URLSearchParams(body.toString("utf8")),
      ]);
      const { Action, Version: _version, ...input } = inputOf(form);
      return { operation: Action ?? "", input };
    },

    answer({ operation }, output) {
      const result = element(`${operation}Result`, output);
      const body = `<${operation}Response${attributes}>${result}</${operation}Response>`;
      return { status: 200, headers, body };
    },

    refuse({ code: Code, message: Message, statusCode }) {
      const Type = statusCode < 500 ? "Sender" : "Receiver";
      const error = element("Error", { Type, Code, Message });
      return {
        status: statusCode,
        headers,
        body: `<ErrorResponse${attributes}>${error}</ErrorResponse>`,
      };
    },
  };
}

interface Branch {
  [name: string]: Branch | string;
}

/** Names with dots are paths: `Tags.member.1.Key`, `Attributes.entry.1.key`. */
function inputOf(form: URLSearchParams): Members {
  const root: Branch = {};
  for (const [name, value] of form) {
    const path = name.split(".");
    let branch = root;
    for (const part of path.slice(0, -1)) {
      branch = (branch[part] ??= {}) as Branch;
    }
    branch[path.at(-1) ?? ""] = value;
  }
  return valueOf("", root) as Members;
}

function valueOf(name: string, branch: Branch | string): unknown {
  if (typeof branch === "string") return NUMBERS.has(name) ? Number(branch) : branch;
  const { member, entry } = branch;
  if (typeof member === "object") return ordered(member).map((item) => valueOf(name, item));
  if (typeof entry === "object") {
    const pairs = ordered(entry).map((item) => item as { [part: string]: string });
    return Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? ""]));
  }
  const members = Object.entries(branch).map(([inner, value]) => [inner, valueOf(inner, value)]);
  return Object.fromEntries(members);
}

function ordered(items: Branch): (Branch | string)[] {
  const byNumber = Object.entries(items).sort(([one], [other]) => Number(one) - Number(other));
  return byNumber.map(([, item]) => item);
}

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  return `<${name}>${inside(name, value)}</${name}>`;
}

function inside(name: string, value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => element("member", item)).join("");
  if (typeof value !== "object" || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([key, inner]) =>
      MAPS.has(name)
        ? `<entry>${element("key", key)}${element("value", inner)}</entry>`
        : element(key, inner),
    )
    .join("");
}
