import { ARCHIVE, MANAGEMENT, stackFiles } from "../../../../testing/live/world";
import { accountOf, allow, configOf, roleIn } from "../liveCases";
import type { LiveCase } from "../liveCases";
import { ARGS, ORGANIZATION, REGION, SHARED, STATUS, WITHOUT_TLS, of } from "./stack";

/** Calls that fail in a Region. */
export const callCases: LiveCase[] = [
  of(
    ...(["callFailed", "access denied"] as const),
    ARGS,
    (stack) => allow(stack, "guardduty:GetDetector"),
    (stack) => allow(stack),
    { says: "Allow guardduty:GetDetector" },
  ),
  ...(
    [
      ["throttled", { throttleRate: 1 }],
      ["failing", { errorRate: 1 }],
      ["not answering", { latencyMs: 60_000 }],
    ] as const
  ).map(([what, faults]) =>
    of(
      ...(["callFailed", what] as const),
      { ...SHARED, regions: [REGION, "eu-west-1"] },
      (stack) => stack.faults({ regions: { "eu-west-1": faults } }),
      (stack) => stack.faults({}),
      { ...WITHOUT_TLS, command: [...STATUS, "--timeout", "3s"] },
    ),
  ),
];

/** Accounts that the command cannot act in, and what it cannot read. */
export const accountCases: LiveCase[] = [
  of(
    ...(["roleNotAssumed", "a role that does not trust"] as const),
    ORGANIZATION,
    ({ sandbox }) => (sandbox.world().accounts[MANAGEMENT]!.roles = []),
    ({ sandbox }) => (sandbox.world().accounts[MANAGEMENT]!.roles = [roleIn(MANAGEMENT)]),
    { causes: ["accountNotAccessible", "notChecked"] },
  ),
  of(
    ...(["accountNotAccessible", "the bucket's"] as const),
    ORGANIZATION,
    ({ sandbox }) => (sandbox.world().accounts[ARCHIVE]!.roles = []),
    ({ sandbox }) => (sandbox.world().accounts[ARCHIVE]!.roles = [roleIn(ARCHIVE)]),
    { causes: ["roleNotAssumed", "notChecked"] },
  ),
  of(
    ...(["wrongAccount", "no role"] as const),
    { ...ARGS, bucket: { account: accountOf(ARCHIVE) } },
    undefined,
    () => undefined,
    {
      causes: ["accountNotAccessible", "notChecked"],
      options: configOf({ ...ARGS, bucket: { account: { accountId: ARCHIVE } } }),
      then: { options: configOf({ ...ARGS, bucket: { account: accountOf(ARCHIVE) } }) },
    },
  ),
  of(
    ...(["externalIdSecret", "of the bucket's account"] as const),
    { ...ARGS, bucket: { account: accountOf(ARCHIVE) } },
    undefined,
    () => undefined,
    {
      causes: ["accountNotAccessible", "notChecked"],
      options: configOf({
        ...ARGS,
        bucket: { account: { ...accountOf(ARCHIVE), externalId: { secure: "v1:abc:def" } } },
      }),
      then: {
        options: configOf({
          ...ARGS,
          bucket: { account: { ...accountOf(ARCHIVE), externalId: "acme" } },
        }),
      },
    },
  ),
  of("configNotRead", "an environment", ARGS, undefined, () => undefined, {
    options: {
      files: {
        ...stackFiles(ARGS),
        "Pulumi.prod.yaml": JSON.stringify({
          ...(JSON.parse(stackFiles(ARGS)["Pulumi.prod.yaml"]!) as object),
          environment: ["acme"],
        }),
      },
    },
    then: { options: configOf(ARGS) },
  }),
  of(
    ...(["notChecked", "a bucket policy that may not be read"] as const),
    ARGS,
    (stack) => allow(stack, "s3:GetBucketPolicy"),
    (stack) => allow(stack),
    { causes: ["callFailed"] },
  ),
];
