import { Cloud } from "../../cloud/contract";
import { Provider } from "../resource/type";
import { filledConfiguration, testConfiguration } from "./configuration";
import { connect, Connection, ConnectionOptions } from "./connection";
import { functions } from "./functions";
import { awsShapes } from "../shapes/aws";
import { awsType } from "./resource";
import { namedQuery, workgroup } from "./resources/athena";
import { eventBus, eventBusPolicy } from "./resources/eventBus";
import { eventRule } from "./resources/eventRule";
import { eventTarget } from "./resources/eventTarget";
import { catalogDatabase, catalogTable } from "./resources/glue";
import { detector, publishingDestination } from "./resources/guardduty";
import { filter } from "./resources/guarddutyFilter";
import { detectorFeature, organizationFeature } from "./resources/guarddutyFeatures";
import { ipSet, threatIntelSet } from "./resources/guarddutyLists";
import { malwareProtectionPlan } from "./resources/guarddutyMalwarePlan";
import { memberDetectorFeature } from "./resources/guarddutyMemberFeature";
import { inviteAccepter, member } from "./resources/guarddutyMembers";
import {
  organizationAdminAccount,
  organizationConfiguration,
} from "./resources/guarddutyOrganization";
import { oidcProvider } from "./resources/iamOidcProvider";
import { rolePolicy, userPolicy } from "./resources/iamPolicies";
import { role } from "./resources/iamRole";
import { accessKey, user } from "./resources/iamUser";
import { metricAlarm } from "./resources/cloudwatchAlarm";
import { dashboard } from "./resources/cloudwatchDashboard";
import { logGroup } from "./resources/cloudwatchLogGroup";
import { alias } from "./resources/kmsAlias";
import { key } from "./resources/kmsKey";
import { keyPolicy } from "./resources/kmsPolicy";
import { lambdaFunction } from "./resources/lambdaFunction";
import { organizationsPolicy, policyAttachment } from "./resources/organizationsPolicy";
import { serviceAccess } from "./resources/organizationsServiceAccess";
import { organizationalUnit } from "./resources/organizationsUnit";
import { schedule } from "./resources/schedulerSchedule";
import { bucket } from "./resources/s3Bucket";
import { bucketEncryption } from "./resources/s3Encryption";
import { bucketLifecycle } from "./resources/s3Lifecycle";
import { bucketObject } from "./resources/s3Object";
import { bucketNotification } from "./resources/s3Notification";
import { accountPublicAccessBlock } from "./resources/s3AccountPublicAccessBlock";
import { bucketSettings } from "./resources/s3Settings";
import { topicSubscription } from "./resources/snsSubscription";
import { topic, topicPolicy } from "./resources/snsTopic";
import { queue, queuePolicy } from "./resources/sqsQueue";

const types = [
  detector,
  publishingDestination,
  detectorFeature,
  organizationAdminAccount,
  organizationConfiguration,
  organizationFeature,
  filter,
  ipSet,
  threatIntelSet,
  malwareProtectionPlan,
  member,
  memberDetectorFeature,
  inviteAccepter,
  bucket,
  ...bucketSettings,
  accountPublicAccessBlock,
  bucketEncryption,
  bucketLifecycle,
  bucketObject,
  bucketNotification,
  topic,
  topicPolicy,
  topicSubscription,
  queue,
  queuePolicy,
  eventBus,
  eventBusPolicy,
  eventRule,
  eventTarget,
  catalogDatabase,
  catalogTable,
  workgroup,
  namedQuery,
  role,
  rolePolicy,
  user,
  userPolicy,
  accessKey,
  oidcProvider,
  key,
  keyPolicy,
  alias,
  lambdaFunction,
  schedule,
  logGroup,
  metricAlarm,
  dashboard,
  organizationsPolicy,
  policyAttachment,
  organizationalUnit,
  serviceAccess,
].map(awsType);

export function awsProvider(cloud: Cloud, options: ConnectionOptions): Provider<Connection> {
  return {
    name: "aws",
    shapes: awsShapes,
    types,
    functions,
    testConfig: testConfiguration,
    fillConfig: filledConfiguration,
    configure: (inputs, environment) => connect(cloud, options, inputs, environment),
  };
}
