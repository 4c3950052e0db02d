import { expect } from "chai";

import type { ElementFact, StatementReason } from "../../../rules/evaluator";
import { reasonText } from "../../../rules/texts/reasons";

const reason = (facts: ElementFact[], more: Partial<StatementReason> = {}): StatementReason => ({
  ...{ index: 1, sid: "Theirs", effect: "Deny", outcome: "mayApply", facts },
  ...more,
});
const condition = { element: "Condition", operator: "StringEquals", key: "aws:X" } as const;
const has = (...values: string[]) => ({ state: "known", values, multivalued: false }) as const;

describe("the text of a reason", () => {
  const cases: [reason: StatementReason, text: string][] = [
    [
      reason([], { sid: undefined, effect: "Allow", outcome: "applies" }),
      "Allow statement 1 applies.",
    ],
    [
      reason(
        [
          {
            ...condition,
            operator: "StringNotEquals",
            requires: { values: ["a"], negated: true },
            request: has("b"),
          },
          { ...condition, requires: { present: false }, request: { state: "absent" } },
        ],
        { outcome: "applies" },
      ),
      'Deny statement 1 "Theirs" applies: StringNotEquals aws:X requires a value other than "a"; the request has "b"; StringEquals aws:X requires the key to be absent; the request does not have the key.',
    ],
    [
      reason([{ element: "Principal", caller: "logs.amazonaws.com" }], { outcome: "doesNotApply" }),
      'Deny statement 1 "Theirs" does not apply: its principals do not include logs.amazonaws.com.',
    ],
    [
      reason([{ element: "NotResource", listed: ["a", "b"], requested: "c" }]),
      'Deny statement 1 "Theirs" may apply: its NotResource is "a" or "b"; the request is for c.',
    ],
    [
      reason([
        {
          element: "Resource",
          listed: ["${aws:X}"],
          requested: "c",
          open: { why: "unknownVariable", variable: "aws:X" },
        },
      ]),
      'Deny statement 1 "Theirs" may apply: its Resource is "${aws:X}"; the policy variable aws:X is unknown.',
    ],
    [
      reason([
        {
          ...condition,
          requires: { values: ["1", "2", "3", "4", "5"], negated: false },
          request: { state: "unknown" },
        },
      ]),
      'Deny statement 1 "Theirs" may apply: StringEquals aws:X requires "1" or "2" or "3" or 2 more; the value in the request is unknown.',
    ],
    [
      reason([{ ...condition, problem: "malformed" }]),
      'Deny statement 1 "Theirs" may apply: its condition StringEquals aws:X is malformed.',
    ],
    [
      reason([{ ...condition, operator: "StringIs", problem: "unknownOperator" }]),
      'Deny statement 1 "Theirs" may apply: its condition StringIs aws:X uses an operator that IAM does not have.',
    ],
    [
      reason([
        {
          ...condition,
          requires: { values: ["1"], negated: false },
          request: has("one"),
          open: { why: "notComparable" },
        },
      ]),
      'Deny statement 1 "Theirs" may apply: StringEquals aws:X requires "1"; the request has "one", which the operator cannot compare.',
    ],
  ];
  for (const [one, text] of cases) it(text, () => expect(reasonText(one)).to.equal(text));
});
