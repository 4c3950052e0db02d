import { evaluate } from "../../rules/evaluator";
import type { Row } from "../report";
import { milliseconds, ratioRow } from "../report";
import { interleaved, ratio, spread } from "../rounds";
import type { Settings } from "../settings";

const FEW = 10;
const MANY = 100;
const RUNS = 20;
/** Linear would be 10; a matcher that tries every way would not end. */
const AT_MOST = 20;
const BUCKET = "arn:aws:s3:::acme-findings";

/** How the time of a decision grows with the wildcards of a pattern that almost matches. */
export async function measureWildcards({ planning }: Settings): Promise<Row[]> {
  const { few, many } = await interleaved(planning, {
    few: () => timed(FEW),
    many: () => timed(MANY),
  });
  return [
    ratioRow(
      `Evaluator, ${MANY} wildcards / ${FEW}`,
      ratio(many, few),
      { atMost: AT_MOST },
      [many, few].map((times) => milliseconds(spread(times).median)).join(" / "),
    ),
  ];
}

function timed(wildcards: number): number {
  const Resource = `${BUCKET}/${"*a".repeat(wildcards)}b`;
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow" as const, Principal: "*" as const, Action: "s3:*", Resource }],
  };
  const start = performance.now();
  for (let run = 0; run < RUNS; run++) {
    const { result } = evaluate(document, {
      principal: { kind: "Anonymous" },
      action: "s3:GetObject",
      resource: `${BUCKET}/${"a".repeat(900)}`,
      context: { known: {}, otherwise: "absent" },
    });
    if (result !== "implicitDeny") throw new Error("the pattern matches");
  }
  return performance.now() - start;
}
