import type { VendorPreset } from "./preset";
import { RECEIVE, says, SECRET } from "./preset";

/** Elastic's AWS integration. Source: https://www.elastic.co/docs/reference/integrations/aws/guardduty */
export const elastic: VendorPreset = {
  identities: ["role", "accessKey"],
  queueActions: RECEIVE,
  form: {
    "Collect logs via": says("S3 Bucket, with SQS notification"),
    "Queue URL": "queueUrl",
    "Role ARN": "roleArn",
    "External ID": "externalId",
    "Access Key ID": "accessKeyId",
    "Secret Access Key": SECRET,
  },
};
