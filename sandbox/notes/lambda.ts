import type { ServiceNotes } from "./notes";

export const lambdaNotes: ServiceNotes = {
  title: "AWS Lambda",
  source: "https://docs.aws.amazon.com/lambda/latest/api/API_*.html",
  operations: {
    CreateFunction: {
      keepsAll: true,
      stricter: "the role has to trust Lambda",
      differs: "no code is run",
    },
    DeleteFunction: {},
    DeleteFunctionConcurrency: {},
    GetFunction: {},
    PutFunctionConcurrency: {},
    TagResource: {},
    UntagResource: {},
    UpdateFunctionCode: {},
    UpdateFunctionConfiguration: { keepsAll: true },
  },
};
