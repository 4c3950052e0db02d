import { expect } from "chai";

import { COLUMNS, serdeParameters } from "../../../rules/table";
import { FAMILIES, contentOf, FINDING } from "../../../testing/findings";
import { openxRow } from "../../../testing/openxSerDe";

const TYPES = { text: "string", number: "double", object: "string" } as { [kind: string]: string };

/** A record as GuardDuty exports it: a line of JSON. */
const lineOf = (family: string) => JSON.stringify(findingOf(family));
const findingOf = (family: string) => ({
  ...{ schemaVersion: "2.0", accountId: "111122223333", region: "eu-west-1", partition: "aws" },
  ...{ id: family, arn: `arn:${family}`, ...contentOf(FAMILIES[family]!, "seed") },
  ...{ createdAt: "2026-01-31T12:00:00Z", updatedAt: "2026-02-01T12:00:00Z" },
});

describe("the table's columns", () => {
  it("are the properties of a finding in AWS's model, and no others", () => {
    if (FINDING.kind !== "object") throw new Error("a finding is an object");
    const properties = Object.entries(FINDING.members).map(([name, shape]) => ({
      ...{ name: name.toLowerCase(), type: TYPES[shape().kind] },
    }));
    expect(COLUMNS.map(({ name, type }) => ({ name, type }))).to.have.deep.members(properties);
  });

  it("name their property where it has capitals, since the SerDe then keeps the case of all keys", () => {
    expect(serdeParameters()).to.deep.equal({
      "case.insensitive": "false",
      "mapping.schemaversion": "schemaVersion",
      "mapping.accountid": "accountId",
      "mapping.createdat": "createdAt",
      "mapping.updatedat": "updatedAt",
      "mapping.associatedattacksequencearn": "associatedAttackSequenceArn",
      "mapping.customdetectionrulename": "customDetectionRuleName",
    });
  });

  it("have what each family's finding has, with the case of its keys, as the Java SerDe reads it", () => {
    for (const family of Object.keys(FAMILIES)) {
      const finding: { [property: string]: unknown } = findingOf(family);
      const row = openxRow(lineOf(family), serdeParameters());
      for (const { name, property = name } of COLUMNS) {
        const value = finding[property] ?? null;
        const read = row[name] as string | number | null;
        const isJson = typeof value === "object" && value !== null;
        expect(isJson ? JSON.parse(String(read)) : read, `${family}: ${name}`).to.deep.equal(
          isJson ? withQuotedNumbers(value) : value,
        );
      }
    }
  });

  it("would lose the case of nested keys, or whole rows, by the Java SerDe's defaults", () => {
    const { resource, accountid } = openxRow(lineOf("EC2 DNS"), {});
    expect(accountid).to.equal("111122223333");
    expect(resource).to.contain('"resourcetype":"Instance"').and.not.to.contain("resourceType");
    expect(() => openxRow(lineOf("IAM anomaly"), {})).to.throw('Duplicate key "username"');
  });
});

function withQuotedNumbers(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, one: unknown) => (typeof one === "number" ? String(one) : one)),
  );
}
