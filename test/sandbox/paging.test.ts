import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import { clientOf, refusal } from "../../testing/worlds";

/** Every page of a list, `limit` items each. */
async function pages(
  call: (input: Members) => Promise<Members>,
  limit: Members,
  { token, next, result }: { token: string; next: string; result: string },
): Promise<unknown[][]> {
  const all: unknown[][] = [];
  let page: Members = {};
  do {
    page = await call({ ...limit, ...(page[next] !== undefined && { [token]: page[next] }) });
    all.push(page[result]);
  } while (page[next] !== undefined);
  return all;
}

describe("lists", () => {
  it("come in pages of the size that a caller asks for", async () => {
    const client = await clientOf();
    for (const QueueName of ["a", "b", "c"]) await client.call("sqs:CreateQueue", { QueueName });
    const queues = await pages(
      (input) => client.call("sqs:ListQueues", input),
      { MaxResults: 2 },
      { token: "NextToken", next: "NextToken", result: "QueueUrls" },
    );
    expect(queues.map(({ length }) => length)).to.deep.equal([2, 1]);

    for (const Description of ["a", "b", "c"]) await client.call("kms:CreateKey", { Description });
    const { Keys, Truncated, NextMarker } = await client.call("kms:ListKeys", { Limit: 3 });
    expect([Keys.length, Truncated, typeof NextMarker]).to.deep.equal([3, true, "string"]);
    const rest = await client.call("kms:ListKeys", { Limit: 3, Marker: NextMarker });
    expect([rest["Keys"].length, rest["Truncated"], rest["NextMarker"]]).to.deep.equal([
      1,
      false,
      undefined,
    ]);
  });

  it("come in pages of the service's own size when no caller asks", async () => {
    const client = await clientOf();
    for (let index = 0; index < 101; index++) {
      await client.call("sns:CreateTopic", { Name: `t${index}` });
    }
    const topics = await pages(
      (input) => client.call("sns:ListTopics", input),
      {},
      { token: "NextToken", next: "NextToken", result: "Topics" },
    );
    expect(topics.map(({ length }) => length)).to.deep.equal([100, 1]);
  });

  it("refuse tokens that they did not give", async () => {
    const client = await clientOf();
    const refused = (operation: string, input: Members) => refusal(client.call(operation, input));
    expect(await refused("kms:ListKeys", { Marker: "x" })).to.match(/^InvalidMarkerException/);
    expect(await refused("sns:ListTopics", { NextToken: "x" })).to.match(/^InvalidParameter/);
    expect(await refused("iam:ListRoles", { Marker: "x" })).to.match(/^ValidationE/);
  });
});
