import type {
  AdditionalConfiguration,
  AutoEnable,
  Feature,
  FeatureStatus,
} from "../../../rules/args/choices";

/** An additional configuration of a protection plan. */
export interface DetectorFeatureConfiguration {
  /** Which one. */
  name: AdditionalConfiguration;
  /** Whether it is on. Defaults to ENABLED. */
  status?: FeatureStatus;
}

/** A protection plan of an account's own detectors. What is not listed stays untouched. A plan is listed again for Regions that differ. */
export interface DetectorFeature {
  /** Which plan. */
  name: Feature;
  /** Whether it is on. Defaults to ENABLED. */
  status?: FeatureStatus;
  /** Its additional configurations: all that it has, or none. Defaults to none: they stay untouched. */
  additionalConfigurations?: DetectorFeatureConfiguration[];
  /** The Regions that the plan is set in. Defaults to every Region. */
  regions?: string[];
  /** The Regions that the plan is not set in, such as those that do not have it. Defaults to none. */
  excludeRegions?: string[];
}

/** An additional configuration of members' protection plans. */
export interface MemberFeatureConfiguration {
  /** Which one. */
  name: AdditionalConfiguration;
  /** Which members get it by themselves. */
  autoEnable: AutoEnable;
}

/** A protection plan of the organization's members. What is not listed stays untouched. A plan is listed again for Regions that differ. */
export interface MemberFeature {
  /** Which plan; AI_ANALYST cannot be enabled for members. */
  name: Feature;
  /** Which members get it by themselves. */
  autoEnable: AutoEnable;
  /** Its additional configurations: all that it has, or none. Defaults to none: they stay untouched. */
  additionalConfigurations?: MemberFeatureConfiguration[];
  /** The Regions that the plan is set in. Defaults to every Region. */
  regions?: string[];
  /** The Regions that the plan is not set in, such as those that do not have it. Defaults to none. */
  excludeRegions?: string[];
}
