import { expect } from "chai";
import { restraints, type ExportPolicies } from "../../../rules/proof";
import { changed, policies, without } from "./faults";
import { ACCOUNT, policiesFor, SHAPES, withStatements } from "./shapes";

const lapses = (all: ExportPolicies) =>
  restraints(all).map(({ rule, regions }) => [rule, ...regions].join(" | "));

describe("restraints of the policies", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`all hold for the package's own: ${name}`, () => {
      expect(restraints(policiesFor(shape))).to.eql([]);
    });
  }

  const both = ["us-east-1", "me-south-1"];
  const on = (regions: string[], ...rules: string[]) =>
    rules.map((rule) => [rule, ...regions].join(" | "));
  const globalOnly = { Principal: { Service: "guardduty.amazonaws.com" } };
  const cases: [what: string, policies: ExportPolicies, lapses: string[]][] = [
    [
      "no Deny of other encryption",
      without("DenyUnencrypted"),
      on(both, "GuardDuty writes nothing under another kind of encryption"),
    ],
    [
      "no Deny of other keys",
      without("DenyOtherKeys"),
      on(
        both,
        "GuardDuty writes nothing under the account's default key",
        "GuardDuty writes nothing under another key",
      ),
    ],
    [
      "neither",
      withStatements(policies, "bucketPolicy", (all) => all.toSpliced(2, 2)),
      on(
        both,
        ...[
          "unencrypted",
          "under a key of S3",
          "under the account's default key",
          "under another key",
          "under another kind of encryption",
        ].map((how) => `GuardDuty writes nothing ${how}`),
      ),
    ],
    [
      "a Deny that opt-in Regions escape",
      changed("DenyUnencrypted", globalOnly),
      on(["me-south-1"], "GuardDuty writes nothing under another kind of encryption"),
    ],
    [
      "no Deny of plain HTTP",
      without("DenyInsecureTransport"),
      [
        ...on(
          both,
          "GuardDuty writes nothing without TLS",
          "GuardDuty looks up nothing without TLS",
        ),
        "Nobody reaches the bucket without TLS",
      ],
    ],
    [
      "a Deny of plain HTTP for GuardDuty only",
      changed("DenyInsecureTransport", {
        Principal: {
          Service: ["guardduty.amazonaws.com", "guardduty.me-south-1.amazonaws.com"],
        },
      }),
      ["Nobody reaches the bucket without TLS"],
    ],
    [
      "a key that nobody administers",
      without("AccountAdministration"),
      ["The key's account administers the key"],
    ],
    [
      "a key administered from another account",
      changed("AccountAdministration", { Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
      ["The key's account administers the key"],
    ],
    [
      "a key administered by one role of its account",
      changed("AccountAdministration", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/keys` } }),
      [],
    ],
    ["a key without a policy of its own", { ...policies, keyPolicy: undefined }, []],
    [
      "Allows that ask for the encryption themselves",
      withStatements(policies, "bucketPolicy", (all) => [
        ...all.slice(0, 1),
        ...all.slice(1, 2).map((one) => ({
          ...one,
          Condition: {
            ...one.Condition,
            StringLike: {
              "s3:x-amz-server-side-encryption": "aws:kms",
              "s3:x-amz-server-side-encryption-aws-kms-key-id": policies.keyArn,
            },
          },
        })),
        ...all.slice(4),
      ]),
      [],
    ],
  ];
  for (const [what, all, expected] of cases) {
    it(what, () => expect(lapses(all)).to.eql(expected));
  }

  it("say what escapes, where, and what is missing", () => {
    const [first] = restraints(changed("DenyUnencrypted", globalOnly));
    expect(first?.text).to.equal(
      "GuardDuty writes nothing under another kind of encryption (me-south-1): no statement of the bucket policy denies it.",
    );
  });
});
