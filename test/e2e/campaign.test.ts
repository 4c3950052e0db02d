import { expect } from "chai";

import { KINDS } from "../../testing/campaign";

/** Seeds of a short campaign; the whole one is `make campaign`. */
const SHORT: { [kind: string]: number } = {
  mutations: 40,
  verdicts: 1,
  twoStacks: 1,
  stackAndOwner: 1,
  kills: 1,
  invitationKills: 1,
  moveKills: 1,
  creates: 1,
  faults: 1,
  silence: 20,
};

describe("A short campaign finds nothing wrong", () => {
  for (const [kind, { attempt }] of Object.entries(KINDS)) {
    it(kind, async () => {
      for (let seed = 1; seed <= (SHORT[kind] as number); seed++) {
        expect((await attempt(seed)).problems, `seed ${seed}`).to.deep.equal([]);
      }
    });
  }
});
