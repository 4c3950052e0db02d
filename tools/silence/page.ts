import * as path from "node:path";

import { format, resolveConfig } from "prettier";

import type { Not, Way } from "../../testing/silence/ways";
import { WAYS, WITHOUT_ROW } from "../../testing/silence/ways";

export const PAGE_FILE = path.join(__dirname, "../../docs/silence.md");

const VERDICTS = { healthy: "warning", unhealthy: "unhealthy", notChecked: "not checked" };

const INTRODUCTION = `# Ways to silence an export

Calls of AWS that stop an export, a part of it, or what protects its findings. Each row is tried against [the sandbox](sandbox.md): what is lost, what
\`status\` and the health check report, and which message names who did it (\`is reported in all columns of its row\` in
[test/cli/silence.walk.test.ts](../test/cli/silence.walk.test.ts)). The findings are explained in [Findings](errors.md), the messages in
[Operations](operations.md#messages-of-changes).

Of the findings: \`administrator\`, \`member\` and \`invited\` are of those accounts in the Region, \`elsewhere\` is another Region, \`high\` is the level HIGH.
\`address\` is about an address that a trusted list has, and \`update\` is the update of a finding that is there. \`notification\` is the message to a
reader, \`evidence\` are findings that were there two days before.
`;

const OTHERS = `
## Calls without a row

Messages report these as well.

| Call | Why it has no row |
| --- | --- |
`;

/** docs/silence.md: every way to silence an export, as the test walks them. */
export async function pageText(): Promise<string> {
  const rows = WAYS.map(
    (way) => `| ${callText(way)} | ${lostText(way)} | ${columns(way).join(" | ")} |`,
  );
  const head =
    "| Call | Lost | `status` | Health check | Message |\n| --- | --- | --- | --- | --- |";
  const others = Object.entries(WITHOUT_ROW).map(([call, why]) => `| \`${call}\` | ${why} |`);
  const text = [INTRODUCTION, head, ...rows].join("\n") + "\n" + OTHERS + others.join("\n");
  const options = await resolveConfig(PAGE_FILE);
  return format(text, { ...options, parser: "markdown" });
}

function callText({ call, with: how }: Way): string {
  return how ? `\`${call}\`: ${how}` : `\`${call}\``;
}

function lostText({ lost }: Way): string {
  return isNot(lost) ? `nothing: ${lost.because}` : lost.join(", ");
}

function columns({ status, health, message }: Way): string[] {
  const reported = (column: Way["status"]): string => {
    if (isNot(column)) return `nothing: ${column.because}`;
    const ids = column.ids.map((id) => `\`${id}\``).join(", ");
    return `${VERDICTS[column.verdict]}: ${ids}`;
  };
  const sent = isNot(message) ? `none: ${message.because}` : `\`${message.rule}\``;
  return [reported(status), reported(health), sent];
}

function isNot(column: object): column is Not {
  return "because" in column;
}
