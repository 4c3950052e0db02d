import { expect } from "chai";
import { checkAndCreate, failure, start } from "../../../testing/providers/client";
import { fakeCloud, FakeCloud, refuse } from "../../../testing/providers/fakeCloud";

const account = "111122223333";

describe("sandbox/providers functions", () => {
  let cloud: FakeCloud;
  let running: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    cloud = fakeCloud();
    running = await start(cloud);
  });
  afterEach(() => running.stop());

  it("tells who and where one is", async () => {
    const { aws } = running;
    expect(await aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {})).to.deep.equal({
      id: account,
      accountId: account,
      arn: `arn:aws:iam::${account}:root`,
      userId: "AIDA",
    });
    const partition = "aws:index/getPartition:getPartition";
    expect(await aws.invoke(partition, {})).to.include({
      partition: "aws",
      dnsSuffix: "amazonaws.com",
    });
    const region = "aws:index/getRegion:getRegion";
    expect(await aws.invoke(region, {})).to.include({ id: "us-east-1", region: "us-east-1" });
    expect(await aws.invoke(region, { region: "cn-north-1" })).to.include({
      endpoint: "ec2.cn-north-1.amazonaws.com.cn",
    });
    expect((await failure(aws.invoke(region, { region: "nowhere" }))).message).to.equal(
      'region not found for name "nowhere"',
    );
    await aws.configure({ region: "us-gov-west-1" });
    expect((await aws.invoke(partition, {}))["id"]).to.equal("aws-us-gov");
  });

  it("finds the one detector, or says that there is none", async () => {
    const token = "aws:guardduty/getDetector:getDetector";
    expect((await failure(running.aws.invoke(token, {}))).message).to.equal(
      "reading this account's single GuardDuty Detector: empty result",
    );
    const { id } = await checkAndCreate(running.aws, "aws:guardduty/detector:Detector", {});
    expect(await running.aws.invoke(token, {})).to.deep.include({
      id,
      status: "ENABLED",
      tags: {},
    });
    expect((await failure(running.aws.invoke(token, { id: "x" }))).message).to.match(
      /^reading GuardDuty Detector \(x\): /,
    );
  });

  it("finds a bucket, its policy and a key", async () => {
    const caller = { accountId: account, arn: "", region: "us-east-1" };
    await cloud.call(caller, "s3:CreateBucket", { Bucket: "b" });
    expect(await running.aws.invoke("aws:s3/getBucket:getBucket", { bucket: "b" })).to.include({
      arn: "arn:aws:s3:::b",
      bucketRegion: "us-east-1",
    });
    const policy = "aws:s3/getBucketPolicy:getBucketPolicy";
    expect((await failure(running.aws.invoke(policy, { bucket: "b" }))).message).to.include(
      "NoSuchBucketPolicy",
    );
    await cloud.call(caller, "s3:PutBucketPolicy", { Bucket: "b", Policy: '{"b": 1, "a": 2}' });
    cloud.override["s3:GetBucketPolicy"] = () => ({ Policy: '{"b": 1, "a": 2}' });
    expect((await running.aws.invoke(policy, { bucket: "b" }))["policy"]).to.equal('{"a":2,"b":1}');
    const { KeyMetadata } = await cloud.call(caller, "kms:CreateKey", { KeyUsage: "x" });
    const found = await running.aws.invoke("aws:kms/getKey:getKey", { keyId: KeyMetadata.Arn });
    expect(found).to.include({ id: KeyMetadata.KeyId, keyId: KeyMetadata.Arn, enabled: true });
  });

  it("finds an object, or says that there is none", async () => {
    const token = "aws:s3/getObject:getObject";
    cloud.override["s3:HeadObject"] = () => ({ ContentLength: 3, ETag: "x" });
    expect(await running.aws.invoke(token, { bucket: "b", key: "k/" })).to.include({
      id: "b/k/",
      arn: "arn:aws:s3:::b/k/",
      contentLength: 3,
    });
    cloud.override["s3:HeadObject"] = refuse("NotFound", "Not Found");
    expect((await failure(running.aws.invoke(token, { bucket: "b", key: "k/" }))).message).to.equal(
      "reading S3 Bucket (b) Object (k/): couldn't find resource",
    );
    cloud.override["s3:HeadObject"] = refuse("Forbidden", "Forbidden");
    expect(
      (await failure(running.aws.invoke(token, { bucket: "b", key: "k/" }))).message,
    ).to.contain("Forbidden");
  });

  it("reads every page of Regions and of delegated administrators", async () => {
    cloud.override["account:ListRegions"] = ({ NextToken }) =>
      NextToken
        ? { Regions: [{ RegionName: "b", RegionOptStatus: "DISABLED" }] }
        : { Regions: [{ RegionName: "a", RegionOptStatus: "ENABLED" }], NextToken: "next" };
    const regions = await running.aws.invoke("aws:account/getRegions:getRegions", {});
    expect(regions["regions"]).to.deep.equal([
      { regionName: "a", regionOptStatus: "ENABLED" },
      { regionName: "b", regionOptStatus: "DISABLED" },
    ]);
    const list = "organizations:ListDelegatedAdministrators";
    cloud.override[list] = ({ ServicePrincipal }) => ({
      DelegatedAdministrators: [{ Id: account, Name: ServicePrincipal }],
    });
    const admins = await running.aws.invoke(
      "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators",
      { servicePrincipal: "guardduty.amazonaws.com" },
    );
    expect(admins["delegatedAdministrators"][0]).to.include({
      id: account,
      name: "guardduty.amazonaws.com",
    });
  });

  it("leaves the lists of an organization empty for a plain member", async () => {
    const token = "aws:organizations/getOrganization:getOrganization";
    cloud.override["organizations:DescribeOrganization"] = () => ({
      Organization: { Id: "o-1", MasterAccountId: "1", MasterAccountEmail: "a@example.com" },
    });
    for (const operation of ["ListAccounts", "ListAWSServiceAccessForOrganization", "ListRoots"]) {
      cloud.override[`organizations:${operation}`] = refuse("AccessDeniedException", "no");
    }
    expect(await running.aws.invoke(token, {})).to.deep.include({ id: "o-1", accounts: [] });
    cloud.override["organizations:ListAccounts"] = () => ({
      Accounts: [{ Id: "1", Name: "m" }, { Id: "2" }],
    });
    const found = await running.aws.invoke(token, {});
    expect(found["masterAccountName"]).to.equal("m");
    expect(found["nonMasterAccounts"]).to.have.length(1);
  });
});
