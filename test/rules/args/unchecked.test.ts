import { expect } from "chai";

import { recordAt } from "../../../rules/args/unchecked";

describe("The argument at a path", () => {
  const accounts = [{ accountId: "111122223333" }, { accountId: "222233334444" }];

  it("is an element of a list, whose other elements are not read: thousands are read one by one", () => {
    const list = new Proxy(accounts, {
      ownKeys: () => {
        throw new Error("the whole list is read");
      },
    });
    expect(recordAt({ members: { accounts: list } }, "members.accounts[1]")).to.equal(accounts[1]);
  });

  for (const path of ["accounts[2]", "accounts.length", "accounts[0].accountId", "constructor"]) {
    it(`is none at ${path}`, () => {
      expect(recordAt({ accounts }, path)).to.equal(undefined);
    });
  }
});
