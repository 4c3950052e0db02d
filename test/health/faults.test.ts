import { expect } from "chai";
import fc from "fast-check";

import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import type { FaultyRegions } from "../../testing/regionFaults";
import { faultyRegions, isFaulty, letHappen } from "../../testing/regionFaults";
import { ACCOUNT, check, healthBundle } from "../../testing/lambda";

const REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const AT_ONCE = 5;
const USER = { AWS_ACCESS_KEY_ID: "AKIAHEALTH", AWS_SECRET_ACCESS_KEY: "none" };

/** Runs the function where the faults of each Region are. */
const checkFaulty = (faults: FaultyRegions) =>
  check(
    REGIONS,
    ({ cloud }) => {
      const denials = letHappen(cloud, ACCOUNT, faults);
      const all = { Effect: "Allow", Action: "*", Resource: "*" };
      cloud.world.users[`arn:aws:iam::${ACCOUNT}:user/health`] = {
        policies: { all: { Version: "2012-10-17", Statement: [all, ...denials] } },
        accessKeys: { AKIAHEALTH: { secret: "none", status: "Active" } },
        tags: {},
      };
    },
    USER,
  );

describe("The health check's Lambda function, of random combinations of faults", () => {
  before(healthBundle);

  it("finds no Region with a fault healthy, and none without a fault unhealthy: 510 Regions", async () => {
    const found = { healthy: 0, unhealthy: 0, notChecked: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(faultyRegions(REGIONS), { minLength: AT_ONCE, maxLength: AT_ONCE }),
        async (worlds) => {
          const runs = await Promise.all(worlds.map(checkFaulty));
          runs.forEach(({ summary, lines }, index) => {
            const faults = worlds[index]!;
            const is = (faulty: boolean) => (region: string) => isFaulty(faults, region) === faulty;
            expect(summary.healthy.filter(is(true))).to.deep.equal([]);
            expect(summary.unhealthy.filter(is(false))).to.deep.equal([]);
            for (const region of REGIONS) {
              const { Healthy, Verdict } = lines[region]!;
              const value = { healthy: 1, unhealthy: 0 }[Verdict as string];
              expect(Healthy, region).to.equal(value);
              found[Verdict as keyof typeof found]++;
            }
          });
        },
      ),
      { numRuns: 3, endOnFailure: true },
    );
    for (const count of Object.values(found)) expect(count).to.be.greaterThan(5);
  });
});
