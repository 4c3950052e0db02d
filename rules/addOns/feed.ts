import type { ExportSettings, Problem } from "../args";
import { isRecord, listAt } from "../args/unchecked";
import { shown } from "../args/problems";

/** How Google reads by a reader's identity. */
export type FeedSource =
  { kind: "webIdentity"; subjectId: unknown } | { kind: "accessKey"; subjectId?: undefined };

/** What a feed takes of its reader; undefined when Google cannot read by it. */
export function feedSource(readers: unknown, reader: unknown): FeedSource | undefined {
  const args = isRecord(readers) && typeof reader === "string" ? readers[reader] : undefined;
  if (!isRecord(args)) return undefined;
  if (args["accessKey"] !== undefined) return { kind: "accessKey" };
  const [subjectId, ...others] = listAt(args, "webIdentity.subjects");
  if (subjectId === undefined || others.length > 0) return undefined;
  return { kind: "webIdentity", subjectId };
}

/** What is wrong between a feed and its reader. */
export function feedProblems(
  { notifications }: ExportSettings,
  readers: unknown,
  { reader, sourceType }: { [argument: string]: unknown },
): Problem[] {
  const problems: Problem[] = [];
  const names = isRecord(readers) ? Object.keys(readers) : [];
  if (typeof reader === "string" && !names.includes(reader)) {
    const reason = `must be the name of one of readers (${names.join(", ") || "there is none"}); got ${shown(reader)}`;
    problems.push({ path: "chronicle.reader", reason });
  } else if (typeof reader === "string" && feedSource(readers, reader) === undefined) {
    const reason = `${reader} has to have webIdentity with one subject, the subject id of Google's service account, or accessKey`;
    problems.push({ path: "chronicle.reader", reason });
  }
  if (notifications === "none" && sourceType !== "AMAZON_S3_V2") {
    const reason =
      "AMAZON_SQS_V2, the default, needs a queue: set notifications to true, or give AMAZON_S3_V2";
    problems.push({ path: "chronicle.sourceType", reason });
  }
  return problems;
}
