import type { ServiceNotes } from "./notes";

const handled = (what: string) => ({
  modelled: `the right to it, of the types of GuardDuty's entity sets; ${what}`,
  differs: "is called by the stand-in of aws-native alone: there is no HTTP API",
});

export const cloudformationNotes: ServiceNotes = {
  title: "Cloud Control API",
  source: "https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_*.html",
  operations: {
    CreateResource: handled("the stand-in makes the calls of the type's handler"),
    DeleteResource: handled("the stand-in makes the calls of the type's handler"),
    GetResource: handled("the stand-in reads what it answers from GuardDuty"),
    GetResourceRequestStatus: handled("every request succeeds, or the stand-in fails"),
    UpdateResource: handled("the stand-in makes the calls of the type's handler"),
  },
};
