import { expect } from "chai";

import { featuresIn, readArgs, UNAVAILABLE_FEATURES } from "../../../rules/args";
import { Feature } from "../../../rules/args";
import { LISTED_REGIONS } from "../../../rules/regions";

describe("The Regions of a protection plan", () => {
  it("name plans and Regions that exist, each with AWS's page", () => {
    for (const { feature, regions, source } of UNAVAILABLE_FEATURES) {
      expect(Object.values(Feature)).to.include(feature);
      expect(LISTED_REGIONS).to.include.members([...regions]);
      expect(new URL(source).hostname).to.match(/^docs\.(aws\.amazon\.com|amazonaws\.cn)$/);
    }
  });

  it("are every Region, those that are listed, or those that are not excluded", () => {
    const features = [
      { name: "everywhere" },
      { name: "listed", regions: ["us-east-1"] },
      { name: "excluded", excludeRegions: ["us-east-1"] },
    ];
    const names = (region: string) => featuresIn(features, region).map(({ name }) => name);
    expect(names("us-east-1")).to.deep.equal(["everywhere", "listed"]);
    expect(names("eu-west-1")).to.deep.equal(["everywhere", "excluded"]);
  });

  for (const { feature, regions } of UNAVAILABLE_FEATURES) {
    for (const region of regions) {
      it(`are refused in ${region} for ${feature}, of the administrator, of members and of one member`, () => {
        const problems = readArgs("findings", {
          regions: [region],
          features: [{ name: feature }],
          organization: {
            administrator: { accountId: "111122223333" },
            members: {
              accounts: [
                {
                  accountId: "222233334444",
                  email: "member@example.com",
                  features: [{ name: feature }],
                },
              ],
              features: [{ name: feature, autoEnable: "ALL" }],
            },
          },
        }).problems.map(({ id, path }) => [id, path]);
        expect(problems).to.deep.equal([
          ["featureNotOffered", "features[0]"],
          ["featureNotOffered", "organization.members.features[0]"],
          ["featureNotOffered", "organization.members.accounts[0].features[0]"],
        ]);
      });
    }
  }

  it("accept a plan again for other Regions, and both kinds of Runtime Monitoring in different ones", () => {
    const { problems } = readArgs("findings", {
      regions: ["us-east-1", "eu-west-1"],
      features: [
        { name: "S3_DATA_EVENTS", regions: ["us-east-1"] },
        { name: "S3_DATA_EVENTS", status: "DISABLED", excludeRegions: ["us-east-1"] },
        { name: "RUNTIME_MONITORING", regions: ["us-east-1"] },
        { name: "EKS_RUNTIME_MONITORING", regions: ["eu-west-1"] },
      ],
    });
    expect(problems).to.deep.equal([]);
  });
});
