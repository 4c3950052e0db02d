import type * as pulumi from "@pulumi/pulumi";

import type { ProviderMode } from "../../rules/args/choices";
import type { Account, DetectorFeature } from "../export/args";

/** The same of a member account. */
export interface ExistingMemberDetector {
  /** Id of the account's detector in the Region: 32 hex digits. */
  detectorId: string;
  /** Whether to enable the detector should it be suspended. Defaults to false: that is left as it is, and a suspended detector is reported. */
  enable?: boolean;
}

/** The arguments of MemberDetectors. What decides which resources exist is plain; leaves may be Inputs. */
export interface MemberDetectorsArgs {
  /** The Regions that get a detector, such as us-east-1. */
  regions: string[];
  /** The member account. Defaults to the account of the current credentials. */
  account?: Account;
  /** Id of the administrator account: 12 digits. Required when its invitation is accepted. */
  administratorAccountId?: string;
  /** Whether to accept the administrator's invitation: for accounts outside its organization. Defaults to false. */
  acceptInvitation?: boolean;
  /** Protection plans of the account's own detectors. Defaults to untouched. */
  features?: DetectorFeature[];
  /** Detectors that exist already, by Region. Defaults to none. */
  existing?: { [region: string]: ExistingMemberDetector };
  /** Which AWS providers are made. Defaults to auto: one for each account and Region up to 8, one for each account above. A provider in the resource options serves the account instead. */
  providerMode?: ProviderMode;
  /** Tags of every detector. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
