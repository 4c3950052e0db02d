import type { ServiceNotes } from "./notes";

export const accountNotes: ServiceNotes = {
  title: "AWS Account Management",
  source: "https://docs.aws.amazon.com/accounts/latest/reference/API_*.html",
  operations: {
    DisableRegion: {
      modelled: "opt-in Regions; GuardDuty's members of the Region are RegionDisabled then",
      differs: "in effect at once; enabling the Region again does not enable members",
    },
    EnableRegion: { modelled: "opt-in Regions", differs: "in effect at once" },
    ListRegions: {
      modelled: "the account's Regions by status",
      stricter: "another account's Regions by the management account alone",
    },
  },
};
