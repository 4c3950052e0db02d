import { expect } from "chai";

import { atOnce } from "../../aws/atOnce";

describe("Work at once", () => {
  it("is done for every item, in their order, and no more at a time than the limit", async () => {
    let running = 0;
    let most = 0;
    const results = await atOnce(3, [5, 1, 4, 2, 3], async (turns) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      running--;
      return turns * 10;
    });
    expect(results).to.deep.equal([50, 10, 40, 20, 30]);
    expect(most).to.equal(3);
  });

  it("rejects with the error of one item", async () => {
    const work = async (item: number) => {
      if (item === 2) throw new Error("of item 2");
      return item;
    };
    let message = "";
    await atOnce(2, [1, 2, 3], work).catch((error: Error) => ({ message } = error));
    expect(message).to.equal("of item 2");
  });
});
