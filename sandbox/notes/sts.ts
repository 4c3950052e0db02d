import type { ServiceNotes } from "./notes";

export const stsNotes: ServiceNotes = {
  title: "AWS STS",
  source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_*.html",
  operations: {
    AssumeRole: {},
    AssumeRoleWithWebIdentity: { differs: "the token's signature is not checked" },
    GetCallerIdentity: {},
  },
};
