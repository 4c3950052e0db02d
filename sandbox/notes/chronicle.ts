import type { ServiceNotes } from "./notes";

export const chronicleNotes: ServiceNotes = {
  title: "Google SecOps",
  source:
    "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds",
  operations: {
    CreateFeed: {
      stricter: "refused while the identity may not read the queue and the bucket",
      differs: "takes no data in",
    },
    DeleteFeed: {},
    DisableFeed: {},
    EnableFeed: {},
    GetFeed: {},
    ListFeeds: {},
    UpdateFeed: {},
  },
};
