import type { ServiceNotes } from "./notes";

export const eventsNotes: ServiceNotes = {
  title: "Amazon EventBridge",
  source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_*.html",
  operations: {
    CreateEventBus: { modelled: "the name's rules; one of a name; 100 of an account in a Region" },
    DeleteEventBus: {
      modelled: "not the default bus; no rules left; one that is not there is no error",
    },
    DeleteRule: { modelled: "no targets left; one that is not there is no error" },
    DescribeEventBus: {
      modelled:
        "a bus of the account, the default one always; one of another account by its policy",
    },
    DescribeRule: { modelled: "a rule of the bus" },
    DisableRule: { modelled: "a rule of the bus" },
    EnableRule: { modelled: "a rule of the bus" },
    ListRules: { modelled: "the rules of a bus by prefix" },
    ListTagsForResource: { modelled: "a rule or a bus" },
    ListTargetsByRule: { modelled: "a rule of the bus" },
    PutEvents: {
      modelled:
        "1 to 10 entries of 256 KB together; required members, JSON, no source of AWS; the bus's policy; each entry by itself",
      differs: "no archives, no replays, no global endpoints",
    },
    PutPermission: {
      modelled: "a policy for this bus and its rules, principals that exist; or one statement",
    },
    PutRule: {
      modelled:
        "names, 300 rules of a bus and 100 in af-south-1 and eu-south-1, patterns of 2,048 characters by EventBridge's operators, schedules on the default bus alone. Rules publish to a topic without their source, by decisions/0012",
      differs: "schedules never fire",
    },
    PutTargets: {
      modelled:
        "ARNs, 5 targets of a rule, one kind of input, JSON, groups of FIFO queues, a standard queue for dead letters. A topic's policy without a condition alone admits them, by decisions/0012",
      stricter:
        "a target is in the Region of the rule, or a bus; one of another account has a role",
      differs: "buses, queues and topics get events; other targets are kept and get none",
    },
    RemovePermission: { modelled: "a statement, or all" },
    RemoveTargets: { modelled: "a rule of the bus; targets that are not there are no error" },
    TagResource: { modelled: "up to 50 tags, keys once, none that begins with aws:" },
    TestEventPattern: { modelled: "the pattern as in PutRule; an event with all its members" },
    UntagResource: { modelled: "a rule or a bus" },
    UpdateEventBus: { modelled: "a bus of the account" },
  },
};
