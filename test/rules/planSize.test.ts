import { expect } from "chai";

import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";

const ALL_REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const administrator = { accountId: "111122223333" };
const management = { accountId: "999900001111", detector: true };
const member = (index: number) => ({
  accountId: String(200_000_000_000 + index),
  email: `member-${index}@example.com`,
});

const PROVIDER = "pulumi:providers:aws";

/** Numbers of providers and of other resources. */
function size(regions: number, args: object) {
  const all = { homeRegion: "us-east-1", ...args, regions: ALL_REGIONS.slice(0, regions) };
  const { settings, problems } = readArgs("findings", all);
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  const owner = { project: "security", stack: "prod", component: "findings" };
  const { resources, providerProcesses } = planExport({ owner, settings });
  const providers = resources.filter(({ type }) => type === PROVIDER).length;
  expect(providers).to.equal(providerProcesses);
  return { providers, resources: resources.length - providers };
}

const SHAPES: [what: string, args: object, accountRoles: number][] = [
  ["the administrator alone", {}, 1],
  ["an administrator and its members", { administrator, members: { autoEnable: "ALL" } }, 1],
  [
    "an administrator, its members and the management account",
    { administrator, management, members: { autoEnable: "ALL" } },
    2,
  ],
];

describe("The size of the plan", () => {
  for (const [what, organization, accountRoles] of SHAPES) {
    it(`is a constant and at most 3 resources for each Region and account role: ${what}`, () => {
      const sizes = [1, 2, 17, 34].map((regions) => size(regions, { organization }).resources);
      const [one, two] = sizes as [number, number];
      const perRegion = two - one;
      expect(perRegion).to.be.at.most(3 * accountRoles);
      expect(sizes).to.deep.equal([1, 2, 17, 34].map((regions) => one + (regions - 1) * perRegion));
    });

    it(`has a provider for each Region and account role, or for each account role: ${what}`, () => {
      const modes = ["perRegion", "perAccount"].map(
        (providerMode) => size(34, { organization, providerMode }).providers,
      );
      expect(modes).to.deep.equal([34 * accountRoles, accountRoles]);
    });
  }

  it("does not grow with the members of an organization, but with those that are made by name", () => {
    const members = (count: number) => ({
      organization: {
        administrator,
        members: {
          autoEnable: "ALL",
          accounts: Array.from({ length: count }, (_, i) => member(i)),
        },
      },
    });
    const none = size(34, members(0)).resources;
    expect(size(34, members(500)).resources).to.equal(none + 34 * 500);
  });

  it("grows by one resource for each Region and protection plan", () => {
    const plans = {
      organization: {
        administrator,
        members: { features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
      },
      features: [{ name: "S3_DATA_EVENTS" }, { name: "EKS_AUDIT_LOGS" }],
    };
    const without = size(34, { organization: { administrator } }).resources;
    expect(size(34, plans).resources).to.equal(without + 34 * 3);
  });
});
