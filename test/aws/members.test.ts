import { NormalizedSchema } from "@smithy/core/schema";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOM = path.resolve(__dirname, "../../aws");

/** Members of AWS's operations that the package neither sets nor reads, by the reason why not. A member of another name is to be looked at. */
const LEFT_OUT: { [reason: string]: string } = {
  "pages, which the SDK's paginators ask for, or of which the first is enough":
    "MaxResults NextToken Limit Marker NextMarker Truncated MaxBuckets MaxItems IsTruncated ContinuationToken MaxKeys KeyCount NextContinuationToken",
  "names and times of things, which nothing is decided by":
    "UserId AWSAccountId Arn Id AssociationId LastUpdatedDate MasterAccountArn MasterAccountEmail Description JoinedMethod JoinedTimestamp Paths DateEnabled CreatedAt UpdatedAt InvitedAt InvitationId CreationDate BucketArn BucketRegion Owner DisplayName ID Tags Version Rank ServiceRole Role",
  "the caller's own, or that of the bucket, which another member says":
    "AccountId Account Name Prefix MasterId AdministratorId ObjectLockEnabled Years MFADelete",
  "of keys that cannot encrypt findings, or of another member that says the same":
    "ValidTo Origin CustomKeyStoreId CloudHsmClusterId ExpirationModel CustomerMasterKeySpec EncryptionAlgorithms SigningAlgorithms KeyAgreementAlgorithms EncapsulationAlgorithms MultiRegionConfiguration MultiRegionKeyType PrimaryKey ReplicaKeys MacAlgorithms XksKeyConfiguration CurrentKeyMaterialId DeletionDate PendingDeletionWindowInDays",
  "rights come from policies: no grant is used, and no safety check is passed over":
    "GrantTokens BypassPolicyLockoutSafetyCheck ConfirmRemoveSelfBucketAccess RequestPayer RequestCharged",
  "of a queue that lasts for minutes, and of its messages, of which the body is read":
    "tags MessageSystemAttributeNames MessageAttributeNames WaitTimeSeconds ReceiveRequestAttemptId MessageId ReceiptHandle MD5OfBody MD5OfMessageAttributes MessageAttributes DataType StringValue BinaryValue StringListValues BinaryListValues",
  "of a bus, of which the policy is read":
    "KmsKeyIdentifier DeadLetterConfig LogConfig IncludeDetail Level CreationTime LastModifiedTime",
  "notifications to others than topics":
    "QueueConfigurations QueueArn LambdaFunctionConfigurations LambdaFunctionArn EventBridgeConfiguration",
  "Regions are asked for by status, or all are, and their status is read":
    "RegionOptStatus RegionOptStatusContains",
  "of the organization, whose policies are read one by one":
    "FeatureSet AvailablePolicyTypes PolicySummary AwsManaged",
  "the former form of protection plans, and parts that a plan is not judged by":
    "DataSources CloudTrail DNSLogs FlowLogs S3Logs Kubernetes AuditLogs MalwareProtection ScanEc2InstanceWithFindings EbsVolumes Reason AdditionalConfiguration",
  "of a plan, read where its features are taken apart (managers.ts); of an agent or a bus, not judged":
    "ManagedBy",
  "of an effective policy, which is judged as it is": "LastUpdatedTimestamp",
  "of lists and plans that are listed, and not judged":
    "Format ErrorDetails ObjectPrefixes Actions Tagging Message",
  "of a bucket whose account is that of the credentials": "ExpectedBucketOwner",
  "of the rotation of a key, which is on or off for a period":
    "NextRotationDate OnDemandRotationStartDate",
  "of a list, which the provider sets": "Activate Location Status",
  "conditions, which are copied by whatever name they have":
    "Eq Neq Gt Gte Lt Lte Equals NotEquals GreaterThan GreaterThanOrEqual LessThan LessThanOrEqual Matches NotMatches",
  "counts in other groups":
    "FindingStatisticTypes OrderBy CountBySeverity GroupedByDate Date Severity GroupedByResource ResourceId ResourceType",
  "read by name from a list of all four":
    "BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets",
  "of objects, of which keys and times are read":
    "EncodingType FetchOwner OptionalObjectAttributes ETag ChecksumType StorageClass RestoreStatus IsRestoreInProgress RestoreExpiryDate ContentMD5 ChecksumAlgorithm",
  "settings that do not weaken what is compared":
    "BucketKeyEnabled BlockedEncryptionTypes EncryptionType ExpiredObjectDeleteMarker NewerNoncurrentVersions AbortIncompleteMultipartUpload DaysAfterInitiation TransitionDefaultMinimumObjectSize DefaultEventHold",
  "a filter of a lifecycle or replication is taken to match findings":
    "Tag ObjectSizeLessThan Not Or Prefixes",
  "a replication is reported whatever it copies, and how":
    "AccessControlTranslation EncryptionConfiguration ReplicaKmsKeyID UseSourceMultiRegionKey ReplicationTime Time Minutes Metrics EventThreshold Priority SourceSelectionCriteria SseKmsEncryptedObjects ReplicaModifications ExistingObjectReplication DeleteMarkerReplication",
  "of identities, which nothing is decided by; their policies are read one by one":
    "PathPrefix Path RoleId MaxSessionDuration RoleLastUsed LastUsedDate PasswordLastUsed Key Value GroupId IsAttachable AttachmentCount PermissionsBoundaryUsageCount UpdateDate PolicyId IsDefaultVersion CreateDate PermissionsBoundaryType SourceRoleTemplate TemplateArn TemplateMinorVersion Region",
  "a grant is reported whatever binds it, and whoever may retire it":
    "RetiringPrincipal RetiringServicePrincipal IssuingAccount Constraints EncryptionContextSubset EncryptionContextEquals SourceArn",
  "of alarms, of which the actions are judged: deployments compare the rest":
    "Statuses MuteType ExpireDate Rule Schedule Duration AlarmNames AlarmTypes ChildrenOfAlarmName ParentsOfAlarmName StateValue ActionPrefix MaxRecords CompositeAlarms AlarmArn AlarmDescription AlarmConfigurationUpdatedTimestamp OKActions InsufficientDataActions StateReason StateReasonData StateUpdatedTimestamp MetricName Namespace Statistic ExtendedStatistic Dimensions Period Unit EvaluationPeriods DatapointsToAlarm Threshold ComparisonOperator TreatMissingData EvaluateLowSampleCountPercentile ThresholdMetricId EvaluationState StateTransitionedTimestamp EvaluationWindow WallClockWindow Timezone SlidingWindow WarmUpConfiguration EvaluationCriteria EvaluationInterval ActionConfiguration LogAlarms",
  "of rules and targets, of which state and ARN are judged: deployments compare the rest":
    "ScheduleExpression RoleArn Input InputPath InputTransformer KinesisParameters RunCommandParameters EcsParameters BatchParameters SqsParameters HttpParameters RedshiftDataParameters SageMakerPipelineParameters RetryPolicy AppSyncParameters",
  "of functions, of which the environment is judged: deployments compare the rest":
    "Qualifier FunctionArn Runtime Handler CodeSize Timeout MemorySize LastModified CodeSha256 VpcConfig SubnetIds SecurityGroupIds VpcId Ipv6AllowedForDualStack Error ErrorCode KMSKeyArn TracingConfig Mode MasterArn RevisionId Layers SigningProfileVersionArn SigningJobArn StateReasonCode LastUpdateStatus LastUpdateStatusReason LastUpdateStatusReasonCode FileSystemConfigs LocalMountPath S3FilesConfig DirectS3Read PackageType ImageConfigResponse ImageConfig EntryPoint Command WorkingDirectory Architectures EphemeralStorage SnapStart ApplyOn OptimizationStatus RuntimeVersionConfig RuntimeVersionArn LoggingConfig LogFormat ApplicationLogLevel SystemLogLevel LogGroup TenancyConfig TenantIsolationMode CapacityProviderConfig LambdaManagedInstancesCapacityProviderConfig CapacityProviderArn PerExecutionEnvironmentMaxConcurrency ExecutionEnvironmentMemoryGiBPerVCpu ConfigSha256 DurableConfig RetentionPeriodInDays ExecutionTimeout Code RepositoryType ImageUri ResolvedImageUri ResolvedS3Object S3Bucket S3Key S3ObjectVersion SourceKMSKeyArn TagsError",
  "of schedules, of which state, interval and target are judged":
    "ScheduleExpressionTimezone LastModificationDate KmsKeyArn MaximumEventAgeInSeconds MaximumRetryAttempts TaskDefinitionArn TaskCount LaunchType NetworkConfiguration awsvpcConfiguration Subnets SecurityGroups AssignPublicIp PlatformVersion Group CapacityProviderStrategy capacityProvider weight base EnableECSManagedTags EnableExecuteCommand PlacementConstraints PlacementStrategy field PropagateTags ReferenceId EventBridgeParameters DetailType Source EventBridgePutEventsV2Parameters EventBridgePutRawEventsParameters Metadata PartitionKey PipelineParameterList MessageGroupId FlexibleTimeWindow MaximumWindowInMinutes ActionAfterCompletion",
  "of topics and queues: GetQueueUrl": "QueueUrl",
  "of a bucket that is only to be there": "BucketLocationType BucketLocationName AccessPointAlias",
};

/** Members by which nothing is found: files of aws/lost/ look for a resource that the stack created, and judge nothing of it. */
const NOT_SEARCHED = [
  ...["ActionsEnabled", "AlarmActions", "TargetArn", "State", "Concurrency"],
  ...["ReservedConcurrentExecutions", "ScheduleExpression", "StartDate", "EndDate", "expression"],
  ...["AssumeRolePolicyDocument", "PermissionsBoundary", "PermissionsBoundaryArn"],
  "SubscriptionArn",
];

interface Operation {
  name: string;
  /** Its file, in the room. */
  file: string;
  /** Of its file: what it names is set or read there. */
  text: string;
  /** Paths of the members of its input and its output: `Detector.Tags`. */
  members: string[];
}

/** The operations that the room's files call, with the members that the SDK's schemas have of them. */
async function operations(): Promise<Operation[]> {
  const files = readdirSync(ROOM, { recursive: true }).map(String);
  const found: Operation[] = [];
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(path.join(ROOM, file), "utf8");
    const imports = text.matchAll(/import \{([^}]*)\} from "(@aws-sdk\/client-[\w-]+)"/g);
    for (const [, names = "", client = ""] of imports) {
      const commands = (await import(client)) as {
        [name: string]: new (input: object) => { schema: unknown[] };
      };
      for (const name of names.split(",").map((one) => one.trim().replace(/ as .*/, ""))) {
        const command = name.replace(/^paginate(\w+)$/, "$1Command");
        if (!command.endsWith("Command")) continue;
        const { schema } = new commands[command]!({});
        const [, , operation, , input, output] = schema as [0, 0, string, 0, unknown, unknown];
        found.push({
          name: operation,
          file,
          text,
          members: [...pathsOf(input), ...pathsOf(output)],
        });
      }
    }
  }
  return found;
}

function pathsOf(schema: unknown, within: readonly string[] = []): string[] {
  const normalized = NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]);
  if (normalized.isListSchema() || normalized.isMapSchema()) {
    return pathsOf(normalized.getValueSchema(), within);
  }
  const shape = String(normalized.getName(true));
  if (!normalized.isStructSchema() || within.includes(shape)) return [];
  return [...normalized.structIterator()].flatMap(([member, one]) => [
    member,
    ...pathsOf(one, [...within, shape]).map((inner) => `${member}.${inner}`),
  ]);
}

/** Structures whose own members nothing is decided by; each is itself listed above. */
const WITHIN = [
  "DescribeAlarms: CompositeAlarms",
  "DescribeAlarms: LogAlarms",
  ...["Metrics", "EvaluationCriteria", "WarmUpConfiguration", "ActionConfiguration"].map(
    (member) => `DescribeAlarms: MetricAlarms.${member}`,
  ),
  ...["Kinesis", "RunCommand", "Ecs", "Batch", "Sqs", "Http", "RedshiftData", "AppSync"].map(
    (service) => `ListTargetsByRule: Targets.${service}Parameters`,
  ),
  "ListTargetsByRule: Targets.SageMakerPipelineParameters",
  "GetFunction: Configuration.EphemeralStorage",
  // Their ids are read.
  "ListDelegatedAdministrators: DelegatedAdministrators",
  ...["InputTransformer", "DeadLetterConfig", "RetryPolicy"].map(
    (member) => `ListTargetsByRule: Targets.${member}`,
  ),
];
const isWithin = (member: string) => WITHIN.some((one) => member.startsWith(`${one}.`));

const lastOf = (member: string) => member.slice(member.lastIndexOf(".") + 1);

describe("The members of AWS's operations that the package calls", () => {
  it("are set or read where the operation is called, or left out with a reason", async () => {
    const names = Object.values(LEFT_OUT).flatMap((text) => text.split(" "));
    expect(names).to.deep.equal([...new Set(names)], "each name once");
    const all = await operations();
    expect(all.length).to.be.greaterThan(50);
    const searches = all.filter(({ file }) => file.startsWith("lost/"));
    expect(searches).not.to.deep.equal([]);
    const unnamed = all.flatMap(({ name, file, text, members }) =>
      members
        .filter((member) => !isWithin(`${name}: ${member}`))
        .filter((member) => !file.startsWith("lost/") || !NOT_SEARCHED.includes(lastOf(member)))
        .filter((member) => !new RegExp(`\\b${lastOf(member)}\\b`).test(text))
        .map((member) => ({ member: `${name}: ${member}`, last: lastOf(member) })),
    );
    const missing = unnamed.filter(({ last }) => !names.includes(last));
    expect(missing.map(({ member }) => member)).to.deep.equal([]);
    const used = new Set(unnamed.map(({ last }) => last));
    expect(names.filter((name) => !used.has(name))).to.deep.equal([], "no longer there");
  });

  it("have the owner that GuardDuty verifies among those of a publishing destination", async () => {
    const all = await operations();
    for (const name of ["DescribePublishingDestination", "UpdatePublishingDestination"]) {
      const found = all.find((one) => one.name === name)!;
      expect(found.members, name).to.include("DestinationProperties.ExpectedBucketOwner");
      expect(found.text, name).to.match(/\bExpectedBucketOwner\b/);
    }
  });
});
