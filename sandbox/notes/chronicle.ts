import type { ServiceNotes } from "./notes";

export const chronicleNotes: ServiceNotes = {
  title: "Google SecOps",
  source:
    "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds",
  operations: {
    CreateFeed: {
      modelled:
        "the details of an Amazon SQS feed: standard queue, log type, authentication; its identity's rights",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/create",
      stricter: "refused while the identity may not read the queue and the bucket",
      differs: "takes no data in",
    },
    DeleteFeed: {
      modelled: "a feed of the instance",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/delete",
    },
    DisableFeed: {
      modelled: "a feed of the instance",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/disable",
    },
    EnableFeed: {
      modelled: "a feed of the instance",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/enable",
    },
    GetFeed: {
      modelled: "a feed of the instance",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/get",
    },
    ListFeeds: {
      modelled: "the feeds of the instance",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/list",
    },
    UpdateFeed: {
      modelled: "the details as in CreateFeed",
      source:
        "https://cloud.google.com/chronicle/docs/reference/rest/v1alpha/projects.locations.instances.feeds/patch",
    },
  },
};
