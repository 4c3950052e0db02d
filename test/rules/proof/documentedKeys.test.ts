import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import { proveExport } from "../../../rules/proof";
import { withDeny } from "./faults";

/** The results of the calls to S3, with a Deny of everything in the bucket under a condition. */
const results = (Condition: PolicyStatement["Condition"]) => {
  const [proof] = proveExport(withDeny({ Action: "s3:*", Resource: "*", Condition }));
  return [
    ...new Set(proof?.calls.map(({ call, result }) => (call === "generateDataKey" ? "" : result))),
  ]
    .filter((result) => result !== "")
    .sort();
};

const CUSTOMER = "s3:x-amz-server-side-encryption-customer-algorithm";

describe("A condition key whose values AWS documents", () => {
  const cases: [what: string, condition: PolicyStatement["Condition"], results: string[]][] = [
    [
      "versions of TLS that S3 does not take",
      { NumericLessThan: { "s3:TlsVersion": 1.2 } },
      ["allowed"],
    ],
    [
      "one of the versions that S3 takes",
      { NumericLessThan: { "s3:TlsVersion": "1.3" } },
      ["undetermined"],
    ],
    [
      "every version that S3 takes",
      { NumericGreaterThanEquals: { "s3:tlsversion": "1.2" } },
      ["denied", "undetermined"],
    ],
    ["a key of the customer", { Null: { [CUSTOMER]: "false" } }, ["allowed"]],
    ["no key of the customer", { Null: { [CUSTOMER]: "true" } }, ["denied", "undetermined"]],
  ];
  for (const [what, condition, expected] of cases) {
    it(`decides a Deny of ${what}: ${expected.join(" and ")}`, () => {
      expect(results(condition)).to.deep.equal(expected);
    });
  }
});
