import type { ExportSettings } from "../args";
import { isRecord, listAt } from "../args/unchecked";
import type { Fix, Problem } from "../problems";
import { nearest, problem, setLike, setTo } from "../problems";

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

const WEB_IDENTITY = { subjects: ["104563210987654321098"] };

/** What is wrong between a feed and its reader. */
export function feedProblems(
  { notifications, bucket }: ExportSettings,
  readers: unknown,
  { reader, sourceType }: { [argument: string]: unknown },
): Problem[] {
  const problems: Problem[] = [];
  const names = isRecord(readers) ? Object.keys(readers) : [];
  if (typeof reader === "string" && !names.includes(reader)) {
    const path = "chronicle.reader";
    problems.push(
      problem("feedReader", path, otherReader(reader, names), { readers: names, got: reader }),
    );
  } else if (typeof reader === "string" && feedSource(readers, reader) === undefined) {
    const fix = googleIdentity(
      (readers as { [name: string]: unknown })[reader],
      `readers.${reader}`,
    );
    problems.push(problem("feedReaderIdentity", "chronicle.reader", fix, { reader }));
  }
  if (notifications === "none" && sourceType !== "AMAZON_S3_V2") {
    const path = "chronicle.sourceType";
    // Notifications of an existing bucket are its owner's.
    const fix =
      bucket.existing === undefined ? setTo("notifications", true) : setTo(path, "AMAZON_S3_V2");
    problems.push(problem("feedWithoutNotifications", path, fix));
  }
  return problems;
}

function otherReader(reader: string, names: string[]): Fix {
  const path = "chronicle.reader";
  const near = nearest(reader, names) ?? names[0];
  if (near !== undefined) return setTo(path, near);
  return setLike(`readers.${reader}`, { preset: "chronicle", webIdentity: WEB_IDENTITY });
}

/** Makes a reader one that Google can read by. */
function googleIdentity(reader: unknown, path: string): Fix {
  const web = `${path}.webIdentity`;
  if (!isRecord(reader)) return setLike(path, { webIdentity: WEB_IDENTITY });
  if (reader["webIdentity"] !== undefined) return setLike(`${web}.subjects`, WEB_IDENTITY.subjects);
  const other = reader["role"] === undefined ? undefined : `${path}.role`;
  return other === undefined
    ? setLike(web, WEB_IDENTITY)
    : { action: "replace", path: other, by: "webIdentity", value: WEB_IDENTITY };
}
