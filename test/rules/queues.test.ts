import { expect } from "chai";

import { accountOfQueueUrl, regionOfQueueUrl } from "../../rules/queues";

describe("The URL of a queue", () => {
  for (const [host, region] of [
    ["sqs.eu-west-1.amazonaws.com", "eu-west-1"],
    ["sqs.cn-north-1.amazonaws.com.cn", "cn-north-1"],
    ["sqs-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
    ["sqs.us-east-2.api.aws", "us-east-2"],
    ["queue.amazonaws.com", "us-east-1"],
    ["us-west-2.queue.amazonaws.com", "us-west-2"],
    ["vpce-0a1b-2c3d.sqs.eu-central-1.vpce.amazonaws.com", "eu-central-1"],
    ["queues.example.com", undefined],
  ] as const) {
    it(`names ${region ?? "no Region"} by the host ${host}`, () => {
      expect(regionOfQueueUrl(`https://${host}/111122223333/siem`)).to.equal(region);
    });
  }

  it("names the account", () => {
    const url = "https://sqs.eu-west-1.amazonaws.com/111122223333/siem";
    expect([accountOfQueueUrl(url), accountOfQueueUrl("siem")]).to.deep.equal([
      ...["111122223333", undefined],
    ]);
  });
});
