import type { VendorPreset } from "./preset";
import { says, SECRET } from "./preset";

/** Wazuh, which lists the bucket and sends no external id. Source: https://documentation.wazuh.com/current/cloud-security/amazon/services/supported-services/guardduty.html */
export const wazuh: VendorPreset = {
  identities: ["role", "accessKey"],
  queueActions: [],
  externalId: "none",
  form: {
    "bucket type": says("guardduty"),
    name: "bucketName",
    path: "findingsUri",
    iam_role_arn: "roleArn",
    access_key: "accessKeyId",
    secret_key: SECRET,
  },
};
