import type * as pulumi from "@pulumi/pulumi";

import type { FilterAction } from "../../rules/filters/choices";

export { FilterAction } from "../../rules/filters/choices";

/** What a field of a finding has to be. Every operator that is set has to hold. */
export interface FilterCondition {
  /** The field is one of up to 50 values. Severities are whole numbers as strings: 4 is 4.0 to 4.9. Defaults to no condition. */
  equals?: string[];
  /** The field is none of up to 50 values. Defaults to no condition. */
  notEquals?: string[];
  /** The field matches one of up to 5 texts with the wildcards * and ?. Defaults to no condition. */
  matches?: string[];
  /** The field matches none of up to 5 texts with the wildcards * and ?. Defaults to no condition. */
  notMatches?: string[];
  /** The field is more than a whole number; of a time, milliseconds since 1970. Defaults to no condition. */
  greaterThan?: number;
  /** The field is at least a whole number; of a time, milliseconds since 1970. Defaults to no condition. */
  greaterThanOrEqual?: number;
  /** The field is less than a whole number; of a time, milliseconds since 1970. Defaults to no condition. */
  lessThan?: number;
  /** The field is at most a whole number; of a time, milliseconds since 1970. Defaults to no condition. */
  lessThanOrEqual?: number;
}

/** The filter of a detector that existed before. */
export interface ExistingFilter {
  /** Id of the detector. */
  detectorId: string;
}

/** A filter of findings. */
export interface FindingFilter {
  /** Fields of a finding by GuardDuty's names, such as type, severity or accountId, and the condition of each. Every one of them has to hold. */
  criterion: { [field: string]: FilterCondition };
  /** What happens to findings that match: ARCHIVE keeps them out of the export, NOOP saves the filter only. Defaults to ARCHIVE. */
  action?: FilterAction;
  /** What the filter is for. Defaults to none. */
  description?: string;
  /** Place in GuardDuty's list of filters, 1 to 100. Defaults to one that is computed from the name. It has no effect on what is archived. */
  rank?: number;
  /** The Regions that the filter is created in. Defaults to all. */
  regions?: string[];
  /** By Region, where a filter of this name exists and is adopted; it stays when it is removed from the program. Defaults to none. */
  existing?: { [region: string]: ExistingFilter };
  /** Whether the filter stays in GuardDuty when it is removed from the program. Defaults to false. */
  detach?: boolean;
  /** Tags of the filter. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}

/** The arguments of FindingFilters. What decides which resources exist is plain; leaves may be Inputs. */
export interface FindingFiltersArgs {
  /** The Regions of the detectors, such as us-east-1. */
  regions: string[];
  /** Id of the detector of each Region, as GuardDutyExport outputs detectorIds. */
  detectorIds: pulumi.Input<{ [region: string]: pulumi.Input<string> }>;
  // An Output is refused. As an Input, Go's SDK gets a type for it.
  /** The filters by name. */
  filters: { [name: string]: pulumi.Input<FindingFilter> };
}
