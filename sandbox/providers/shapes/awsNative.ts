// What @pulumi/aws-native 1.79.0 declares of two types: written by hand, as the package is 57 MB for these alone.
// Source: https://github.com/pulumi/pulumi-aws-native/blob/master/sdk/nodejs/guardduty/threatEntitySet.ts
import type { Members, Shapes } from "./shape";

const INPUTS: Members = {
  "activate?": "boolean",
  "detectorId?": "string",
  "expectedBucketOwner?": "string",
  format: "string",
  location: "string",
  "name?": "string",
  "tags?": { list: "input.Tag" },
};

const OUTPUTS: Members = {
  ...{ "activate?": "boolean", awsId: "string", createdAt: "string", "detectorId?": "string" },
  ...{ errorDetails: "string", "expectedBucketOwner?": "string", format: "string" },
  ...{ location: "string", "name?": "string", status: "string", updatedAt: "string" },
  "tags?": { list: "output.Tag" },
};

const ENTITY_SET = { inputs: INPUTS, outputs: OUTPUTS };

export const awsNativeShapes: Shapes = {
  version: "1.79.0",
  config: {
    "accessKey?": "string",
    "allowedAccountIds?": { list: "string" },
    "assumeRole?": "input.ProviderAssumeRole",
    "defaultTags?": "any",
    "endpoints?": "any",
    "forbiddenAccountIds?": { list: "string" },
    "ignoreTags?": "any",
    "insecure?": "boolean",
    "maxRetries?": "number",
    "profile?": "string",
    region: "string",
    "roleArn?": "string",
    "s3ForcePathStyle?": "boolean",
    "secretKey?": "string",
    "sharedCredentialsFile?": "string",
    "skipCredentialsValidation?": "boolean",
    "skipGetEc2Platforms?": "boolean",
    "skipMetadataApiCheck?": "boolean",
    "skipRegionValidation?": "boolean",
    "skipRequestingAccountId?": "boolean",
    "token?": "string",
  },
  resources: {
    "aws-native:guardduty:ThreatEntitySet": ENTITY_SET,
    "aws-native:guardduty:TrustedEntitySet": ENTITY_SET,
  },
  functions: {},
  types: {
    "input.ProviderAssumeRole": {
      "durationSeconds?": "number",
      "externalId?": "string",
      "policy?": "string",
      "policyArns?": { list: "string" },
      "roleArn?": "string",
      "sessionName?": "string",
      "tags?": { map: "string" },
      "transitiveTagKeys?": { list: "string" },
    },
    "input.Tag": { key: "string", value: "string" },
    "output.Tag": { key: "string", value: "string" },
  },
};
