import { expect } from "chai";

import { awsProvider } from "../../../sandbox/providers/aws/provider";
import { awsNativeProvider } from "../../../sandbox/providers/awsNative/provider";
import { azureProvider } from "../../../sandbox/providers/azure/provider";
import { gcpProvider } from "../../../sandbox/providers/gcp/provider";
import { randomProvider } from "../../../sandbox/providers/random/provider";
import { diff } from "../../../sandbox/providers/resource/diff";
import type { Provider } from "../../../sandbox/providers/resource/type";
import { EXAMPLES, EXPORTS, recordExport } from "../../../testing/exports";
import { BUCKET, KEY_ARN } from "../../../testing/logArchive";

/**
 * What a change of an input that names another resource does. `replaced`: the provider makes the resource anew. `updated`: it updates
 * it in place, and AWS moves it. `componentReplaces`: the provider would write to the old one, so the component has it replaced.
 */
type Effect = "replaced" | "updated" | "componentReplaces";

const PARENTS: { [type: string]: { [input: string]: Effect } } = {
  "aws:athena/namedQuery:NamedQuery": { database: "replaced", workgroup: "replaced" },
  "aws:athena/workgroup:Workgroup": { name: "replaced" },
  "aws:cloudwatch/dashboard:Dashboard": { dashboardName: "replaced" },
  "aws:cloudwatch/eventBus:EventBus": { name: "replaced" },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { eventBusName: "replaced" },
  "aws:cloudwatch/eventRule:EventRule": { eventBusName: "replaced", roleArn: "updated" },
  "aws:cloudwatch/eventTarget:EventTarget": {
    rule: "replaced",
    eventBusName: "replaced",
    targetId: "replaced",
    arn: "updated",
    roleArn: "updated",
  },
  "aws:cloudwatch/logGroup:LogGroup": { name: "replaced" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { name: "replaced" },
  "aws:glue/catalogDatabase:CatalogDatabase": { catalogId: "replaced", name: "replaced" },
  "aws:glue/catalogTable:CatalogTable": {
    catalogId: "replaced",
    databaseName: "replaced",
    name: "replaced",
  },
  "aws:guardduty/detector:Detector": {},
  "aws:guardduty/detectorFeature:DetectorFeature": { detectorId: "replaced", name: "replaced" },
  "aws:guardduty/filter:Filter": { detectorId: "replaced", name: "replaced" },
  "aws:guardduty/inviteAccepter:InviteAccepter": {
    detectorId: "replaced",
    masterAccountId: "replaced",
  },
  "aws:guardduty/iPSet:IPSet": { detectorId: "replaced" },
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": { role: "updated" },
  "aws:guardduty/member:Member": { detectorId: "replaced", accountId: "replaced" },
  "aws:guardduty/memberDetectorFeature:MemberDetectorFeature": {
    accountId: "replaced",
    detectorId: "replaced",
    name: "replaced",
  },
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": { adminAccountId: "replaced" },
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration": { detectorId: "replaced" },
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": {
    detectorId: "replaced",
    name: "replaced",
  },
  "aws:guardduty/publishingDestination:PublishingDestination": {
    detectorId: "replaced",
    destinationArn: "updated",
    kmsKeyArn: "updated",
  },
  "aws:guardduty/threatIntelSet:ThreatIntelSet": { detectorId: "replaced" },
  "aws:iam/accessKey:AccessKey": { user: "replaced" },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": { url: "replaced" },
  "aws:iam/role:Role": { name: "replaced" },
  "aws:iam/rolePolicy:RolePolicy": { role: "replaced" },
  "aws:iam/user:User": {},
  "aws:iam/userPolicy:UserPolicy": { user: "replaced" },
  "aws:kms/alias:Alias": { name: "replaced", targetKeyId: "updated" },
  "aws:kms/key:Key": {},
  "aws:kms/keyPolicy:KeyPolicy": { keyId: "componentReplaces" },
  "aws:lambda/function:Function": { name: "replaced", role: "updated" },
  "aws:organizations/awsServiceAccess:AwsServiceAccess": { servicePrincipal: "replaced" },
  "aws:organizations/organizationalUnit:OrganizationalUnit": { parentId: "replaced" },
  "aws:organizations/policy:Policy": { type: "replaced" },
  "aws:organizations/policyAttachment:PolicyAttachment": {
    policyId: "replaced",
    targetId: "replaced",
  },
  "aws:s3/bucket:Bucket": { bucket: "replaced" },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { bucket: "replaced" },
  "aws:s3/bucketLogging:BucketLogging": { bucket: "replaced", targetBucket: "updated" },
  "aws:s3/bucketNotification:BucketNotification": { bucket: "replaced" },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": { bucket: "replaced" },
  "aws:s3/bucketObjectv2:BucketObjectv2": { bucket: "replaced", kmsKeyId: "updated" },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { bucket: "replaced" },
  "aws:s3/bucketPolicy:BucketPolicy": { bucket: "replaced" },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": { accountId: "replaced" },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { bucket: "replaced" },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    bucket: "replaced",
  },
  "aws:s3/bucketVersioning:BucketVersioning": { bucket: "replaced" },
  "aws:scheduler/schedule:Schedule": { groupName: "replaced" },
  "aws:sns/topic:Topic": { name: "replaced", kmsMasterKeyId: "updated" },
  "aws:sns/topicPolicy:TopicPolicy": { arn: "replaced" },
  "aws:sns/topicSubscription:TopicSubscription": { topic: "replaced", endpoint: "replaced" },
  "aws:sqs/queue:Queue": { name: "replaced", kmsMasterKeyId: "updated" },
  "aws:sqs/queuePolicy:QueuePolicy": { queueUrl: "replaced" },
  "aws-native:guardduty:ThreatEntitySet": { detectorId: "replaced" },
  "aws-native:guardduty:TrustedEntitySet": { detectorId: "replaced" },
  "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3": {
    logAnalyticsWorkspaceId: "replaced",
    awsRoleArn: "updated",
    name: "replaced",
  },
  "gcp:chronicle/feed:Feed": { instance: "replaced", location: "replaced", project: "replaced" },
  "random:index/randomId:RandomId": { keepers: "replaced" },
  "random:index/randomString:RandomString": { keepers: "replaced" },
  "random:index/randomUuid:RandomUuid": { keepers: "replaced" },
};

/**
 * What another account for an export means for a resource of a service. `replaced`: it is made anew there, and the old one retained.
 * `refused`: the deployment stops, as neither detectors nor memberships move. A service that is not listed here is an add-on's: its
 * provider is the program's own, and the export registers nothing of it.
 */
const ACCOUNT_CHANGE: { [service: string]: "replaced" | "refused" } = {
  // Written again for another delegation: AWS keeps neither without one.
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration": "replaced",
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": "replaced",
  "aws:guardduty": "refused",
  "aws:kms": "replaced",
  "aws:s3": "replaced",
  "aws:sns": "replaced",
  "random:index": "replaced",
};

const serviceOf = (type: string): string => type.split("/")[0] as string;

/** Inputs that name another resource, by the provider's names for them. */
const NAMES_ANOTHER =
  /^(arn|bucket|role|user|rule|topic|endpoint|database)$|(Arn|Url|KeyId|BusName|TargetBucket|detectorId|[aA]ccountId|databaseName)$/;

const cloud = { call: async () => ({}) } as never;
const PROVIDERS = [
  awsProvider(cloud, {} as never),
  gcpProvider(cloud),
  azureProvider(cloud),
  awsNativeProvider(cloud, {} as never),
  randomProvider,
] as readonly Provider<unknown>[];
const types = PROVIDERS.flatMap(({ types: of, shapes }) => of.map((type) => ({ type, shapes })));
const settings = { partition: { name: "aws" }, region: "us-east-1", project: "acme" } as never;

describe("A resource whose parent changes", () => {
  it("is of a type that is decided, for every type that the providers have", () => {
    expect(Object.keys(PARENTS).sort()).to.deep.equal(types.map(({ type }) => type.token).sort());
  });

  for (const { type, shapes } of types) {
    it(`has every required input that names another resource decided: ${type.token}`, () => {
      const { inputs } = shapes.resources[type.token]!;
      const named = Object.entries(inputs)
        .filter(([name, shape]) => !name.endsWith("?") && shape === "string")
        .map(([name]) => name)
        .filter((name) => NAMES_ANOTHER.test(name));
      expect(Object.keys(PARENTS[type.token] ?? {})).to.include.members(named);
    });

    for (const [input, effect] of Object.entries(PARENTS[type.token] ?? {})) {
      it(`is ${effect}: ${type.token}, ${input}`, () => {
        const [from, to] = [{ [input]: "arn:aws:x:::a" }, { [input]: "arn:aws:x:::b" }];
        const [change, ...others] = diff(type, settings, from, to).filter(
          ({ key }) => key === input,
        );
        expect(others).to.deep.equal([]);
        expect(change).to.deep.equal({
          key: input,
          kind: "update",
          replaces: effect === "replaced",
        });
      });
    }
  }

  it("is replaced by the component wherever the provider would write to the old one", async () => {
    const adopted = {
      regions: ["us-east-1"],
      bucket: { existing: { name: BUCKET } },
      key: { existing: { arn: KEY_ARN } },
    };
    const recordings = await Promise.all([
      ...Object.values(EXAMPLES).map((recordExample) => recordExample({})),
      recordExport(adopted),
    ]);
    const registered = recordings.flatMap(({ resources }) => resources);
    const aws = registered.filter(({ type }) => type.startsWith("aws:"));
    expect(aws.filter(({ type }) => PARENTS[type] === undefined)).to.deep.equal([]);
    const needed = aws.flatMap(({ type, name, replaceOnChanges }) =>
      Object.entries(PARENTS[type] ?? {})
        .filter(([, effect]) => effect === "componentReplaces")
        .map(([input]) => ({ name, input, replaced: replaceOnChanges.includes(input) })),
    );
    expect(needed).not.to.deep.equal([]);
    expect(needed.filter(({ replaced }) => !replaced)).to.deep.equal([]);
  });

  it("is replaced in another account, or the deployment refused: every type that an export registers", async () => {
    const examples = Object.entries(EXPORTS).map(([, args]) => recordExport(args));
    const registered = (await Promise.all(examples))
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => /^(aws|random):/.test(type));
    const decided = (type: string) =>
      [type, serviceOf(type)].find((key) => ACCOUNT_CHANGE[key] !== undefined) ?? type;
    expect([...new Set(registered.map(({ type }) => decided(type)))].sort()).to.deep.equal(
      Object.keys(ACCOUNT_CHANGE).sort(),
    );
    const triggered = registered.map(({ type, name, hasReplacementTrigger }) => ({
      ...{ type, name },
      effect: hasReplacementTrigger ? "replaced" : "refused",
    }));
    expect(
      triggered.filter(({ type, effect }) => ACCOUNT_CHANGE[decided(type)] !== effect),
    ).to.deep.equal([]);
  });
});
