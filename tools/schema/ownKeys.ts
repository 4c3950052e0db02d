/** What the config keys say that are no arguments of a component: those of the stack program, and each add-on. */
export const OWN_KEYS = {
  role: {
    description:
      "Which account the stack is for: administrator deploys an export, member deploys detectors only. Defaults to administrator.",
    default: "administrator",
  },
  name: {
    description:
      "Name of the component. Resource names start with it, so do not change it later. Defaults to findings.",
    default: "findings",
  },
  administratorStack: {
    description:
      "The administrator's stack, such as acme/guardduty-export/prod: regions and administratorAccountId are read from its outputs. Defaults to none.",
    default: "",
  },
  readers: {
    description:
      "SIEMs and services that read the findings, by name. Each has a queue if there is a topic. Defaults to none.",
  },
  chronicle: { description: "A feed of Google SecOps. Defaults to none." },
  sentinel: { description: "A connector of Microsoft Sentinel. Defaults to none." },
  athena: { description: "A table of the findings in Athena. Defaults to none." },
  events: {
    description:
      "Sends finding events from each Region to a bus or topic in the home Region. Defaults to none.",
  },
  filters: {
    description:
      "Filters of findings in GuardDuty, by name: those that archive keep findings out of the export. Defaults to none.",
  },
  lists: {
    description:
      "Lists of IP addresses and domains that GuardDuty trusts or takes for threats, by name. Defaults to none.",
  },
  malwareProtection: {
    description:
      "Malware Protection for S3 of the findings bucket and of other buckets of its account. Defaults to none.",
  },
  health: {
    description: "Reports when the export stops: true, or an object of settings. Defaults to none.",
  },
} as const;

/** The guide of a key, in docs/. */
export const GUIDES: { [key: string]: string } = {
  organization: "organizations.md",
  existing: "adopting.md",
  onDestroy: "destroy.md",
  readers: "readers.md",
  chronicle: "chronicle.md",
  sentinel: "sentinel.md",
  athena: "athena.md",
  events: "operations.md",
  filters: "filters.md",
  lists: "lists.md",
  malwareProtection: "malware.md",
  health: "operations.md",
};
