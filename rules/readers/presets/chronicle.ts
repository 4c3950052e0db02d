import type { VendorPreset } from "./preset";
import { RECEIVE, says, SECRET } from "./preset";

/** Google SecOps. Source: https://cloud.google.com/chronicle/docs/administration/feed-management */
export const chronicle: VendorPreset = {
  identities: ["webIdentity", "accessKey"],
  queueActions: RECEIVE,
  provider: "accounts.google.com",
  // Google's service account is identified by its subject id, which is unique.
  audiences: "any",
  form: {
    "Source type": says("Amazon SQS V2"),
    "Log type": says("AWS GuardDuty"),
    "S3 URI": "findingsUri",
    "Source deletion option": says("Never delete files"),
    "SQS queue ARN": "queueArn",
    "AWS IAM role ARN": "roleArn",
    "Access key id": "accessKeyId",
    "Secret access key": SECRET,
  },
};
