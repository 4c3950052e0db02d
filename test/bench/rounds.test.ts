import { expect } from "chai";

import { longestChain } from "../../bench/engine/chain";
import { interleaved, ratio, spread } from "../../bench/rounds";

describe("A measurement in rounds", () => {
  it("runs the variants in turn, turns the order each round and leaves the warm-up out", async () => {
    const order: string[] = [];
    const run = (name: string) => () => order.push(name);
    const values = await interleaved({ warmUp: 1, counted: 2 }, { a: run("a"), b: run("b") });
    expect(order.join("")).to.equal("abbaab");
    expect(values).to.deep.equal({ a: [4, 5], b: [3, 6] });
  });

  it("prints the median, the least and the most", () => {
    expect(spread([3, 1, 2])).to.deep.equal({ median: 2, low: 1, high: 3 });
    expect(spread([4, 1, 2, 3])).to.deep.equal({ median: 2.5, low: 1, high: 4 });
  });

  it("compares values of the same round", () => {
    expect(ratio([2, 30, 8], [1, 10, 2])).to.deep.equal({ median: 3, low: 2, high: 4 });
  });
});

describe("The longest chain of calls", () => {
  const urn = (name: string) => `urn:pulumi:s::p::aws:x/y:${name}::${name}`;

  it("goes through dependencies and providers, by calls and not by resources", () => {
    const state = [
      { urn: urn("Provider") },
      { urn: urn("Slow"), provider: `${urn("Provider")}::id` },
      { urn: urn("Quick") },
      { urn: urn("Quicker"), dependencies: [urn("Quick")] },
      { urn: urn("Last"), dependencies: [urn("Quicker"), urn("Slow")] },
    ];
    const calls = new Map(
      Object.entries({ Slow: 5, Quick: 2, Quicker: 2, Last: 3 }).map(([name, count]) => [
        urn(name),
        count,
      ]),
    );
    expect(longestChain(state, calls)).to.deep.equal({ calls: 8, steps: ["Slow (5)", "Last (3)"] });
  });
});
