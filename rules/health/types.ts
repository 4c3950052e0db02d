/** What the export of a Region has to be. */
export interface ExpectedRegion {
  region: string;
  /** Undefined: whichever detector the account has there. */
  detectorId?: string;
  /** Undefined: whichever destination the detector has. */
  destinationId?: string;
  /** `arn:aws:s3:::bucket[/prefix]`; a slash at the end makes no difference. */
  destinationArn: string;
  kmsKeyArn: string;
  /** FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS; undefined: not compared. */
  findingPublishingFrequency?: string;
}

/** Why a question got no answer: the error's name or code, and its message. */
export interface Refusal {
  name: string;
  message: string;
}

/** What AWS answered to a question, or why it did not. */
export type Answer<T> =
  { answer: T; refusal?: undefined } | { answer?: undefined; refusal: Refusal };

/** What GuardDuty tells of a detector. Every member may be missing. */
export interface SeenDetector {
  id: string;
  /** ENABLED or DISABLED. */
  status?: string;
  findingPublishingFrequency?: string;
}

/** What GuardDuty tells of a publishing destination. Every member may be missing. */
export interface SeenDestination {
  status?: string;
  /** Since when exports fail, in milliseconds of the epoch. */
  failingSince?: number;
  destinationArn?: string;
  kmsKeyArn?: string;
}

/** What was seen of a Region; an answer of undefined says that AWS has none. */
export interface ObservedRegion {
  detector: Answer<SeenDetector | undefined>;
  destination: Answer<SeenDestination | undefined>;
}

/** One thing that keeps a Region from being healthy. */
export interface Fault {
  /** Whether AWS said so; false when it could not be asked. */
  seen: boolean;
  reason: string;
  nextStep: string;
}

/** Healthy: all was seen and is as it has to be. Not checked: nothing wrong was seen, but not all could be seen. */
export type Verdict = "healthy" | "unhealthy" | "notChecked";

export interface RegionHealth {
  region: string;
  verdict: Verdict;
  /** Empty when healthy. */
  faults: Fault[];
}
