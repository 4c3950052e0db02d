/** The vendors whose readers are known. */
export const ReaderPreset = {
  /** Any other reader. */
  Generic: "generic",
  /** Google SecOps. */
  Chronicle: "chronicle",
  /** Microsoft Sentinel. */
  Sentinel: "sentinel",
  /** Splunk Add-on for AWS. */
  Splunk: "splunk",
  /** Elastic's AWS integration. */
  Elastic: "elastic",
  /** Panther. */
  Panther: "panther",
  /** CrowdStrike Falcon Next-Gen SIEM. */
  CrowdStrike: "crowdstrike",
  /** Sumo Logic. */
  SumoLogic: "sumologic",
  /** RunReveal. */
  RunReveal: "runreveal",
  /** The Datadog Forwarder. */
  Datadog: "datadog",
  /** Palo Alto Networks Cortex XSIAM and XDR. */
  Cortex: "cortex",
  /** Cribl Stream. */
  Cribl: "cribl",
  /** A pipeline of Amazon OpenSearch Ingestion. */
  OpenSearch: "opensearch",
  /** Wazuh. */
  Wazuh: "wazuh",
} as const;
export type ReaderPreset = (typeof ReaderPreset)[keyof typeof ReaderPreset];

/** What becomes of the policy of a queue that exists. */
export const QueuePolicyMode = {
  /** The reader's statement is merged into it, and all others are kept. */
  Merge: "merge",
  /** Its owner puts it: the statement is the output queueStatement. */
  External: "external",
} as const;
export type QueuePolicyMode = (typeof QueuePolicyMode)[keyof typeof QueuePolicyMode];
