import * as path from "node:path";

import { format, resolveConfig } from "prettier";

import type { Not, Way } from "../../testing/silence/ways";
import { WAYS, WITHOUT_MESSAGE, WITHOUT_ROW } from "../../testing/silence/ways";

export const PAGE_FILE = path.join(__dirname, "../../docs/silence.md");

const VERDICTS = { healthy: "warning", unhealthy: "unhealthy", notChecked: "not checked" };

const INTRODUCTION = `# Ways to silence an export

This page lists AWS API calls that stop an export or a part of it, or weaken what protects its findings. For each call, it shows what \`status\`, the
health check and the messages report. A test tries each row in [the sandbox](sandbox.md) (\`is reported in all columns of its row\` in
[test/cli/silence.walk.test.ts](../test/cli/silence.walk.test.ts)). For the findings, see [Findings](errors.md). For the messages, see
[Operations](operations.md#messages-of-changes).

The column _Lost_ names what no longer arrives, or is deleted:

| Name | Meaning |
| --- | --- |
| \`administrator\`, \`member\`, \`invited\` | findings of that account in the Region of the call |
| \`elsewhere\` | findings of another Region |
| \`high\` | findings of severity HIGH |
| \`address\` | findings about an address in a trusted list |
| \`update\` | an update of an existing finding |
| \`notification\` | the message of a new finding to a reader |
| \`evidence\` | findings that were stored two days before |

## Calls
`;

const OTHERS = `
## Calls without a row

Messages report these calls too.

| Call | Why it has no row |
| --- | --- |
`;

const UNREPORTED = `
## Calls without a message

No message reports these calls, nor changes of the rules and targets of the add-on \`events\`. \`pulumi preview --refresh\` compares these.

| Call | Why no message reports it |
| --- | --- |
`;

/** docs/silence.md: every way to silence an export, as the test walks them. */
export async function pageText(): Promise<string> {
  const rows = WAYS.map(
    (way) => `| ${callText(way)} | ${lostText(way)} | ${columns(way).join(" | ")} |`,
  );
  const head =
    "| Call | Lost | `status` | Health check | Message |\n| --- | --- | --- | --- | --- |";
  const listed = (calls: { [call: string]: string }) =>
    Object.entries(calls)
      .map(([call, why]) => `| \`${call}\` | ${why} |`)
      .join("\n");
  const table = [INTRODUCTION, head, ...rows].join("\n");
  const text = `${table}\n${OTHERS}${listed(WITHOUT_ROW)}\n${UNREPORTED}${listed(WITHOUT_MESSAGE)}`;
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
