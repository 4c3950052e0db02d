import { expect } from "chai";
import * as fc from "fast-check";

import { readLivePolicy } from "../../../rules/adoption";
import { foreignText } from "./support";

describe("Reading a live policy", () => {
  for (const none of [undefined, null, ""]) {
    it(`takes ${JSON.stringify(none)} for no policy`, () => {
      expect(readLivePolicy(none)).to.deep.equal({
        policy: { Version: "2012-10-17", Statement: [] },
      });
    });
  }

  const unreadable: [string, string][] = [
    ["<!DOCTYPE html>", 'the policy is not JSON: it reads "<!DOCTYPE html>"'],
    [" ", 'the policy is not JSON: it reads " "'],
    ['{"Statement": []', 'the policy is not JSON: it reads "{\\"Statement\\": []"'],
    ["null", "the policy is not a JSON object: it reads null"],
    ['"{}"', 'the policy is not a JSON object: it reads "{}"'],
    ["[]", "the policy is not a JSON object: it reads []"],
    ["{}", "the policy has no Statement"],
    ['{"statement": []}', "the policy has no Statement"],
    [
      '{"Statement": null}',
      "the policy's Statement must be an object or a list of objects; it holds null",
    ],
    [
      '{"Statement": "Allow"}',
      'the policy\'s Statement must be an object or a list of objects; it holds "Allow"',
    ],
    [
      '{"Statement": [{}, []]}',
      "the policy's Statement must be an object or a list of objects; it holds []",
    ],
    [
      '{"Statement": [], "Statement": [{"Effect": "Deny"}]}',
      "the policy names a property twice in one object, and only one of them can be kept",
    ],
    [
      '{"Statement": {"Condition": {"Bool": {"a:\\"b": 1}, "Bool": {"c": 2}}}}',
      "the policy names a property twice in one object, and only one of them can be kept",
    ],
    [
      '{"Statement": {"Condition": {"NumericEquals": {"a": 12345678901234567890}}}}',
      "the policy holds the number 12345678901234567890, which cannot be kept to the digit; write it as a string",
    ],
    [
      '{"Statement": [{"n": [1e400]}]}',
      "the policy holds the number 1e400, which cannot be kept to the digit; write it as a string",
    ],
  ];
  for (const [text, problem] of unreadable) {
    it(`refuses ${text}`, () => {
      expect(readLivePolicy(text)).to.deep.equal({ problem });
    });
  }

  it("keeps everything as it is: a single statement, unknown elements, names of any kind", () => {
    const text =
      '{"Id":"x","__proto__":{"a":1},"Statement":{"Sid":7,"Effect":"Maybe","n":[-1.5e+300,353285362300386600,12,0.1]},"Vers:ion":"1"}';
    expect(JSON.stringify(readLivePolicy(text).policy)).to.equal(text);
  });

  it("keeps every policy of others to the letter", () => {
    fc.assert(
      fc.property(foreignText, (text) => {
        const { policy, problem } = readLivePolicy(text);
        expect(problem).to.equal(undefined);
        expect(JSON.stringify(policy)).to.equal(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });
});
