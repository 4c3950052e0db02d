import { expect } from "chai";

import type { AddOnDocument } from "../../../rules/addOns";
import type { AddOnConfig } from "../../../rules/changes/addOns";
import { addOnChanges } from "../../../rules/changes/addOns";
import { changeText } from "../../../rules/texts/changes";

const changes = (base: AddOnConfig, head: AddOnConfig) =>
  addOnChanges({ config: base, documents: [] }, { config: head, documents: [] });

describe("A change of the add-ons of a configuration", () => {
  it("is one line of add-ons that are encrypted as a whole", () => {
    for (const addOn of ["readers", "lists", "filters"]) {
      const texts = changes({ [addOn]: "[secret 0123abcd]" }, { [addOn]: "[secret 4567cdef]" }).map(
        (one) => [one.risk, changeText(one)],
      );
      expect(texts).to.deep.equal([
        [true, `${addOn} changes from an encrypted value to another one`],
      ]);
    }
  });

  it("is calm of tags, and at risk of what is only named so", () => {
    const tagged = (tags: object) => ({ health: { tags } });
    const [calm] = changes(tagged({ a: "1" }), tagged({ a: "2" }));
    expect(calm?.risk).to.equal(false);
    const bucket = (args: object) => ({
      malwareProtection: { buckets: [{ name: "tags", bucketName: "uploads", ...args }] },
    });
    const [tagging] = changes(bucket({ tagging: true }), bucket({ tagging: false }));
    expect(tagging?.risk).to.equal(true);
  });

  it("is calm of a queue of undelivered events that comes with a Region", () => {
    const config = { events: {} };
    const of = (addOn: string): AddOnDocument => ({
      ...{ addOn, kind: "queuePolicy", of: "findings-events-undelivered-eu-west-1" },
      document: {
        Version: "2012-10-17",
        Statement: [
          {
            ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" } },
            ...{ Action: "sqs:SendMessage", Resource: "*" },
          },
        ],
      },
    });
    const [added] = addOnChanges({ config, documents: [] }, { config, documents: [of("events")] });
    expect([added?.id, added?.risk]).to.deep.equal(["addOnPolicyChanged", false]);
  });

  it("is a move to another account, except the administrator's own", () => {
    const config = { readers: { siem: {} }, athena: {}, events: {} };
    const stack = (bucket: string | undefined, administrator: string) => ({
      ...{ config, documents: [] },
      accounts: new Map([
        ["readers.siem", { role: "bucket" as const, ...(bucket && { id: bucket }) }],
        ["events", { role: "administrator" as const, id: administrator }],
      ]),
    });
    const texts = addOnChanges(
      stack(undefined, "111122223333"),
      stack("444455556666", "222233334444"),
    ).map((one) => [one.risk, changeText(one)]);
    expect(texts).to.deep.equal([
      [
        true,
        "readers.siem moves from the account of the credentials to account 444455556666: Pulumi creates its resources there, and deletes the former ones",
      ],
    ]);
  });

  it("is calm of a list that GuardDuty no longer trusts, and at risk of one that is no threat any more", () => {
    const lists = (kind: string) => ({ lists: { one: { kind, entries: ["192.0.2.1"] } } });
    const removed = (kind: string) =>
      changes(lists(kind), { lists: {} }).map(({ id, risk }) => [id, risk]);
    expect(removed("IPSet")).to.deep.equal([["addOnRemoved", false]]);
    expect(removed("ThreatIntelSet")).to.deep.equal([["addOnRemoved", true]]);
  });
});
