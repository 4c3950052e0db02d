import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";
import { expect } from "chai";

import { GuardDutyExport } from "../../index";
import { REGION, resourceState } from "../../testing/awsMocks";

const ACCOUNT = "111122223333";

/** Pulumi's own mocks, as unit tests of users set them: their monitor has no hooks. */
describe("An export under Pulumi's own mocks", function () {
  this.timeout(120_000);
  const registered: string[] = [];

  beforeEach(async () => {
    registered.length = 0;
    await pulumi.runtime.setMocks(
      {
        newResource(args: MockResourceArgs) {
          registered.push(args.type);
          const { id, state } = resourceState(args, { accountId: ACCOUNT, region: REGION });
          return { id: id!, state };
        },
        call: ({ inputs }) => ({ ...inputs, accountId: ACCOUNT, id: ACCOUNT, regions: [] }),
      },
      "project",
      "stack",
    );
  });
  afterEach(() => pulumi.runtime.disconnect());

  it("registers its destinations, and every output resolves", async () => {
    const made = new GuardDutyExport("findings", {
      regions: [REGION],
      preflight: false,
      organization: { administrator: { accountId: ACCOUNT } },
    });
    const bucketName = await value(made.bucketName);
    expect(await value(made.bucketArn)).to.equal(`arn:aws:s3:::${bucketName}`);
    expect(await value(made.findingsUri)).to.contain(bucketName);
    expect(await value(made.keyArn)).to.match(/^arn:aws:kms:/);
    expect(Object.keys((await value(made.detectorIds)) ?? {})).to.deep.equal([REGION]);
    expect(Object.keys((await value(made.destinationIds)) ?? {})).to.deep.equal([REGION]);
    expect(registered).to.include("aws:guardduty/publishingDestination:PublishingDestination");
  });
});

function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
