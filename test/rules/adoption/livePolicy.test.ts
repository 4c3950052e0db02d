import { expect } from "chai";
import * as fc from "fast-check";

import { plainLine } from "../../support/plainLine";
import { othersPolicyText, readLivePolicy } from "./support";

const TWICE =
  "the bucket policy has a property twice in one object, and only one of them would be kept";

describe("Reading a live policy", () => {
  for (const none of [undefined, null, ""]) {
    it(`takes ${JSON.stringify(none)} for no policy`, () => {
      expect(readLivePolicy(none)).to.deep.equal({
        policy: { Version: "2012-10-17", Statement: [] },
      });
    });
  }

  const unreadable: [string, string][] = [
    ["<!DOCTYPE html>", 'the bucket policy is not JSON; got "<!DOCTYPE html>"'],
    [" ", 'the bucket policy is not JSON; got " "'],
    ['{"Statement": []', 'the bucket policy is not JSON; got "{\\"Statement\\": []"'],
    ["null", "the bucket policy is not a JSON object; got null"],
    ['"{}"', 'the bucket policy is not a JSON object; got "{}"'],
    ["[]", "the bucket policy is not a JSON object; got []"],
    ["{}", "the bucket policy has no Statement"],
    ['{"statement": []}', "the bucket policy has no Statement"],
    [
      '{"Statement": null}',
      "the Statement of the bucket policy must be an object or a list of objects; got null",
    ],
    [
      '{"Statement": "Allow"}',
      'the Statement of the bucket policy must be an object or a list of objects; got "Allow"',
    ],
    [
      '{"Statement": [{}, []]}',
      "the Statement of the bucket policy must be an object or a list of objects; got []",
    ],
    ['{"Statement": [], "Statement": [{"Effect": "Deny"}]}', TWICE],
    ['{"Statement": {"Condition": {"Bool": {"a:\\"b": 1}, "Bool": {"c": 2}}}}', TWICE],
    [
      '{"Statement": {"Condition": {"NumericEquals": {"a": 12345678901234567890}}}}',
      "the bucket policy has the number 12345678901234567890, which would not be kept exactly; expected a string",
    ],
    [
      '{"Statement": [{"n": [1e400]}]}',
      "the bucket policy has the number 1e400, which would not be kept exactly; expected a string",
    ],
  ];
  for (const [text, problem] of unreadable) {
    it(`refuses ${text}`, () => {
      const found = readLivePolicy(text).problem;
      expect(found && plainLine(found)).to.equal(
        `bucket.existing.name: ${problem}. Fix: correct the bucket policy, and run the command again`,
      );
    });
  }

  it("keeps everything as it is: a single statement, unknown elements, names of any kind", () => {
    const text =
      '{"Id":"x","__proto__":{"a":1},"Statement":{"Sid":7,"Effect":"Maybe","n":[-1.5e+300,353285362300386600,12,0.1]},"Vers:ion":"1"}';
    expect(JSON.stringify(readLivePolicy(text).policy)).to.equal(text);
  });

  it("keeps every policy of others to the letter", () => {
    fc.assert(
      fc.property(othersPolicyText, (text) => {
        const { policy, problem } = readLivePolicy(text);
        expect(problem).to.equal(undefined);
        expect(JSON.stringify(policy)).to.equal(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });
});
