import type { ServiceNotes } from "./notes";

export const eventsNotes: ServiceNotes = {
  title: "Amazon EventBridge",
  source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_*.html",
  operations: {
    CreateEventBus: {},
    DeleteEventBus: {},
    DeleteRule: {},
    DescribeEventBus: {},
    DescribeRule: {},
    DisableRule: {},
    EnableRule: {},
    ListRules: {},
    ListTagsForResource: {},
    ListTargetsByRule: {},
    PutEvents: { differs: "no archives, no replays, no global endpoints" },
    PutPermission: {},
    PutRule: { differs: "schedules never fire" },
    PutTargets: {
      stricter: "a target is in the Region of the rule, or a bus",
      differs: "buses, queues and topics get events; other targets are kept and get none",
    },
    RemovePermission: {},
    RemoveTargets: {},
    TagResource: {},
    TestEventPattern: {},
    UntagResource: {},
    UpdateEventBus: {},
  },
};
