import { expect } from "chai";
import * as fc from "fast-check";

import {
  CHINA_REGIONS,
  DEFAULT_REGIONS,
  GOVCLOUD_REGIONS,
  LISTED_OPT_IN_REGIONS,
  regionBreaches,
  regionFacts,
} from "../../rules/regions";

describe("Region facts", () => {
  it("know 17 default-enabled Regions, without repetition", () => {
    expect(new Set(DEFAULT_REGIONS).size).to.equal(17);
    expect(LISTED_OPT_IN_REGIONS.filter((name) => DEFAULT_REGIONS.includes(name))).to.deep.equal(
      [],
    );
  });

  for (const name of DEFAULT_REGIONS) {
    it(`give default-enabled ${name} the global service principal`, () => {
      expect(regionFacts(name)).to.deep.equal({
        name,
        partition: "aws",
        optIn: false,
        servicePrincipal: "guardduty.amazonaws.com",
        listed: true,
      });
    });
  }

  for (const name of LISTED_OPT_IN_REGIONS) {
    it(`give opt-in ${name} its regional service principal`, () => {
      expect(regionFacts(name)).to.deep.equal({
        name,
        partition: "aws",
        optIn: true,
        servicePrincipal: `guardduty.${name}.amazonaws.com`,
        listed: true,
      });
    });
  }

  it("take a Region launched later for an opt-in one", () => {
    expect(regionFacts("nz-north-1")).to.deep.equal({
      name: "nz-north-1",
      partition: "aws",
      optIn: true,
      servicePrincipal: "guardduty.nz-north-1.amazonaws.com",
      listed: false,
    });
  });

  for (const name of [...GOVCLOUD_REGIONS, ...CHINA_REGIONS]) {
    it(`give ${name} the global service principal, without opt-in`, () => {
      expect(regionFacts(name)).to.deep.equal({
        name,
        partition: name.startsWith("cn") ? "aws-cn" : "aws-us-gov",
        optIn: false,
        servicePrincipal: "guardduty.amazonaws.com",
        listed: true,
      });
    });
  }

  for (const name of [
    "",
    "us-east-1a",
    "us-east-11",
    "US-EAST-1",
    "us_east_1",
    " us-east-1",
    "useast1",
    "us-east",
    "global",
    "aws-global",
    "us-iso-east-1",
    "us-isob-east-1",
    "eusc-de-east-1",
    "us-gov-1",
    "eu-middle-1",
    "us-east-0",
    "us-east-1\n",
  ]) {
    it(`refuse ${JSON.stringify(name)}`, () => {
      expect(regionFacts(name)).to.equal(undefined);
    });
  }
});

describe("Region law", () => {
  const legal: [string, string[], string][] = [
    ["default Regions to another default Region", ["us-east-1", "sa-east-1"], "eu-west-1"],
    ["opt-in Regions to a default Region", ["me-south-1", "af-south-1"], "us-east-1"],
    ["an opt-in Region to itself", ["me-south-1"], "me-south-1"],
    ["GovCloud Regions within their partition", [...GOVCLOUD_REGIONS], "us-gov-west-1"],
    ["China Regions within their partition", [...CHINA_REGIONS], "cn-north-1"],
  ];
  for (const [what, regions, home] of legal) {
    it(`lets ${what}`, () => {
      expect(regionBreaches(regions, home)).to.deep.equal([]);
    });
  }

  it("refuses findings of a default Region in an opt-in Region", () => {
    const home = { name: "me-south-1", partition: "aws" };
    expect(regionBreaches(["me-south-1", "us-east-1"], home.name)).to.deep.equal([
      { rule: "fromDefault", region: "us-east-1", partition: "aws", home },
    ]);
  });

  it("refuses findings of an opt-in Region in another opt-in Region", () => {
    const home = { name: "me-south-1", partition: "aws" };
    expect(regionBreaches(["af-south-1"], home.name)).to.deep.equal([
      { rule: "fromOptIn", region: "af-south-1", partition: "aws", home },
    ]);
  });

  it("refuses to cross partitions", () => {
    const home = { name: "us-east-1", partition: "aws" };
    expect(regionBreaches(["cn-north-1", "us-gov-west-1"], home.name)).to.deep.equal([
      { rule: "partition", region: "cn-north-1", partition: "aws-cn", home },
      { rule: "partition", region: "us-gov-west-1", partition: "aws-us-gov", home },
    ]);
  });

  it("judges each Region alone", () => {
    const region = fc.constantFrom(
      ...DEFAULT_REGIONS,
      ...LISTED_OPT_IN_REGIONS,
      ...GOVCLOUD_REGIONS,
      ...CHINA_REGIONS,
    );
    fc.assert(
      fc.property(fc.uniqueArray(region), region, (regions, home) => {
        expect(regionBreaches(regions, home)).to.deep.equal(
          regions.flatMap((one) => regionBreaches([one], home)),
        );
      }),
    );
  });
});
