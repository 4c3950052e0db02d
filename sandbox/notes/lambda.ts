import type { ServiceNotes } from "./notes";

export const lambdaNotes: ServiceNotes = {
  title: "AWS Lambda",
  source: "https://docs.aws.amazon.com/lambda/latest/api/API_*.html",
  operations: {
    CreateFunction: {
      modelled: "one of a name; a role that trusts Lambda; the archive of its code",
      keepsAll: true,
      stricter: "the role has to trust Lambda",
      differs: "no code is run",
    },
    DeleteFunction: { modelled: "a function of the account" },
    DeleteFunctionConcurrency: { modelled: "a function of the account" },
    GetFunction: { modelled: "a function by its name or ARN" },
    PutFunctionConcurrency: {
      modelled:
        "a function of the account; 1,000 concurrent executions, of which 100 are not reserved",
    },
    TagResource: { modelled: "up to 50 tags, none that begins with aws:" },
    UntagResource: { modelled: "a function of the account" },
    UpdateFunctionCode: { modelled: "a function of the account; the archive of its code" },
    UpdateFunctionConfiguration: {
      modelled: "a function of the account; a role that trusts Lambda",
      keepsAll: true,
    },
  },
};
