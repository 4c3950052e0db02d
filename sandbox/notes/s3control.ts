import type { ServiceNotes } from "./notes";

export const s3controlNotes: ServiceNotes = {
  title: "Amazon S3 Control",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_*.html",
  operations: {
    DeletePublicAccessBlock: { modelled: "the caller's own account" },
    GetPublicAccessBlock: {
      modelled:
        "the caller's own account; NoSuchPublicAccessBlockConfiguration where there is none",
    },
    ListTagsForResource: {
      modelled: "the bucket of the ARN; s3:ListTagsForResource",
      differs: "buckets alone",
    },
    PutPublicAccessBlock: {
      modelled: "the caller's own account; in effect for all its buckets at once",
    },
    TagResource: {
      modelled: "up to 50 tags, keys once, none that begins with aws:; s3:TagResource",
      differs: "buckets alone",
    },
    UntagResource: {
      modelled: "the bucket of the ARN; s3:UntagResource",
      differs: "buckets alone",
    },
  },
};
