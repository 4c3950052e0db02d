import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Destination, Detector } from "../../world";
import type { Aws, Operations } from "../aws";
import type { Caller } from "../contract";
import { busArn } from "../events/bus";
import { route } from "../events/routing";
import { exportObject, exportRefusal, folder, type Refusal, targetOf } from "../exporting";
import { isActive } from "../regions";
import {
  type Finding,
  findingOf,
  type FindingOptions,
  SAMPLE_TYPE,
  threatContent,
} from "./finding";
import { locationKey, requireDetector } from "./detectors";
import { threatOf, trustedBy } from "./listEffects";
import { storeFinding } from "./findingStore";
import { administratorOf } from "./membership";
import { suppressionOf } from "./suppression";

export const findingOperations: Operations = {
  /** Samples leave by the account's destinations; a refusal shows in their status only. */
  CreateSampleFindings: (aws, caller, { DetectorId, FindingTypes = [SAMPLE_TYPE] }) => {
    requireDetector(aws.world, caller, DetectorId);
    for (const type of FindingTypes) exportFinding(aws, caller, { type, sample: true });
  },
};

export type { FindingOptions } from "./finding";

/** What became of a finding at one destination. */
export interface Delivery {
  administrator: string;
  destinationId: string;
  bucket?: string;
  key?: string;
  refusal?: Refusal;
}

/**
 * Has GuardDuty find something in an account and Region, and export it by every destination that sees the account:
 * the administrator's of that Region, and the account's own where it has one.
 */
export function exportFinding(
  aws: Aws,
  location: Pick<Caller, "accountId" | "region">,
  options: FindingOptions = {},
): Delivery[] {
  const detector = aws.world.detectors[locationKey(location)];
  if (detector?.status !== "ENABLED" || !isActive(aws.world, location)) return [];
  const administrator = administratorOf(aws.world, location);
  const exporters: [string, Detector][] = [[location.accountId, detector]];
  // UNVERIFIED that a suspended administrator exports no findings of its members either.
  const { region } = location;
  const isExporting =
    administrator?.detector.status === "ENABLED" &&
    isActive(aws.world, { accountId: administrator.accountId, region });
  if (isExporting) {
    exporters.unshift([administrator.accountId, administrator.detector]);
  }
  const finding = findingOf(location, detector, aws.now(), withThreat(aws, location, options));
  const trusted = trustedBy(aws, location, finding);
  if (trusted !== undefined) {
    const { list, entry } = trusted;
    const reason = `GuardDuty makes no finding: ${entry} of the trusted list ${list.name} of ${trusted.accountId}.`;
    return exporters.flatMap(([administrator, { destinations }]) =>
      Object.keys(destinations).map((destinationId) => ({
        ...{ administrator, destinationId },
        refusal: { reason },
      })),
    );
  }
  const withheld = archivedReason(aws, location, detector, finding);
  finding.service.archived = withheld !== undefined;
  storeFinding(aws, detector, finding);
  if (withheld === undefined) {
    for (const [accountId] of exporters) emit(aws, { accountId, region }, finding);
  }
  return exporters.flatMap(([accountId, { id, destinations }]) =>
    Object.entries(destinations).map(([destinationId, destination]) => ({
      administrator: accountId,
      destinationId,
      ...(withheld === undefined
        ? deliver(aws, { accountId, region, detectorId: id }, destination, finding)
        : { refusal: { reason: withheld } }),
    })),
  );
}

/** What a threat list makes of traffic, where the caller does not say what GuardDuty finds. */
function withThreat(
  aws: Aws,
  location: Pick<Caller, "accountId" | "region">,
  options: FindingOptions,
): FindingOptions {
  const { type, content, remote } = options;
  if (type !== undefined || content !== undefined || remote === undefined) return options;
  const threat = threatOf(aws, location, remote);
  if (threat === undefined) return options;
  return {
    ...options,
    content: threatContent(remote, threat.list.name, aws.now(), location.region),
  };
}

/** Why a finding is archived: such a one goes neither to destinations nor on a bus, and leaves their status as it is. */
function archivedReason(
  aws: Aws,
  location: Pick<Caller, "accountId" | "region">,
  { findings }: Detector,
  finding: Finding,
): string | undefined {
  const before = findings[finding.id] as Finding | undefined;
  if (before?.service.archived) return `The finding ${finding.id} is archived.`;
  const by = suppressionOf(aws, location, finding);
  return by && `The filter ${by.filter} of ${by.accountId} archives the finding.`;
}

/**
 * Puts a finding on the default bus of an account that sees it.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
function emit(aws: Aws, location: Pick<Caller, "accountId" | "region">, finding: Finding): void {
  route(aws, busArn(location), {
    version: "0",
    id: randomUUID(),
    "detail-type": "GuardDuty Finding",
    source: "aws.guardduty",
    account: location.accountId,
    time: aws
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z"),
    region: location.region,
    resources: [],
    detail: finding,
  });
}

function deliver(
  aws: Aws,
  exporter: { accountId: string; region: string; detectorId: string },
  destination: Destination,
  finding: Finding,
): Pick<Delivery, "bucket" | "key" | "refusal"> {
  const { destinationArn, kmsKeyArn, expectedBucketOwner } = destination;
  const from = { ...exporter, destinationArn, kmsKeyArn, expectedBucketOwner };
  const target = targetOf(destinationArn, exporter.region);
  const key = target && `${folder(target)}${objectKey(finding, aws.now())}`;
  if (target === undefined || key === undefined) {
    return { refusal: { reason: `${destinationArn} is not the ARN of a bucket.` } };
  }
  const refusal = exportRefusal(
    aws,
    from,
    key,
    finding.accountId === exporter.accountId ? "finding" : "memberFinding",
  );
  if (refusal !== undefined) {
    destination.status = "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY";
    destination.publishingFailureStartTimestamp ??= aws.now().getTime();
    return { refusal };
  }
  exportObject(aws, from, key, gzipSync(`${JSON.stringify(finding)}\n`));
  destination.status = "PUBLISHING";
  delete destination.publishingFailureStartTimestamp;
  return { bucket: target.bucket, key };
}

/** UNVERIFIED whose account the folder names when an administrator exports; here it is the account of the finding. */
function objectKey({ accountId, region }: Finding, now: Date): string {
  const date = now.toISOString().slice(0, 10).replaceAll("-", "/");
  return `AWSLogs/${accountId}/GuardDuty/${region}/${date}/${randomUUID()}.jsonl.gz`;
}
