import type * as pulumi from "@pulumi/pulumi";

/** The arguments of EventRouting. What decides which resources exist is plain; leaves may be Inputs. */
export interface EventRoutingArgs {
  /** The Regions whose findings are routed, such as us-east-1. */
  regions: string[];
  /** Region of the bus or topic. Defaults to the first of regions. */
  homeRegion?: string;
  /** ARN of the event bus that findings are sent to; another account's bus has to admit them. Defaults to none; exactly one of busArn and topicArn is required. */
  busArn?: pulumi.Input<string>;
  /** ARN of the SNS topic in the home Region that findings are published to, by way of a bus that is made; its policy has to hold the output topicStatement. Defaults to none. */
  topicArn?: pulumi.Input<string>;
  /** Least severity of the findings that are routed: 1 to 10. Defaults to all. */
  severityAtLeast?: number;
  /** Starts of the finding types that are routed, such as UnauthorizedAccess:. Defaults to all. */
  types?: string[];
  /** Ids of the accounts whose findings are routed. Defaults to all. */
  accounts?: string[];
  /** Whether results of malware scans of S3 objects, and tags that could not be written, are routed too: of buckets of this account. Defaults to false. */
  malwareScans?: boolean;
  /** Tags of everything that takes tags. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
