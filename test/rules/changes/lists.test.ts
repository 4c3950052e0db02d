import { expect } from "chai";

import { addOnChanges } from "../../../rules/changes/addOns";

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
      { id: "addOnAdded", risk: true, addOn: "lists.offices", principals: [] },
    ]);
    const entries = ["198.51.100.7", "203.0.113.0/24"];
    const changed = changes({ offices: TRUSTED }, { offices: { ...TRUSTED, entries } });
    expect(changed.map(({ id, risk }) => ({ id, risk }))).to.deep.equal([
      { id: "settingChanged", risk: true },
    ]);
    expect(changes({ offices: TRUSTED }, {}).map(({ id }) => id)).to.deep.equal(["addOnRemoved"]);
  });
});
