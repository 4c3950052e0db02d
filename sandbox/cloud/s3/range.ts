import { AwsError, type Members } from "../contract";

interface Range {
  from: number;
  to: number;
}

/**
 * The part of an object that a request asks for; undefined for the whole object. S3 ignores a range that is not one.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
function requestedRange(range: unknown, size: number): Range | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(String(range ?? "")) ?? [];
  if (first === "" && last === "") return undefined;
  const isSuffix = first === "";
  if (!isSuffix && last !== "" && Number(last) < Number(first)) return undefined;
  const from = isSuffix ? Math.max(0, size - Number(last)) : Number(first);
  if (from >= size) throw notSatisfiable();
  return { from, to: isSuffix || last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

/** The members of an answer for the part that `input` asks for; the body is cut where there is one. */
export function rangeMembers({ Range: range }: Members, size: number, body?: Uint8Array): Members {
  const part = requestedRange(range, size);
  if (part === undefined) return body === undefined ? {} : { Body: body };
  const { from, to } = part;
  return {
    ContentRange: `bytes ${from}-${to}/${size}`,
    ContentLength: to - from + 1,
    ...(body !== undefined && { Body: body.subarray(from, to + 1) }),
  };
}

function notSatisfiable(): AwsError {
  return new AwsError("InvalidRange", "The requested range is not satisfiable", 416);
}
