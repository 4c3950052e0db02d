import { expect } from "chai";

import { canonicalElement } from "../../../rules/documents/canonical";

describe("The canonical text of a policy's element", () => {
  const same: [name: string, one: unknown, other: unknown][] = [
    ["a list in another order", ["s3:GetObject", "s3:PutObject"], ["s3:PutObject", "s3:GetObject"]],
    ["a list of one and the one", ["s3:PutObject"], "s3:PutObject"],
    ["a Boolean and its text", true, "true"],
    ["keys in another order", { AWS: "a", Service: "b" }, { Service: "b", AWS: "a" }],
    [
      "lists inside of a condition",
      { StringEquals: { "aws:SourceArn": ["a", "b"], "aws:SourceAccount": ["1"] } },
      { StringEquals: { "aws:SourceAccount": "1", "aws:SourceArn": ["b", "a"] } },
    ],
  ];
  for (const [name, one, other] of same) {
    it(`is the same for ${name}`, () => {
      expect(canonicalElement(one)).to.equal(canonicalElement(other));
    });
  }

  const different: [name: string, one: unknown, other: unknown][] = [
    ["another value", "Allow", "Deny"],
    ["one value more", ["a"], ["a", "b"]],
    ["two values and one that joins them", ["a", "b"], "a,b"],
    ["another letter case", "S3:PutObject", "s3:PutObject"],
    ["another key", { AWS: "a" }, { Service: "a" }],
    ["an element and none", "a", undefined],
    [
      "another operator",
      { StringEquals: { "aws:SourceArn": "a" } },
      { StringLike: { "aws:SourceArn": "a" } },
    ],
  ];
  for (const [name, one, other] of different) {
    it(`is different for ${name}`, () => {
      expect(canonicalElement(one)).to.not.equal(canonicalElement(other));
    });
  }
});
