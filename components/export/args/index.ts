import type * as pulumi from "@pulumi/pulumi";

import type {
  FindingPublishingFrequency,
  OnDestroy,
  ProofMode,
  ProviderMode,
} from "../../../rules/args/choices";
import type { ExportBucket } from "./bucket";
import type { DetectorFeature } from "./features";
import type { ExportKey } from "./key";
import type { Organization } from "./organization";

export {
  AdditionalConfiguration,
  AutoEnable,
  MembersManagedBy,
  ExistingPolicy,
  Feature,
  FeatureStatus,
  FindingPublishingFrequency,
  BucketProtection,
  ObjectLockMode,
  OnDestroy,
  ProofMode,
  ProviderMode,
} from "../../../rules/args/choices";
export type * from "./bucket";
export type * from "./features";
export type * from "./key";
export type * from "./organization";

/** What exists in a Region already: it is imported, managed from then on but for its tags, and stays when the stack goes. */
export interface ExistingDetector {
  /** Id of the account's detector in the Region: 32 hex digits. */
  detectorId: string;
  /** Id of the detector's publishing destination: 32 hex digits. It is redirected to the bucket. Defaults to none: one is made. */
  destinationId?: string;
  /** Whether to enable the detector should it be suspended. Defaults to false: that is left as it is, and a suspended detector is reported. */
  enable?: boolean;
}

/** The arguments of GuardDutyExport. What decides which resources exist is plain; leaves may be Inputs. */
export interface GuardDutyExportArgs {
  /** The Regions whose findings are exported, such as us-east-1: a detector and a destination in each. */
  regions: string[];
  /** Region of the bucket and the key. Defaults to the first of regions. */
  homeRegion?: string;
  /** How often updates of findings are sent. Defaults to SIX_HOURS. */
  findingPublishingFrequency?: FindingPublishingFrequency;
  /** The accounts. Defaults to the account of the current credentials alone. */
  organization?: Organization;
  /** Protection plans of the administrator's own detectors. Defaults to untouched. */
  features?: DetectorFeature[];
  /** The bucket. Defaults to a new one with a generated name, exported to at its root. */
  bucket?: ExportBucket;
  /** The key. Defaults to a new one that rotates every 365 days. */
  key?: ExportKey;
  /** What exists already, by Region. Defaults to nothing. */
  existing?: { [region: string]: ExistingDetector };
  /** Which AWS providers are made. Defaults to auto: one for each account and Region up to 8, one for each account above. A provider in the resource options serves the administrator account instead. */
  providerMode?: ProviderMode;
  /** ARNs of IAM roles and users that read findings from other accounts than the bucket's or the key's: those policies admit them. Defaults to none. */
  readerArns?: string[];
  /** Whether to create an SNS topic that gets a message for each new findings object; FindingsReader subscribes to it. Not for an existing bucket, whose notifications are its owner's. Defaults to false. */
  notifications?: boolean;
  /** ARN of a topic that gets a message for each new object by the bucket owner's configuration. Defaults to none. */
  notificationTopicArn?: pulumi.Input<string>;
  /** Whether to read, before anything is made, if each account has enabled its opt-in Regions. Defaults to false. */
  preflight?: boolean;
  /** What happens when the two policies, as they will be, do not let GuardDuty export: previews prove it too. Defaults to require. */
  proof?: ProofMode;
  /** What pulumi destroy does to the bucket, the key, their policies and settings. Defaults to retain. */
  onDestroy?: OnDestroy;
  /** Tags of every detector, the bucket and the key that is made. Defaults to none. Destinations carry none: a change of tags would replace them. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
