import type { ServiceNotes } from "./notes";

export const athenaNotes: ServiceNotes = {
  title: "Amazon Athena",
  source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_*.html",
  operations: {
    CreateNamedQuery: { modelled: "a workgroup of the account", differs: "no query is run" },
    CreateWorkGroup: {
      modelled: "the name's rules; one of a name; 1,000 of an account in a Region",
    },
    DeleteNamedQuery: { modelled: "a named query of the account" },
    DeleteWorkGroup: {
      modelled: "not primary; no named queries left unless it deletes recursively",
    },
    GetNamedQuery: { modelled: "a named query of the account" },
    GetWorkGroup: { modelled: "a workgroup of the account" },
    ListNamedQueries: { modelled: "the named queries of a workgroup" },
    ListTagsForResource: { modelled: "a workgroup" },
    TagResource: { modelled: "up to 50 tags, keys once, none that begins with aws:" },
    UntagResource: { modelled: "a workgroup" },
    UpdateWorkGroup: {
      modelled: "a workgroup of the account",
      differs: "the new configuration takes the place of the old one",
    },
  },
};
