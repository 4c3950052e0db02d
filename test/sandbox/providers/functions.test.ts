import { expect } from "chai";
import { failure } from "../../../testing/providers/client";
import { refuse } from "../../../testing/providers/observedCloud";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

describe("sandbox/providers functions", () => {
  const suite = providerSuite();

  it("returns the caller's account and Region", async () => {
    const { aws } = suite;
    expect(await aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {})).to.deep.equal({
      id: ACCOUNT,
      accountId: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:root`,
      userId: ACCOUNT,
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
    expect((await failure(suite.aws.invoke(token, {}))).message).to.equal(
      "reading this account's single GuardDuty Detector: empty result",
    );
    const { id } = await suite.make("aws:guardduty/detector:Detector", {});
    expect(await suite.aws.invoke(token, {})).to.deep.include({
      id,
      status: "ENABLED",
      tags: {},
    });
    expect((await failure(suite.aws.invoke(token, { id: "x" }))).message).to.match(
      /^reading GuardDuty Detector \(x\): /,
    );
  });

  it("finds a bucket, its policy and a key", async () => {
    const [Bucket, bucket] = ["logs", "logs"];
    await suite.cloud.ask("s3:CreateBucket", { Bucket });
    expect(await suite.aws.invoke("aws:s3/getBucket:getBucket", { bucket })).to.include({
      arn: "arn:aws:s3:::logs",
      bucketRegion: "us-east-1",
    });
    const policy = "aws:s3/getBucketPolicy:getBucketPolicy";
    expect((await failure(suite.aws.invoke(policy, { bucket }))).message).to.include(
      "NoSuchBucketPolicy",
    );
    const statement = '{"Sid":"a","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":';
    const text = `${statement}"arn:aws:s3:::logs/*"}`;
    await suite.cloud.ask("s3:PutBucketPolicy", {
      Bucket,
      Policy: `{"Version":"2012-10-17","Statement":[${text}]}`,
    });
    expect((await suite.aws.invoke(policy, { bucket }))["policy"]).to.equal(
      '{"Statement":[{"Action":"s3:*","Effect":"Deny","Principal":"*","Resource":"arn:aws:s3:::logs/*","Sid":"a"}],"Version":"2012-10-17"}',
    );
    const { KeyMetadata } = await suite.cloud.ask("kms:CreateKey");
    const found = await suite.aws.invoke("aws:kms/getKey:getKey", { keyId: KeyMetadata.Arn });
    expect(found).to.include({ id: KeyMetadata.KeyId, keyId: KeyMetadata.Arn, enabled: true });
  });

  it("finds an object, with the content that people can read, or says that there is none", async () => {
    const token = "aws:s3/getObject:getObject";
    const key = "k/";
    await suite.cloud.ask("s3:CreateBucket", { Bucket: "logs" });
    expect((await failure(suite.aws.invoke(token, { bucket: "logs", key }))).message).to.equal(
      "reading S3 Bucket (logs) Object (k/): couldn't find resource",
    );
    const put = { Bucket: "logs", Key: key, Body: "abc" };
    await suite.cloud.ask("s3:PutObject", put);
    const found = { id: "logs/k/", arn: "arn:aws:s3:::logs/k/", contentLength: 3 };
    expect(await suite.aws.invoke(token, { bucket: "logs", key })).to.include({
      ...found,
      body: "",
      contentType: "binary/octet-stream",
    });
    expect(await suite.aws.invoke(token, { bucket: "logs", key, downloadBody: "true" })).to.include(
      { body: "abc", bodyBase64: "YWJj" },
    );
    await suite.cloud.ask("s3:PutObject", { ...put, ContentType: "text/plain" });
    expect(await suite.aws.invoke(token, { bucket: "logs", key })).to.include({
      body: "abc",
      bodyBase64: "",
    });
    suite.cloud.override["s3:HeadObject"] = refuse("Forbidden", "Forbidden");
    expect((await failure(suite.aws.invoke(token, { bucket: "logs", key }))).message).to.contain(
      "Forbidden",
    );
  });

  it("refuses an argument that no function of the package has, and one that is not modelled", async () => {
    const key = { bucket: "logs", key: "k" };
    const token = "aws:s3/getObject:getObject";
    expect((await failure(suite.aws.invoke(token, { ...key, foo: 1 }))).message).to.equal(
      `${token}: Invalid or unknown key. Examine values at 'foo'.`,
    );
    expect((await failure(suite.aws.invoke(token, { ...key, range: "0-1" }))).message).to.equal(
      `${token}: The sandbox does not model range: leave it out here, and try it on AWS. Examine values at 'range'.`,
    );
    expect((await failure(suite.aws.invoke(token, { bucket: "logs" }))).message).to.equal(
      `${token}: Missing required argument "key"`,
    );
  });

  it("reads every page of Regions", async () => {
    suite.cloud.override["account:ListRegions"] = ({ NextToken }) =>
      NextToken
        ? { Regions: [{ RegionName: "b", RegionOptStatus: "DISABLED" }] }
        : { Regions: [{ RegionName: "a", RegionOptStatus: "ENABLED" }], NextToken: "next" };
    const regions = await suite.aws.invoke("aws:account/getRegions:getRegions", {});
    expect(regions["regions"]).to.deep.equal([
      { regionName: "a", regionOptStatus: "ENABLED" },
      { regionName: "b", regionOptStatus: "DISABLED" },
    ]);
  });
});

describe("sandbox/providers functions of an organization", () => {
  const management = "999900001111";
  const suite = providerSuite({
    accounts: { [management]: { name: "management" }, [ACCOUNT]: { name: "security" } },
    organization: {
      management,
      members: [ACCOUNT],
      delegatedAdministrators: { [ACCOUNT]: ["guardduty.amazonaws.com"] },
    },
  });
  const token = "aws:organizations/getOrganization:getOrganization";
  const asManagement = () =>
    suite.aws.configure({ region: "us-east-1", accessKey: `AKIA${management}TEST` });

  it("finds the delegated administrators of a service", async () => {
    await asManagement();
    const admins = await suite.aws.invoke(
      "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators",
      { servicePrincipal: "guardduty.amazonaws.com" },
    );
    expect(admins["delegatedAdministrators"]).to.have.length(1);
    expect(admins["delegatedAdministrators"][0]).to.include({ id: ACCOUNT, name: "security" });
  });

  it("leaves the lists of an organization empty for a plain member", async () => {
    const lists = ["ListAccounts", "ListAWSServiceAccessForOrganization", "ListRoots"];
    for (const operation of lists) {
      suite.cloud.override[`organizations:${operation}`] = refuse("AccessDeniedException", "no");
    }
    const answer = await suite.aws.invoke(token, {});
    expect(answer).to.deep.include({ masterAccountId: management, accounts: [] });
    suite.cloud.override = {};
    await asManagement();
    const found = await suite.aws.invoke(token, {});
    expect(found["masterAccountName"]).to.equal("management");
    expect(found["nonMasterAccounts"]).to.have.length(1);
  });
});
