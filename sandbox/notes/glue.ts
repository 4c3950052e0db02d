import type { ServiceNotes } from "./notes";

export const glueNotes: ServiceNotes = {
  title: "AWS Glue",
  source: "https://docs.aws.amazon.com/glue/latest/webapi/API_*.html",
  operations: {
    CreateDatabase: {},
    CreateTable: { differs: "the description is kept; nothing reads the data" },
    DeleteDatabase: {},
    DeleteTable: {},
    GetDatabase: {},
    GetDatabases: {},
    GetTable: {},
    GetTables: {},
    GetTags: {},
    TagResource: {},
    UntagResource: {},
    UpdateDatabase: {},
    UpdateTable: { differs: "no versions of a table" },
  },
};
