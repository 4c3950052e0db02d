import { createHash } from "node:crypto";
import type { KindOfList } from "../../../../rules/lists/choices";
import { parseWorld } from "../../../../sandbox/world";
import type { Deployed } from "../../../../testing/live/run";
import { ADMINISTRATOR, MEMBER, detectorId, stackFiles } from "../../../../testing/live/world";
import type { LiveCase } from "../liveCases";
import { ARGS, REGION, detectorOf, of } from "./stack";

const setArchived = (stack: Deployed, archived: boolean) => {
  for (const { service } of Object.values(detectorOf(stack).findings)) {
    Object.assign(service as object, { archived });
  }
};

const LIST_ID = "a".repeat(32);

const archiving = (criterion: object) => ({
  ...{ action: "ARCHIVE" as const, description: "", rank: 1, tags: {} },
  criterion: { ...criterion },
});

const trustedList = () => ({
  ...{ kind: "IPSet" as const, name: "ours", format: "TXT", location: "s3://acme/ours.txt" },
  ...{ status: "ACTIVE" as const, entries: [], tags: {} },
  expectedBucketOwner: ADMINISTRATOR,
  ...{ createdAt: new Date(0).toISOString(), updatedAt: new Date(0).toISOString() },
});

const SCANS = { type: { matches: ["Recon:*"] } };

const ENTRIES = ["198.51.100.7"];

/** The list `ours` as the stack leaves it, by what its file's key is made of. */
function declaredList(kind: KindOfList, status: "ACTIVE" | "INACTIVE") {
  const hash = createHash("sha256").update("198.51.100.7\n").digest("hex").slice(0, 16);
  return { ...trustedList(), kind, status, location: `s3://lists/ours-${hash}.txt` };
}

const filesWith = (kind: KindOfList) =>
  stackFiles({ ...ARGS, lists: { ours: { kind, entries: ENTRIES } } });

/** The bucket of a list's file, which GuardDuty reads again when the list changes. */
const bucketOfLists = (location: string) =>
  parseWorld({
    buckets: {
      lists: {
        ...{ account: ADMINISTRATOR, region: REGION },
        objects: {
          [location.split("/").at(-1)!]: {
            body: Buffer.from("198.51.100.7\n").toString("base64"),
          },
        },
      },
    },
  }).buckets;

/** What keeps findings from being exported: filters, lists, and findings that were archived. */
export const suppressionCases: LiveCase[] = [
  ...(
    [
      ["allFindingsSuppressed", "a filter that archives everything", { type: { matches: ["*"] } }],
      ["suppressionFilter", "a filter of some severities", { severity: { greaterThanOrEqual: 7 } }],
    ] as const
  ).map(([id, what, criterion]) =>
    of(
      ...([id, what, ARGS] as const),
      (stack) => (detectorOf(stack).filters["quiet"] = archiving(criterion)),
      (stack) => delete detectorOf(stack).filters["quiet"],
      { says: "aws guardduty delete-filter --filter-name quiet" },
    ),
  ),
  of(
    ...(["findingsArchived", "a finding that was archived by hand", ARGS] as const),
    async (stack) => {
      await stack.sandbox.cloud.exportFinding(ADMINISTRATOR, REGION);
      setArchived(stack, true);
    },
    (stack) => setArchived(stack, false),
    {
      says: `aws guardduty unarchive-findings --finding-ids <ids of the findings> --detector-id ${detectorId(0)} --region ${REGION}`,
    },
  ),
  of(
    ...(["declaredFilterMissing", "a declared filter that only saves findings", ARGS] as const),
    (stack) => (detectorOf(stack).filters["scans"] = { ...archiving(SCANS), action: "NOOP" }),
    (stack) => (detectorOf(stack).filters["scans"] = archiving(SCANS)),
    {
      ...{ options: { files: stackFiles({ ...ARGS, filters: { scans: { criterion: SCANS } } }) } },
      says: "then run pulumi refresh and pulumi up. The stack sets it again",
    },
  ),
  ...(["IPSet", "ThreatIntelSet", "TrustedEntitySet", "ThreatEntitySet"] as const).map((kind) =>
    of(
      ...(["declaredListMissing", `a declared list that is not active: ${kind}`, ARGS] as const),
      (stack) => (detectorOf(stack).lists[LIST_ID] = declaredList(kind, "INACTIVE")),
      (stack) => (detectorOf(stack).lists[LIST_ID] = declaredList(kind, "ACTIVE")),
      {
        ...{
          options: { files: stackFiles({ ...ARGS, lists: { ours: { kind, entries: ENTRIES } } }) },
        },
        says: "then run pulumi refresh and pulumi up. The stack sets it again",
      },
    ),
  ),
  ...(["IPSet", "ThreatIntelSet", "TrustedEntitySet", "ThreatEntitySet"] as const).flatMap((kind) =>
    (
      [
        ["listBucketOwnerMissing", "without an expected bucket owner", undefined],
        ["listBucketOwnerDiffers", "that expects another account", MEMBER],
      ] as const
    ).map(([id, what, expectedBucketOwner]) =>
      of(
        ...([id, `a declared list ${what}: ${kind}`, ARGS] as const),
        (stack) => {
          const list = declaredList(kind, "ACTIVE");
          detectorOf(stack).lists[LIST_ID] = { ...list, expectedBucketOwner };
          Object.assign(stack.sandbox.world().buckets, bucketOfLists(list.location));
        },
        (stack) =>
          kind.endsWith("EntitySet")
            ? (detectorOf(stack).lists[LIST_ID] = declaredList(kind, "ACTIVE"))
            : stack.run(["repair", "--stack", "prod", "--yes"], { files: filesWith(kind) }),
        {
          options: { files: filesWith(kind) },
          says: kind.endsWith("EntitySet") ? "run pulumi refresh" : "guardduty-export repair",
        },
      ),
    ),
  ),
  of(
    ...(["trustedListActive", "an active trusted IP list", ARGS] as const),
    (stack) => (detectorOf(stack).lists[LIST_ID] = trustedList()),
    (stack) => (detectorOf(stack).lists[LIST_ID]!.status = "INACTIVE"),
    { says: `aws guardduty update-ip-set --ip-set-id ${LIST_ID}` },
  ),
];
