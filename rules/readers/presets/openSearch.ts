import type { VendorPreset } from "./preset";
import { RECEIVE, says } from "./preset";

/**
 * A pipeline of Amazon OpenSearch Ingestion: part of its pipeline role. The rights to its sink are added to the role by you.
 * Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/configure-client-s3.html
 */
export const openSearch: VendorPreset = {
  identities: ["service"],
  queueActions: [...RECEIVE, "sqs:GetQueueAttributes"],
  servicePrincipal: "osis-pipelines.amazonaws.com",
  sourceArns: true,
  form: {
    "source.s3.notification_type": says("sqs"),
    "source.s3.sqs.queue_url": "queueUrl",
    "source.s3.compression": says("gzip"),
    "source.s3.codec": says("newline"),
    "source.s3.aws.region": "region",
    "source.s3.aws.sts_role_arn": "roleArn",
  },
};
