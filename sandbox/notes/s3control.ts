import type { ServiceNotes } from "./notes";

export const s3controlNotes: ServiceNotes = {
  title: "Amazon S3 Control",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_*.html",
  operations: {
    DeletePublicAccessBlock: {},
    GetPublicAccessBlock: {},
    ListTagsForResource: { differs: "buckets alone" },
    PutPublicAccessBlock: {},
    TagResource: { differs: "buckets alone" },
    UntagResource: { differs: "buckets alone" },
  },
};
