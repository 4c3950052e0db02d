import type { ServiceNotes } from "./notes";

export const accountNotes: ServiceNotes = {
  title: "AWS Account Management",
  source: "https://docs.aws.amazon.com/accounts/latest/reference/API_*.html",
  operations: {
    ListRegions: {
      modelled: "the account's Regions by status",
      stricter: "another account's Regions by the management account alone",
    },
  },
};
