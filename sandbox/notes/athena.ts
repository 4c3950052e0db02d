import type { ServiceNotes } from "./notes";

export const athenaNotes: ServiceNotes = {
  title: "Amazon Athena",
  source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_*.html",
  operations: {
    CreateNamedQuery: { differs: "no query is run" },
    CreateWorkGroup: {},
    DeleteNamedQuery: {},
    DeleteWorkGroup: {},
    GetNamedQuery: {},
    GetWorkGroup: {},
    ListNamedQueries: {},
    ListTagsForResource: {},
    TagResource: {},
    UntagResource: {},
    UpdateWorkGroup: { differs: "the new configuration takes the place of the old one" },
  },
};
