import { expect } from "chai";
import { createCloud, type Members, type SandboxCloud } from "../../sandbox/cloud";
import { ADMIN, exportWorld, OTHER, refusal } from "../../testing/worlds";

const HOME = { Bucket: "acme-logs" };

async function cloudOf(strict?: boolean): Promise<SandboxCloud> {
  return createCloud(exportWorld(), undefined, { strict });
}

function call(cloud: SandboxCloud, operation: string, input: Members): Promise<Members> {
  const credentials = { accessKeyId: `AKIA${ADMIN}DEMO`, region: "us-east-1" };
  return cloud.call(cloud.authenticate(credentials), operation, input);
}

describe("the sandbox's strict mode", () => {
  it("is on in every test", async () => {
    const cloud = await cloudOf();
    expect(
      await refusal(
        call(cloud, "s3:PutObject", { ...HOME, Key: "k", WebsiteRedirectLocation: "/x" }),
      ),
    ).to.equal(
      "NotModelled: The sandbox does not model WebsiteRedirectLocation of s3:PutObject. Fix: leave out this member here, and try it on AWS.",
    );
  });

  it("refuses members inside of members, and lists every one", async () => {
    const cloud = await cloudOf(true);
    const CreateBucketConfiguration = { Location: { Name: "use1-az4", Type: "AvailabilityZone" } };
    const refused = await refusal(
      call(cloud, "s3:CreateBucket", {
        Bucket: "directory",
        CreateBucketConfiguration,
        GrantRead: "id=1",
      }),
    );
    expect(refused).to.match(
      /^NotModelled: .*CreateBucketConfiguration\.Location.*GrantRead of s3:CreateBucket/,
    );
    expect(cloud.calls.at(-1)?.ignored).to.deep.equal([
      "CreateBucketConfiguration.Location",
      "GrantRead",
    ]);
  });

  it("leaves the world as it was, with the policies that are on their way", async () => {
    const cloud = await cloudOf();
    const { world } = cloud;
    const bucket = world.buckets[HOME.Bucket];
    const before = structuredClone(world);
    const refused = await refusal(
      call(cloud, "s3:PutObject", { ...HOME, Key: "new", WebsiteRedirectLocation: "/x" }),
    );
    expect(refused).to.match(/^NotModelled/);
    expect(cloud.world).to.deep.equal(before);
    expect(cloud.world.buckets[HOME.Bucket], "the same object").to.equal(bucket);
  });

  it("logs them when it is off, and says so of the call", async () => {
    const cloud = await cloudOf(false);
    const logged: unknown[] = [];
    cloud.logIgnored((record) => logged.push(record));
    await call(cloud, "s3:PutObject", { ...HOME, Key: "k", WebsiteRedirectLocation: "/x" });
    const record = {
      accountId: ADMIN,
      region: "us-east-1",
      operation: "s3:PutObject",
      ignored: ["WebsiteRedirectLocation"],
    };
    expect(logged).to.deep.equal([record]);
    expect(cloud.calls).to.deep.equal([record]);
  });

  it("does not refuse what AWS refuses by itself in other words", async () => {
    const cloud = await cloudOf(true);
    const input = { Bucket: "none", Key: "k", WebsiteRedirectLocation: "/x" };
    expect(await refusal(call(cloud, "s3:PutObject", input))).to.equal(
      "NoSuchBucket: The specified bucket does not exist",
    );
  });
});

describe("members that callers seldom set", () => {
  it("name the account that has to own the bucket, in every operation on one", async () => {
    const cloud = await cloudOf();
    const owned = { ...HOME, ExpectedBucketOwner: ADMIN };
    const another = { ...HOME, ExpectedBucketOwner: OTHER };
    await call(cloud, "s3:GetBucketLocation", owned);
    for (const operation of ["s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:HeadBucket"]) {
      expect(await refusal(call(cloud, operation, another)), operation).to.match(/^AccessDenied/);
    }
  });

  it("answer a detector's create of an equal token with its id", async () => {
    const cloud = await createCloud({ caller: ADMIN, accounts: { [ADMIN]: { name: "a" } } });
    const create = (ClientToken: string) =>
      call(cloud, "guardduty:CreateDetector", { Enable: true, ClientToken });
    expect(await create("one")).to.deep.equal(await create("one"));
    expect(await refusal(create("two"))).to.match(/^BadRequestException/);
  });

  it("ask for the ARN of a subscription that waits to be confirmed", async () => {
    const cloud = await cloudOf();
    const { TopicArn } = await call(cloud, "sns:CreateTopic", { Name: "t" });
    const subscription = { TopicArn, Protocol: "email", Endpoint: "a@example.com" };
    const arn = { ReturnSubscriptionArn: true };
    const { SubscriptionArn: waiting } = await call(cloud, "sns:Subscribe", subscription);
    const { SubscriptionArn } = await call(cloud, "sns:Subscribe", { ...subscription, ...arn });
    expect(waiting).to.equal("pending confirmation");
    expect(SubscriptionArn).to.match(new RegExp(`^${TopicArn}:`));
  });
});
