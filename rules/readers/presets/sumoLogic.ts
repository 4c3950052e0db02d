import type { VendorPreset } from "./preset";
import { says } from "./preset";

/**
 * Sumo Logic, which lists the bucket and is notified of new objects by a subscription of the topic to its HTTPS endpoint. Its form gives the external
 * id: the deployment and the id of the organization.
 * Source: https://help.sumologic.com/docs/send-data/hosted-collectors/amazon-aws/grant-access-aws-product/
 */
export const sumoLogic: VendorPreset = {
  identities: ["role"],
  queueActions: [],
  principalArns: ["arn:aws:iam::926226587429:root"],
  externalId: "vendor",
  form: {
    "Source type": says("Amazon S3"),
    "S3 Region": "region",
    "Bucket Name": "bucketName",
    "Path Expression": "findingsUri",
    "Role ARN": "roleArn",
    "SNS topic to subscribe": "topicArn",
  },
};
