import type { Row } from "../report";
import { judged } from "../report";
import { someMembers, someRegions } from "../settings";
import { plan } from "./planning";

const REGION_COUNTS = [1, 17, 34] as const;
const administrator = { accountId: "111122223333" };
const management = { accountId: "999900001111" };

interface ResourceCase {
  what: string;
  args: object;
  /** Resources that one more Region may add: 3 for each account role, 1 for each member by name. */
  atMost: number;
}

const CASES: ResourceCase[] = [
  { what: "perRegion providers", args: { providerMode: "perRegion" }, atMost: 3 },
  { what: "perAccount providers", args: { providerMode: "perAccount" }, atMost: 3 },
  { what: "any number of members under ALL", args: organization({ autoEnable: "ALL" }), atMost: 6 },
  ...[10, 100].map((count) => ({
    what: `${count} members by name`,
    args: organization({ accounts: someMembers(count) }),
    atMost: 6 + count,
  })),
];

function organization(members: object): object {
  return { organization: { administrator, management, members } };
}

/** How many resources the plan registers: counted, not timed. */
export function countResources(): Row[] {
  return CASES.map(({ what, args, atMost }) => {
    const counts = REGION_COUNTS.map(
      (count) => plan({ ...args, regions: someRegions(count) }).resources.length,
    );
    const [first = NaN, last = NaN] = [counts[0], counts[counts.length - 1]];
    const perRegion = (last - first) / (REGION_COUNTS[2] - REGION_COUNTS[0]);
    return {
      what: `Resources at ${REGION_COUNTS.join(", ")} Regions, ${what}`,
      measured: counts.join(", "),
      medians: `${perRegion} for each further Region`,
      ...judged(perRegion, { atMost }, (bound) => `${bound} a Region`),
    };
  });
}
