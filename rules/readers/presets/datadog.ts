import type { VendorPreset } from "./preset";
import { says } from "./preset";

/**
 * The Datadog Forwarder, a Lambda function of your own account that is subscribed to the topic: this is its execution role.
 * Source: https://docs.datadoghq.com/logs/guide/forwarder/
 */
export const datadog: VendorPreset = {
  identities: ["service"],
  queueActions: [],
  servicePrincipal: "lambda.amazonaws.com",
  form: {
    "Execution role of the Forwarder": "roleArn",
    "Trigger of the Forwarder": says("a subscription of the topic, protocol lambda"),
    "SNS topic to subscribe": "topicArn",
    Region: "region",
  },
};
