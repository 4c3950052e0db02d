import { expect } from "chai";
import fc from "fast-check";

import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import { faultyRegions, isFaulty, letHappen } from "../../testing/regionFaults";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import { ADMINISTRATOR } from "../../testing/live/world";

const HOME = "us-east-1";
const REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const ROLE = `arn:aws:iam::${ADMINISTRATOR}:role/look`;
const ARGS = {
  regions: REGIONS,
  homeRegion: HOME,
  organization: { administrator: { accountId: ADMINISTRATOR, assumeRoleArn: ROLE } },
};

const bucketOf = ({ sandbox, bucketName }: Deployed) => sandbox.world().buckets[bucketName];
const keyOf = ({ sandbox, keyArn }: Deployed) => sandbox.world().keys[keyArn];

/** What keeps every Region from exporting; what is not there any more stays so. */
const OF_EVIDENCE: { [what: string]: (stack: Deployed) => void } = {
  "no bucket": ({ sandbox, bucketName }) => void delete sandbox.world().buckets[bucketName],
  "no bucket policy": (stack) => void Object.assign(bucketOf(stack) ?? {}, { policy: null }),
  "no key": ({ sandbox, keyArn }) => void delete sandbox.world().keys[keyArn],
  "disabled key": (stack) => void Object.assign(keyOf(stack) ?? {}, { state: "Disabled" }),
  "key about to be deleted": (stack) =>
    void Object.assign(keyOf(stack) ?? {}, { state: "PendingDeletion" }),
  "key policy of others alone": (stack) =>
    void ((keyOf(stack)?.policy["Statement"] ?? []) as object[]).splice(1),
};

/** Calls that may not be made anywhere. */
const DENIED = ["s3:GetBucketPolicy", "s3:ListBucket", "kms:GetKeyPolicy", "kms:DescribeKey"];

/** The role that looks may do all but this. */
function allow({ sandbox }: Deployed, denials: object[]): void {
  const { accounts, roles } = sandbox.world();
  const root = { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` };
  const trust = { Effect: "Allow", Principal: root, Action: "sts:AssumeRole" };
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  accounts[ADMINISTRATOR]!.roles = [];
  roles[ROLE] = {
    assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
    policies: { observe: { Version: "2012-10-17", Statement: [all, ...denials] } },
    ...{ description: "", maxSessionDuration: 3600, tags: {} },
  };
}

describe("status of random combinations of faults", function () {
  const combination = fc.record({
    // The home Region's calls get through: without it nothing is reported of the others.
    regions: faultyRegions(REGIONS, [HOME]),
    evidence: fc.oneof(
      { weight: 2, arbitrary: fc.constant<string[]>([]) },
      {
        weight: 1,
        arbitrary: fc.subarray(Object.keys(OF_EVIDENCE), { minLength: 1, maxLength: 2 }),
      },
    ),
    denied: fc.option(fc.constantFrom(...DENIED), { nil: undefined, freq: 3 }),
  });

  it("finds no Region with a fault healthy, and none without a fault unhealthy: 510 Regions", async () => {
    const found = { healthy: 0, unhealthy: 0, notChecked: 0 };
    await fc.assert(
      fc.asyncProperty(combination, async ({ regions, evidence, denied }) => {
        const stack = await deployed(ARGS);
        const denials = letHappen(stack.sandbox.cloud, ADMINISTRATOR, regions);
        const more = { Effect: "Deny", Action: denied, Resource: "*" };
        allow(stack, denied === undefined ? denials : [...denials, more]);
        for (const what of evidence) OF_EVIDENCE[what]!(stack);
        const { code, data } = await stack.json(["status", "--stack", "prod", "--timeout", "5s"]);
        await stack.close();
        expect(code).not.to.equal(0);
        expect(data.verdict).not.to.equal("healthy");
        const wrong = data.findings.filter(({ confirmed }: { confirmed: boolean }) => confirmed);
        if (evidence.length > 0 && denied === undefined) expect(wrong).not.to.deep.equal([]);
        for (const { region, verdict } of data.regions) {
          found[verdict as keyof typeof found]++;
          const not = isFaulty(regions, region) ? "healthy" : "unhealthy";
          expect(verdict, region).not.to.equal(not);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
    for (const count of Object.values(found)) expect(count).to.be.greaterThan(20);
  });

  for (const what of [...Object.keys(OF_EVIDENCE), ...DENIED]) {
    it(`is not well for ${what} alone`, async () => {
      const stack = await deployed({ ...ARGS, regions: [HOME] });
      const isDenied = DENIED.includes(what);
      allow(stack, isDenied ? [{ Effect: "Deny", Action: what, Resource: "*" }] : []);
      if (!isDenied) OF_EVIDENCE[what]!(stack);
      const { code } = await stack.run(["status", "--stack", "prod"]);
      await stack.close();
      expect(code).to.equal(isDenied ? 2 : 1);
    });
  }
});
