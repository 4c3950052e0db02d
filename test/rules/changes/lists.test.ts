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
      { id: "addOnAdded", risk: true, addOn: "lists.offices", principals: [] },
    ]);
    const entries = ["198.51.100.7", "203.0.113.0/24"];
    const changed = changes({ offices: TRUSTED }, { offices: { ...TRUSTED, entries } });
    expect(changed).to.deep.equal([
      {
        ...{ id: "listEntriesChanged", risk: true, addOn: "lists.offices" },
        ...{ added: ["203.0.113.0/24"], removed: [] },
      },
    ]);
    expect(changes({ offices: TRUSTED }, {}).map(({ id }) => id)).to.deep.equal(["addOnRemoved"]);
  });

  it("is one line however many entries change, and none where they are in another order", () => {
    const many = Array.from({ length: 1_200 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const withEntries = (entries: string[]) => ({ offices: { ...TRUSTED, entries } });
    const changed = changes({ offices: TRUSTED }, withEntries(many));
    expect(changed.map(changeText)).to.deep.equal([
      'lists.offices.entries: 1,200 entries are added, such as "10.0.0.0"; entry "198.51.100.7" is removed',
    ]);
    expect(changes(withEntries(many), withEntries([...many].reverse()))).to.deep.equal([]);
  });
});
