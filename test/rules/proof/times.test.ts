import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import type { ExportFinding, ExportPolicies } from "../../../rules/proof";
import { applyEdits, proveExport } from "../../../rules/proof";
import { problemText } from "../../../rules/texts/findings";
import { assessed, NOW } from "./assessed";
import { BUCKET, changed, policies, withDeny } from "./faults";
import { withStatements } from "./shapes";

type Condition = PolicyStatement["Condition"];

const CURRENT = "aws:CurrentTime";
const EPOCH = "aws:EpochTime";
const at = (time: string) => String(Date.parse(time) / 1000);
const denyPut = (Condition: Condition) => withDeny({ Action: "s3:PutObject", Condition });
const allowWhile = (extra: NonNullable<Condition>) =>
  withStatements(policies, "bucketPolicy", (own) =>
    own.map((one) =>
      one.Sid?.endsWith("PutObject") ? { ...one, Condition: { ...one.Condition, ...extra } } : one,
    ),
  );
const keyWhile = (Condition: Condition) =>
  withStatements(policies, "keyPolicy", (own) => [
    ...own,
    {
      ...{ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" },
      ...(Condition && { Condition }),
    },
  ]);

/** What the calls come out as, each once, ACLs aside. */
const results = (all: ExportPolicies) => [
  ...new Set(
    (proveExport({ ...all, now: NOW })[0]?.calls ?? [])
      .filter(({ call, result }) => result !== "allowed" && !call.endsWith("Acl"))
      .map(({ result, from, until }) =>
        [result, ...(from ? [`from ${from}`] : []), ...(until ? [`until ${until}`] : [])].join(" "),
      ),
  ),
];
const found = (all: ExportPolicies) =>
  assessed(all).findings.filter(
    (one): one is ExportFinding => one.id === "exportDenied" || one.id === "exportUndetermined",
  );

const PAST = "2026-11-01T00:00:00Z";
const NEXT = "2027-01-01T00:00:00Z";
const LATER = "2028-06-15T12:00:00Z";

describe("a condition on the time of the request", () => {
  const cases: [what: string, policies: ExportPolicies, results: string[]][] = [
    ["a Deny from now on", denyPut({ DateGreaterThan: { [CURRENT]: PAST } }), ["denied"]],
    [
      "a Deny from a day to come",
      denyPut({ DateGreaterThan: { [CURRENT]: NEXT } }),
      ["denied from 2027-01-01"],
    ],
    [
      "a Deny from a day to come, that day included",
      denyPut({ DateGreaterThanEquals: { [CURRENT]: NEXT } }),
      ["denied from 2027-01-01"],
    ],
    ["a Deny that is over", denyPut({ DateLessThan: { [CURRENT]: PAST } }), []],
    [
      "a Deny that is over on a day",
      denyPut({ DateLessThanEquals: { [CURRENT]: "2026-11-27" } }),
      [],
    ],
    [
      "a Deny that ends",
      denyPut({ DateLessThan: { [CURRENT]: NEXT } }),
      ["denied until 2027-01-01"],
    ],
    [
      "a Deny that ends, that day included",
      denyPut({ DateLessThanEquals: { [CURRENT]: "2027-01-01" } }),
      ["denied until 2027-01-01"],
    ],
    [
      "a Deny of a period to come",
      denyPut({ DateGreaterThan: { [CURRENT]: NEXT }, DateLessThan: { [CURRENT]: LATER } }),
      ["denied from 2027-01-01 until 2028-06-15"],
    ],
    [
      "a Deny of a period that no time is in",
      denyPut({ DateGreaterThan: { [CURRENT]: LATER }, DateLessThan: { [CURRENT]: NEXT } }),
      [],
    ],
    [
      "a Deny of one second",
      denyPut({ DateEquals: { [CURRENT]: NEXT } }),
      ["undetermined from 2027-01-01 until 2027-01-01"],
    ],
    ["a Deny of a second that is over", denyPut({ DateEquals: { [CURRENT]: PAST } }), []],
    [
      "a Deny of all times but one second",
      denyPut({ DateNotEquals: { [CURRENT]: NEXT } }),
      ["denied"],
    ],
    [
      "a Deny from a day to come if there is a time",
      denyPut({ DateGreaterThanIfExists: { [CURRENT]: NEXT } }),
      ["denied from 2027-01-01"],
    ],
    ["a Deny of requests with a time", denyPut({ Null: { [CURRENT]: "false" } }), ["denied"]],
    ["a Deny of requests without a time", denyPut({ Null: { [EPOCH]: "true" } }), []],
    [
      "a Deny by seconds since 1970, as dates",
      denyPut({ DateGreaterThan: { "aws:epochtime": at(NEXT) } }),
      ["denied from 2027-01-01"],
    ],
    [
      "a Deny by seconds since 1970, as numbers",
      denyPut({ NumericGreaterThanEquals: { [EPOCH]: at(NEXT) } }),
      ["denied from 2027-01-01"],
    ],
    [
      "a Deny by seconds since 1970 that is over",
      denyPut({ NumericLessThan: { [EPOCH]: at(PAST) } }),
      [],
    ],
    [
      "a Deny that compares the time as text",
      denyPut({ StringLike: { [CURRENT]: "2026-*" } }),
      ["undetermined"],
    ],
    [
      "a Deny of a date that is none",
      denyPut({ DateGreaterThan: { [CURRENT]: "soon" } }),
      ["undetermined"],
    ],
    [
      "a Deny whose resource has the time in it",
      withDeny({ Action: "s3:PutObject", Resource: `${BUCKET}/\${aws:CurrentTime}*` }),
      ["undetermined"],
    ],
    [
      "an Allow that ends",
      allowWhile({ DateLessThan: { [CURRENT]: NEXT } }),
      ["denied from 2027-01-01"],
    ],
    ["an Allow that is over", allowWhile({ DateLessThan: { [CURRENT]: PAST } }), ["denied"]],
    [
      "an Allow that begins",
      allowWhile({ DateGreaterThanEquals: { [CURRENT]: NEXT } }),
      ["denied until 2027-01-01"],
    ],
    ["an Allow that has begun", allowWhile({ DateGreaterThan: { [CURRENT]: PAST } }), []],
    [
      "an Allow that ends, for seconds since 1970",
      allowWhile({ NumericLessThanEquals: { [EPOCH]: at(LATER) } }),
      ["denied from 2028-06-15"],
    ],
    [
      "a Deny of the key's use from a day to come",
      keyWhile({ DateGreaterThan: { [CURRENT]: NEXT } }),
      ["denied from 2027-01-01"],
    ],
    [
      "a Deny of objects of past days from a day to come",
      withDeny({
        Action: "s3:PutObject",
        Resource: "*/2026/*",
        Condition: { DateGreaterThan: { [CURRENT]: NEXT } },
      }),
      [],
    ],
    [
      "a Deny of more times than are distinguished",
      denyPut({
        DateEquals: {
          [CURRENT]: Array.from({ length: 101 }, (_, day) =>
            new Date(Date.parse(NEXT) + day * 86_400_000).toISOString(),
          ),
        },
      }),
      ["undetermined"],
    ],
  ];
  for (const [what, all, expected] of cases) {
    it(`${what}: ${expected.join(", ") || "allowed"}`, () => {
      expect(results(all)).to.deep.equal(expected);
    });
  }

  it("is said with its day, and removed by the fix of an Allow", () => {
    const all = allowWhile({ DateLessThan: { [CURRENT]: NEXT } });
    const [finding, ...others] = found(all);
    expect(others).to.deep.equal([]);
    expect(problemText(finding!)).to.equal(
      `GuardDuty cannot export from us-east-1, me-south-1: the bucket policy denies s3:GetBucketLocation, s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings from 2027-01-01 on (${BUCKET}).`,
    );
    expect(finding!.fix.map(({ edit }) => edit)).to.deep.equal(["removeCondition"]);
    expect(found(applyEdits(all, finding!.fix))).to.deep.equal([]);
  });

  it("is said with the day on which it ends", () => {
    const [finding] = found(denyPut({ DateLessThan: { [CURRENT]: NEXT } }));
    expect(problemText(finding!)).to.contain(" findings until 2027-01-01 (");
    expect(found(applyEdits(changed("x", {}), finding!.fix))).to.deep.equal([]);
  });
});
