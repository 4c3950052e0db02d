/** 14 days, the longest that SQS keeps a message. */
export const MESSAGE_RETENTION_SECONDS = 1_209_600;
