import { expect } from "chai";

import { addOnChanges } from "../../../rules/changes/addOns";
import { changeText } from "../../../rules/texts/changes";

const TRUSTED = { kind: "IPSet", entries: ["198.51.100.7"] };

const changes = (base: object, head: object) =>
  addOnChanges(
    { config: { lists: base }, documents: [] },
    { config: { lists: head }, documents: [] },
  );

describe("A change of the lists of a configuration", () => {
  it("is a risk where a list is added or one of its entries changes, and names the list", () => {
    const added = changes({}, { offices: TRUSTED });
    expect(added).to.deep.equal([
      { id: "addOnAdded", risk: true, addOn: "lists.offices", principals: [], list: "IPSet" },
    ]);
    const entries = ["198.51.100.7", "203.0.113.0/24"];
    const changed = changes({ offices: TRUSTED }, { offices: { ...TRUSTED, entries } });
    expect(changed).to.deep.equal([
      {
        ...{ id: "listEntriesChanged", risk: true, addOn: "lists.offices", kind: "IPSet" },
        ...{ added: ["203.0.113.0/24"], removed: [] },
      },
    ]);
    expect(changes({ offices: TRUSTED }, {}).map(({ id }) => id)).to.deep.equal(["addOnRemoved"]);
  });

  it("is at risk where findings are lost: of trusted addresses, and of threats that are no longer listed", () => {
    const list = (kind: string, ...entries: string[]) => ({ l: { kind, entries } });
    const [one, both] = [["192.0.2.1"], ["192.0.2.1", "192.0.2.2"]];
    const risks = (from: object, to: object) => changes(from, to).map(({ risk }) => risk);
    expect(risks(list("IPSet", ...both), list("IPSet", ...one))).to.deep.equal([false]);
    const [less, more] = [list("ThreatIntelSet", ...one), list("ThreatIntelSet", ...both)];
    expect([risks(less, more), risks(more, less)]).to.deep.equal([[false], [true]]);
    expect([risks({}, less), risks(less, {})]).to.deep.equal([[false], [true]]);
    const texts = (from: object, to: object) => changes(from, to).map(changeText);
    expect(texts(less, {})).to.deep.equal([
      "lists.l is removed: Pulumi deletes its resources, and GuardDuty no longer generates findings for these addresses because of this list",
    ]);
    expect(texts({ l: { ...less.l, detach: true } }, {})).to.deep.equal([
      "lists.l is removed: the list stays active in GuardDuty",
    ]);
  });

  it("has the same risks of lists of entities", () => {
    const list = (kind: string, ...entries: string[]) => ({ l: { kind, entries } });
    const risksOf = (kind: string) => {
      const [less, more] = [list(kind, "a.example"), list(kind, "a.example", "b.example")];
      return [changes({}, less), changes(less, more), changes(more, less)].map(
        ([one]) => one?.risk,
      );
    };
    expect(risksOf("TrustedEntitySet")).to.deep.equal([true, true, false]);
    expect(risksOf("ThreatEntitySet")).to.deep.equal([false, false, true]);
  });

  it("says where a list was adopted, and stays when it is removed", () => {
    const existing = { "us-east-1": { detectorId: "a", listId: "b" } };
    const list = { kind: "ThreatIntelSet", entries: ["192.0.2.1"], existing };
    expect(changes({ bad: list }, {}).map(changeText)).to.deep.equal([
      "lists.bad is removed: Pulumi deletes its resources, and GuardDuty no longer generates findings for these addresses because of this list; the adopted list of us-east-1 stays active",
    ]);
  });

  it("is none where entries change only in their notation", () => {
    const list = (...entries: string[]) => ({ l: { kind: "ThreatEntitySet", entries } });
    const [one, other] = [
      list("192.0.2.1", "2606:4700::/32"),
      list("192.0.2.1/32", "2606:4700:0::/32"),
    ];
    expect(changes(one, other)).to.deep.equal([]);
  });

  it("is none where entries change only in case", () => {
    const domain = (entry: string) => ({ l: { kind: "ThreatEntitySet", entries: [entry] } });
    expect(changes(domain("Evil.example"), domain("evil.EXAMPLE"))).to.deep.equal([]);
  });

  it("names the policy of the bucket that the lists share", () => {
    const policy = (accountId: string) => ({
      ...{ addOn: "lists", kind: "bucketPolicy" as const, of: "findings-lists-bucket" },
      document: {
        Version: "2012-10-17",
        Statement: {
          ...{ Effect: "Deny" as const, Principal: "*" as const, Action: "s3:*", Resource: "*" },
          Condition: { StringNotEquals: { "aws:PrincipalAccount": accountId } },
        },
      },
    });
    const stack = (accountId: string) => ({
      config: { lists: { offices: TRUSTED } },
      documents: [policy(accountId)],
    });
    const changed = addOnChanges(stack("111122223333"), stack("444455556666"));
    expect(changed.map(changeText)).to.deep.equal([
      "lists: the policy of bucket findings-lists-bucket is changed, and allows more: the condition was aws:PrincipalAccount is not 111122223333, and is aws:PrincipalAccount is not 444455556666",
    ]);
  });

  it("is one line however many entries change, and none where they are in another order", () => {
    const many = Array.from({ length: 1_200 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const withEntries = (entries: string[]) => ({ offices: { ...TRUSTED, entries } });
    const changed = changes({ offices: TRUSTED }, withEntries(many));
    expect(changed.map(changeText)).to.deep.equal([
      'lists.offices.entries: 1,200 entries are added, such as "10.0.0.0": GuardDuty generates no findings for trusted addresses; entry "198.51.100.7" is removed: GuardDuty generates findings for these addresses again',
    ]);
    expect(changes(withEntries(many), withEntries([...many].reverse()))).to.deep.equal([]);
  });
});
