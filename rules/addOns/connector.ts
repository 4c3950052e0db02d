import type { ExportSettings } from "../args";
import { exampleOf, topicArn } from "../args/fields";
import { isRecord } from "../args/unchecked";
import type { Problem } from "../problems";
import { nearest, problem, setLike, setTo } from "../problems";
import { identityExample } from "../readers/examples";
import { PRESETS } from "../readers";

const PATH = "sentinel.reader";

/** A reader that Sentinel can be. */
const READER = {
  preset: "sentinel",
  webIdentity: identityExample("webIdentity", PRESETS.sentinel),
};

/** What is wrong between a connector and its reader. */
export function connectorProblems(
  { notifications, bucket }: ExportSettings,
  readers: unknown,
  { reader }: { [argument: string]: unknown },
): Problem[] {
  const given = isRecord(readers) ? readers : {};
  const names = Object.keys(given);
  const problems: Problem[] = [];
  if (typeof reader === "string" && !names.includes(reader)) {
    const near = nearest(reader, names) ?? names[0];
    const fix = near === undefined ? setLike(`readers.${reader}`, READER) : setTo(PATH, near);
    problems.push(problem("feedReader", PATH, fix, { readers: names, got: reader }));
  } else if (typeof reader === "string" && !isSentinel(given[reader])) {
    const fix = setLike(`readers.${reader}`, READER);
    problems.push(problem("connectorReader", PATH, fix, { reader }));
  }
  if (notifications === "none") {
    const fix =
      bucket.existing === undefined
        ? setTo("notifications", true)
        : setLike("notificationTopicArn", exampleOf(topicArn));
    problems.push(problem("connectorWithoutNotifications", PATH, fix));
  }
  return problems;
}

const isSentinel = (reader: unknown) => isRecord(reader) && reader["preset"] === "sentinel";
