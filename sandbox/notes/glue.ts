import type { ServiceNotes } from "./notes";

export const glueNotes: ServiceNotes = {
  title: "AWS Glue",
  source: "https://docs.aws.amazon.com/glue/latest/webapi/API_*.html",
  operations: {
    CreateDatabase: { modelled: "a name in lower case; one of a name; 10,000 of an account" },
    CreateTable: {
      modelled: "a database; a name in lower case; one of a name",
      differs: "the description is kept; nothing reads the data",
    },
    DeleteDatabase: { modelled: "a database of the account, with its tables" },
    DeleteTable: { modelled: "a table of the database" },
    GetDatabase: { modelled: "a database of the account" },
    GetDatabases: { modelled: "the databases of the account" },
    GetTable: { modelled: "a table of the database" },
    GetTables: { modelled: "the tables of a database" },
    GetTags: { modelled: "a database" },
    TagResource: { modelled: "up to 50 tags, none that begins with aws:" },
    UntagResource: { modelled: "a database" },
    UpdateDatabase: { modelled: "a database of the account" },
    UpdateTable: { modelled: "a table of the database", differs: "no versions of a table" },
  },
};
