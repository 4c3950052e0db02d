import type { ServiceNotes } from "./notes";

export const stsNotes: ServiceNotes = {
  title: "AWS STS",
  source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_*.html",
  operations: {
    AssumeRole: {
      differs:
        "an account's root assumes roles, which AWS refuses: keys of an account act as its root here; no session tags",
      modelled:
        "the role's trust by principal, external id and session name; session policies and their packed size; 15 minutes to the role's longest session, an hour by role chaining",
    },
    AssumeRoleWithWebIdentity: {
      modelled: "provider, audience, subject and times of the token; the role's trust",
      differs: "the token's signature is not checked",
    },
    GetCallerIdentity: { modelled: "the account, role session or user of the credentials" },
  },
};
