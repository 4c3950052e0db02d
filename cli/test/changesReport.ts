import { judge, verdictOf } from "../../rules/health";
import type { LiveStack } from "../config/liveStack";
import { inWords } from "../durations";
import type { Finding, LocatedFinding } from "../findings";
import { notChecked, unchecked } from "../findings";
import { findingData, findingSections } from "../output/findings";
import type { Cell, Report } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { text, value } from "../output/text";
import { inStack } from "../output/titles";
import { counted } from "../plan/words";
import type { MadeChange } from "./changes";
import { TONES } from "./tones";

/** What arrived, by the id of the request, and what the test could not remove. */
export interface Arrived {
  arrived: Map<string, number>;
  /** Why messages could not be received. */
  finding?: Finding | undefined;
  deadline: number;
  /** The account that has to own the bucket; undefined: not known. */
  bucketOwnerId: string | undefined;
  left: { left: string; cause: Finding }[];
}

/** `notChecked`: the call could not be made. */
type Outcome = "arrived" | "notArrived" | "notChecked";

/** The report of `test --changes`. */
export function changesReport(
  live: LiveStack,
  topicArn: string,
  changes: MadeChange[],
  { arrived, finding, deadline, left, bucketOwnerId }: Arrived,
): Report {
  const { stack, name } = live;
  const rows = changes.map((change) => {
    const { region, observed, call } = change;
    const at = call?.value && arrived.get(call.value.requestId);
    const after = call?.value && at !== undefined ? at - call.value.at : undefined;
    const outcome: Outcome =
      after !== undefined ? "arrived" : call?.value && !finding ? "notArrived" : "notChecked";
    const own: Finding[] = [
      ...judge({ region, bucketOwnerId }, observed).findings,
      ...(call?.finding ? [notChecked("messages", call.finding)] : []),
      ...(call?.value && after === undefined && finding ? [notChecked("messages", finding)] : []),
      ...(outcome === "notArrived"
        ? [unchecked("messageNotArrived", { detectorRegion: region, deadline })]
        : []),
    ];
    return { region, call, outcome, after, own };
  });
  const behind = left.map(({ left: what, cause }) => unchecked("testLeftBehind", { what, cause }));
  const findings: LocatedFinding[] = [
    ...behind,
    ...rows.flatMap(({ region, own }) => own.map((one) => ({ ...one, region }))),
  ];
  const verdict = verdictOf(findings);
  const count = rows.filter(({ outcome }) => outcome === "arrived").length;
  return {
    title: text`Test of the messages of ${value(name)} ${inStack(live)}`,
    summary: {
      text: `messages of ${count} of ${counted(rows.length, "Region")} arrived`,
      tone: TONES[verdict],
    },
    findings: verdict === "unhealthy",
    notChecked: findings.some(({ confirmed }) => !confirmed),
    sections: [
      ...findingSections(findings, rows.length),
      ...tableSection(
        "Regions",
        ["Region", "Message", "Arrived after", "Request"],
        rows.map(({ region, outcome, after, call }): Cell[] => [
          region,
          OUTCOMES[outcome],
          after === undefined ? "" : inWords(after),
          call?.value?.requestId ?? "",
        ]),
      ),
      ...listSection("What was done", [
        `In each Region UpdatePublishingDestination set the expected bucket owner to what it was. Everyone who receives messages of ${topicArn} received one for each Region, and one of the queue that this test unsubscribed.`,
      ]),
    ],
    data: {
      ...{ stack, name, topicArn },
      findings: behind.map(findingData),
      regions: rows.map(({ region, outcome, after, call, own }) => ({
        ...{ region, outcome, requestId: call?.value?.requestId ?? null },
        latencyMs: after ?? null,
        findings: own.map(findingData),
      })),
    },
  };
}

const OUTCOMES: { [outcome in Outcome]: Cell } = {
  arrived: "arrived",
  notArrived: { text: "not arrived", tone: "open" },
  notChecked: { text: "not checked", tone: "open" },
};
