import type * as pulumi from "@pulumi/pulumi";

import type { Account } from "../export/args/organization";
import type { KindOfList } from "../../rules/lists/choices";

export { KindOfList } from "../../rules/lists/choices";

/** A list of a detector that existed before. */
export interface ExistingList {
  /** Id of the detector. */
  detectorId: string;
  /** Id of the list. */
  listId: string;
  /** Where the file of the list is, such as s3://acme-lists/trusted.txt: the list keeps it. Left out later, the list reads the entries of the program. Defaults to these. */
  location?: string;
}

/** A list of IP addresses and domains that GuardDuty trusts, or takes for threats. */
export interface ThreatList {
  /** What the list is for: IPSet and TrustedEntitySet are trusted, ThreatIntelSet and ThreatEntitySet are threats. The entity sets may have domains; the provider aws-native registers them. */
  kind: KindOfList;
  /** The entries: public IP addresses and CIDR ranges, in entity sets domains too, as the lines of a file. Empty ones are left out. */
  entries: string[];
  /** The Regions that the list is created in. Defaults to all. */
  regions?: string[];
  /** By Region, where a list of this name exists and is adopted; it stays when it is removed from the program. Defaults to none. */
  existing?: { [region: string]: ExistingList };
  /** Whether the list and its file stay in AWS when it is removed from the program. Defaults to false. */
  detach?: boolean;
  /** Tags of the list. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}

/** The arguments of ThreatLists. What decides which resources exist is plain; leaves may be Inputs. */
export interface ThreatListsArgs {
  /** The Regions of the detectors, such as us-east-1. */
  regions: string[];
  /** Region of the bucket that the files of lists are in. Defaults to the first of regions. */
  homeRegion?: string;
  /** Id of the detector of each Region, as GuardDutyExport outputs detectorIds. */
  detectorIds: pulumi.Input<{ [region: string]: pulumi.Input<string> }>;
  /** The account of the detectors and how to act in it, for the providers of entity sets and the expected bucket owner of lists. Defaults to the account of the component's AWS provider, with the default credentials. */
  account?: Account;
  // An Output is refused. As an Input, Go's SDK gets a type for it.
  /** The lists by name. */
  lists: { [name: string]: pulumi.Input<ThreatList> };
}
