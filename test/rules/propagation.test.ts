import { expect } from "chai";

import { nextWait } from "../../rules/propagation";

const refusal = `creating GuardDuty Publishing Destination: BadRequestException: The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to …`;

describe("The wait for policies to be seen", () => {
  it("doubles from one second and ends after two minutes together", () => {
    const waits: number[] = [];
    for (let tries = 1; tries < 50; tries++) {
      const wait = nextWait(Array.from({ length: tries }, () => refusal));
      if (wait === undefined) break;
      waits.push(wait);
    }
    expect(waits).to.deep.equal([1000, 2000, 4000, 8000, 16000, 32000, 57000]);
    expect(waits.reduce((sum, wait) => sum + wait)).to.equal(120_000);
  });

  it("is for the service-permission refusal alone", () => {
    expect(
      nextWait([
        "The request failed because a publishingDestination already exists with the destinationType value provided in the request.",
      ]),
    ).to.equal(undefined);
    expect(nextWait([])).to.equal(undefined);
  });

  it("ends when the newest failure is another one", () => {
    expect(nextWait(["InternalServerErrorException", refusal])).to.equal(undefined);
    expect(nextWait([refusal, "InternalServerErrorException"])).to.equal(2000);
  });
});
