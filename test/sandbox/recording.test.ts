import { expect } from "chai";
import { recorded } from "../../sandbox/recording";

const input = () => ({
  Name: "n",
  Unset: undefined,
  Empty: {},
  Filter: { Prefix: "p", Tag: { Key: "k", Value: "v" } },
  Tags: [
    { Key: "a", Value: "1" },
    { Key: "b", Value: "2" },
  ],
});

describe("a recording of reads", () => {
  it("has the outermost members that were set and not read, an item of a list for all of them", () => {
    const { value, unread } = recorded(input());
    expect(unread()).to.deep.equal(["Name", "Empty", "Filter", "Tags"]);
    expect(value.Name).to.equal("n");
    expect(value.Filter.Prefix).to.equal("p");
    expect(value.Tags.find(({ Key }) => Key === "a")).to.not.equal(undefined);
    expect(unread()).to.deep.equal(["Empty", "Filter.Tag", "Tags[].Value"]);
  });

  it("takes what is written out whole, or kept whole, for read", () => {
    const written = recorded(input());
    JSON.stringify(written.value);
    expect(written.unread()).to.deep.equal([]);

    const { value, unread } = recorded(input());
    const store = { rules: { r: { filter: value.Filter, tags: [...value.Tags] } } };
    expect(unread(store)).to.deep.equal(["Name", "Empty"]);
  });

  it("leaves plain members, those written meanwhile with their new value", () => {
    const { value, settle } = recorded(input());
    value.Name = "other";
    value.Tags.pop();
    delete (value as { Empty?: object }).Empty;
    settle();
    const { Empty: _empty, ...rest } = input();
    expect(value).to.deep.equal({ ...rest, Name: "other", Tags: [{ Key: "a", Value: "1" }] });
    for (const { get } of Object.values(Object.getOwnPropertyDescriptors(value))) {
      expect(get).to.equal(undefined);
    }
  });
});
