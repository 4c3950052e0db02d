import { expect } from "chai";

import { DEFAULT_REGIONS } from "../../rules/regions";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";

const REGIONS = DEFAULT_REGIONS.slice(0, 9);
const [HOME] = REGIONS as [string];
const UP_TO_8 = REGIONS.slice(0, 8);
const NINTH = REGIONS[8] as string;

/** Each step builds on the one before. */
describe("providerMode auto on the real engine", () => {
  let stack: CloudStack;

  before(async () => {
    stack = await openCloudStack({});
  });
  after(() => stack.close());

  const deploy = (regions: string[]) => stack.deploy({ regions, homeRegion: HOME });
  const provider = (region: string) =>
    `pulumi:providers:aws::findings-administrator-${region}` as const;

  it("makes a provider for each of 8 Regions", async () => {
    const { changed } = await deploy(UP_TO_8);
    expect(
      changed.filter((change) => change.includes("pulumi:providers:aws")).sort(),
    ).to.deep.equal(UP_TO_8.map((region) => `create ${provider(region)}`).sort());
  });

  it("makes one for the account when a ninth Region is added, and replaces nothing", async () => {
    const { changed } = await deploy(REGIONS);
    expect(changed.sort()).to.deep.equal(
      [
        "create pulumi:providers:aws::findings-administrator",
        ...UP_TO_8.map((region) => `delete ${provider(region)}`),
        `create aws:guardduty/detector:Detector::findings-detector-${NINTH}`,
        `create aws:guardduty/publishingDestination:PublishingDestination::findings-destination-${NINTH}`,
        "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
        "update aws:kms/keyPolicy:KeyPolicy::findings-key-policy",
      ].sort(),
    );
    expect((await deploy(REGIONS)).changed).to.deep.equal([]);
    for (const region of REGIONS) expect(await stack.deliver(region)).to.have.length(1);
  });

  it("makes one for each of 8 Regions again when the ninth is removed, and replaces nothing", async () => {
    const { changed } = await deploy(UP_TO_8);
    expect(changed.sort()).to.deep.equal(
      [
        "delete pulumi:providers:aws::findings-administrator",
        ...UP_TO_8.map((region) => `create ${provider(region)}`),
        `delete aws:guardduty/detector:Detector::findings-detector-${NINTH}`,
        `delete aws:guardduty/publishingDestination:PublishingDestination::findings-destination-${NINTH}`,
        "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
        "update aws:kms/keyPolicy:KeyPolicy::findings-key-policy",
      ].sort(),
    );
    expect((await deploy(UP_TO_8)).changed).to.deep.equal([]);
    for (const region of UP_TO_8) expect(await stack.deliver(region)).to.have.length(1);
  });
});
