/** How Google SecOps learns of findings. */
export const ChronicleSourceType = {
  /** By the messages of a queue: at once. */
  Sqs: "AMAZON_SQS_V2",
  /** By listing the bucket every 15 minutes. */
  S3: "AMAZON_S3_V2",
} as const;
export type ChronicleSourceType = (typeof ChronicleSourceType)[keyof typeof ChronicleSourceType];
