import { z } from "zod";
import { AwsError, operationParts } from "./contract";

const rate = z.number().min(0).max(1);

const latencyMs = z.number().nonnegative();

export const faultsSchema = z.strictObject({
  /** How long every call takes before it does anything. */
  latencyMs: latencyMs.default(0),
  /** How long a new bucket or key policy takes to reach GuardDuty. */
  propagationDelayMs: z.number().nonnegative().default(0),
  /** Share of calls that are throttled. */
  throttleRate: rate.default(0),
  /** Share of calls that fail with a 500. */
  errorRate: rate.default(0),
  /** Region -> what is otherwise there. */
  regions: z
    .record(
      z.string(),
      z.strictObject({
        latencyMs: latencyMs.optional(),
        throttleRate: rate.optional(),
        errorRate: rate.optional(),
      }),
    )
    .optional(),
  /** Equal seeds fail equal calls. */
  seed: z.number().int().default(1),
});

export type Faults = z.output<typeof faultsSchema>;

export const NO_FAULTS: Faults = faultsSchema.parse({});

/** The faults as they are in a Region. */
export function faultsIn(faults: Faults, region: string): Faults {
  return { ...faults, ...faults.regions?.[region] };
}

/** Service -> its words for throttling and for a failure of its own, with the HTTP status. */
const ERRORS: { [service: string]: { throttled: ErrorParts; failed: ErrorParts } } = {
  s3: {
    throttled: ["SlowDown", "Please reduce your request rate.", 503],
    failed: ["InternalError", "We encountered an internal error. Please try again.", 500],
  },
  kms: {
    throttled: ["ThrottlingException", "Rate exceeded", 400],
    failed: ["KMSInternalException", "The request failed due to an internal error.", 500],
  },
  sns: {
    throttled: ["Throttling", "Rate exceeded", 429],
    failed: ["InternalError", "Internal service error.", 500],
  },
  sqs: {
    throttled: ["RequestThrottled", "Request is throttled.", 403],
    failed: ["InternalError", "The request processing has failed.", 500],
  },
  iam: {
    throttled: ["Throttling", "Rate exceeded", 400],
    failed: ["ServiceFailure", "The request processing has failed.", 500],
  },
  events: {
    throttled: ["ThrottlingException", "Rate exceeded", 400],
    failed: ["InternalException", "This exception occurs due to unexpected causes.", 500],
  },
  glue: {
    throttled: ["ThrottlingException", "Rate exceeded", 400],
    failed: ["InternalServiceException", "An internal service error occurred.", 500],
  },
  athena: {
    throttled: ["TooManyRequestsException", "Rate exceeded", 400],
    failed: ["InternalServerException", "An internal error occurred.", 500],
  },
  cloudformation: {
    throttled: ["ThrottlingException", "Rate exceeded", 429],
    failed: ["HandlerInternalFailureException", "An internal error occurred.", 500],
  },
  chronicle: {
    throttled: ["RESOURCE_EXHAUSTED", "Quota exceeded.", 429],
    failed: ["INTERNAL", "Internal error encountered.", 500],
  },
  sentinel: {
    throttled: ["TooManyRequests", "The request is being throttled.", 429],
    failed: ["InternalServerError", "Internal server error.", 500],
  },
  sts: {
    throttled: ["Throttling", "Rate exceeded", 400],
    failed: ["InternalFailure", "The request processing has failed.", 500],
  },
  organizations: {
    throttled: [
      "TooManyRequestsException",
      "AWS Organizations can't complete your request because another request is already in progress. Try again later.",
      400,
    ],
    failed: ["ServiceException", "The request failed due to an internal error.", 500],
  },
  guardduty: {
    throttled: ["ThrottlingException", "Rate exceeded", 429],
    failed: ["InternalServerErrorException", "Internal server error.", 500],
  },
  lambda: {
    throttled: ["TooManyRequestsException", "Rate exceeded", 429],
    failed: ["ServiceException", "An error occurred and the request cannot be processed.", 500],
  },
  scheduler: {
    throttled: ["ThrottlingException", "Rate exceeded", 429],
    failed: ["InternalServerException", "Internal server error.", 500],
  },
  logs: {
    throttled: ["ThrottlingException", "Rate exceeded", 400],
    failed: ["ServiceUnavailableException", "The service cannot complete the request.", 500],
  },
  cloudwatch: {
    throttled: ["Throttling", "Rate exceeded", 400],
    failed: ["InternalServiceFault", "Request processing has failed.", 500],
  },
  account: {
    throttled: ["TooManyRequestsException", "Rate exceeded", 429],
    failed: ["InternalServerException", "Internal server error.", 500],
  },
};
type ErrorParts = [code: string, message: string, statusCode: number];

/** The fault that strikes a call, if one does. Draws once from `random` per call. */
export function faultOf(
  operation: string,
  faults: Faults,
  random: () => number,
): AwsError | undefined {
  if (faults.throttleRate === 0 && faults.errorRate === 0) return undefined;
  const draw = random();
  const errors = ERRORS[operationParts(operation).service];
  if (errors === undefined || draw >= faults.throttleRate + faults.errorRate) return undefined;
  return new AwsError(...(draw < faults.throttleRate ? errors.throttled : errors.failed));
}

/** The mulberry32 generator: small, and equal for equal seeds. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
