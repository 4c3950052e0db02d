import type { Deployed } from "../../../../testing/live/run";
import type { Args } from "../../../../testing/live/world";
import { ADMINISTRATOR, MEMBER, destinationId, detectorId } from "../../../../testing/live/world";
import { configOf, redeploy } from "../liveCases";
import type { LiveCase } from "../liveCases";
import {
  ARGS,
  REGION,
  SHARED,
  WITHOUT_TLS,
  destinationOf,
  detectorOf,
  drift,
  of,
  once,
  status,
} from "./stack";

const existing = (more: object): Args => ({
  ...ARGS,
  existing: { [REGION]: { detectorId: detectorId(0), ...more } },
});

const noDetector = ({ sandbox }: Deployed) =>
  void delete sandbox.world().detectors[`${ADMINISTRATOR}/${REGION}`];

const madeAgain = (stack: Deployed) => {
  detectorOf(stack).destinations = { [destinationId(9)]: destinationOf(stack) };
};

/** Detectors and destinations that are not as declared. */
export const detectorCases: LiveCase[] = [
  drift("detectorMissing", "a deleted detector", ARGS, noDetector, {
    causes: ["destinationMissing", "targetUnknown", "bucketUnknown", "notChecked"],
  }),
  drift(
    "destinationMissing",
    "a deleted destination",
    SHARED,
    (stack) => (detectorOf(stack).destinations = {}),
    WITHOUT_TLS,
  ),
  of(
    ...(["detectorDeleted", "an existing detector that was deleted"] as const),
    { ...SHARED, ...existing({}) },
    noDetector,
    (stack) => redeploy(stack, SHARED),
    {
      ...WITHOUT_TLS,
      says: 'Remove existing["us-east-1"] from the config',
      then: { options: configOf(SHARED) },
    },
  ),
  of(
    ...(["destinationDeleted", "an existing destination that was deleted"] as const),
    { ...SHARED, ...existing({ destinationId: destinationId(0) }) },
    (stack) => (detectorOf(stack).destinations = {}),
    (stack) => redeploy(stack, { ...SHARED, ...existing({}) }),
    {
      ...WITHOUT_TLS,
      says: 'Remove existing["us-east-1"].destinationId from the config',
      then: { options: configOf({ ...SHARED, ...existing({}) }) },
    },
  ),
  of(
    ...(["destinationReplaced", "an existing destination that was made again outside"] as const),
    { ...SHARED, ...existing({ destinationId: destinationId(0) }) },
    madeAgain,
    async (stack) => {
      await redeploy(stack, { ...SHARED, ...existing({ destinationId: destinationId(9) }) });
      madeAgain(stack);
    },
    {
      ...WITHOUT_TLS,
      says: `Set existing["us-east-1"].destinationId to ${destinationId(9)} in the config`,
      then: { options: configOf({ ...SHARED, ...existing({ destinationId: destinationId(9) }) }) },
    },
  ),
  drift(
    "detectorStatus",
    "the stack's own",
    ARGS,
    (stack) => (detectorOf(stack).status = "DISABLED"),
  ),
  of(
    ...(["detectorStatus", "an existing one"] as const),
    existing({}),
    (stack) => (detectorOf(stack).status = "DISABLED"),
    (stack) => redeploy(stack, existing({ enable: true })),
    {
      says: 'set existing["us-east-1"].enable to true',
      then: { options: configOf(existing({ enable: true })) },
    },
  ),
  of(
    ...(["destinationStatus", "not verified yet"] as const),
    ARGS,
    status("PENDING_VERIFICATION"),
    status("PUBLISHING"),
    { says: "Wait five minutes and run the check again." },
  ),
  drift(
    "destinationStatus",
    "GuardDuty cannot write",
    ARGS,
    status("UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY"),
    { says: "then run pulumi up --refresh" },
  ),
  drift("destinationStatus", "stopped", ARGS, status("STOPPED"), {
    says: "pulumi up --replace with its URN",
  }),
  ...(
    [
      ["expectedBucketOwnerMissing", "a destination without an expected bucket owner", undefined],
      ["expectedBucketOwnerDiffers", "a destination that expects another account", MEMBER],
    ] as const
  ).map(([id, what, expectedBucketOwner]) =>
    of(
      ...([id, what, ARGS] as const),
      (stack) => Object.assign(destinationOf(stack), { expectedBucketOwner }),
      (stack) => stack.run(["repair", "--stack", "prod", "--yes"]),
      { says: "Run guardduty-export repair with --yes" },
    ),
  ),
  drift(
    "valueDiffers",
    "another frequency",
    ARGS,
    (stack) => (detectorOf(stack).findingPublishingFrequency = "ONE_HOUR"),
  ),
  once("statusMissing", "no status", ARGS, "guardduty:GetDetector", (answer) => ({
    ...answer,
    Status: undefined,
  })),
  once("valueMissing", "no frequency", ARGS, "guardduty:GetDetector", (answer) => ({
    ...answer,
    FindingPublishingFrequency: undefined,
  })),
];
