import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Destination, Detector } from "../../world";
import { detectorArn, partitionOf } from "../arn";
import type { Aws, Operations } from "../aws";
import type { Caller } from "../contract";
import { exportObject, exportRefusal, folder, type Refusal, targetOf } from "../exporting";
import { newId } from "../../world";
import { placeOf, requireDetector } from "./detectors";
import { administratorOf } from "./membership";

const SAMPLE_TYPE = "Recon:EC2/PortProbeUnprotectedPort";

export const findingOperations: Operations = {
  /** Samples leave by the account's destinations; a refusal shows in their status only. */
  CreateSampleFindings: (aws, caller, { DetectorId, FindingTypes = [SAMPLE_TYPE] }) => {
    requireDetector(aws.world, caller, DetectorId);
    for (const type of FindingTypes) exportFinding(aws, caller, { type, sample: true });
  },
};

export interface FindingOptions {
  type?: string;
  sample?: boolean;
}

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
  place: Pick<Caller, "accountId" | "region">,
  options: FindingOptions = {},
): Delivery[] {
  const detector = aws.world.detectors[placeOf(place)];
  if (detector?.status !== "ENABLED") return [];
  const administrator = administratorOf(aws.world, place);
  const exporters: [string, Detector][] = [[place.accountId, detector]];
  if (administrator) exporters.unshift([administrator.accountId, administrator.detector]);
  const finding = findingOf(place, detector, aws.now(), options);
  return exporters.flatMap(([accountId, { id, destinations }]) =>
    Object.entries(destinations).map(([destinationId, destination]) => ({
      administrator: accountId,
      destinationId,
      ...deliver(aws, { accountId, region: place.region, detectorId: id }, destination, finding),
    })),
  );
}

function deliver(
  aws: Aws,
  exporter: { accountId: string; region: string; detectorId: string },
  destination: Destination,
  finding: Finding,
): Pick<Delivery, "bucket" | "key" | "refusal"> {
  const { destinationArn, kmsKeyArn } = destination;
  const from = { ...exporter, destinationArn, kmsKeyArn };
  const target = targetOf(destinationArn, exporter.region);
  const key = target && `${folder(target)}${objectKey(finding, aws.now())}`;
  if (target === undefined || key === undefined) {
    return { refusal: { reason: `${destinationArn} is not the ARN of a bucket.` } };
  }
  const refusal = exportRefusal(aws, from, key);
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

type Finding = ReturnType<typeof findingOf>;

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html */
function findingOf(
  { accountId, region }: Pick<Caller, "accountId" | "region">,
  detector: Detector,
  now: Date,
  { type = SAMPLE_TYPE, sample = false }: FindingOptions,
) {
  const id = newId();
  const at = now.toISOString();
  const instanceId = `i-${id.slice(0, 17)}`;
  return {
    schemaVersion: "2.0",
    accountId,
    region,
    partition: partitionOf(region),
    id,
    arn: `${detectorArn(accountId, region, detector.id)}/finding/${id}`,
    type,
    resource: {
      resourceType: "Instance",
      instanceDetails: {
        instanceId,
        instanceType: "t3.micro",
        launchTime: at,
        platform: null,
        instanceState: "running",
        availabilityZone: `${region}a`,
        imageId: `ami-${id.slice(0, 17)}`,
        imageDescription: null,
        tags: [],
        productCodes: [],
        networkInterfaces: [
          {
            networkInterfaceId: `eni-${id.slice(0, 17)}`,
            privateIpAddress: "10.0.0.1",
            publicIp: "198.51.100.1",
            subnetId: `subnet-${id.slice(0, 17)}`,
            vpcId: `vpc-${id.slice(0, 17)}`,
            securityGroups: [],
          },
        ],
      },
    },
    service: {
      serviceName: "guardduty",
      detectorId: detector.id,
      action: {
        actionType: "PORT_PROBE",
        portProbeAction: {
          blocked: false,
          portProbeDetails: [
            {
              localPortDetails: { port: 22, portName: "SSH" },
              remoteIpDetails: {
                ipAddressV4: "203.0.113.1",
                organization: { asn: "64496", asnOrg: "Example", isp: "Example", org: "Example" },
                country: { countryName: "Example" },
                city: { cityName: "Example" },
                geoLocation: { lat: 0, lon: 0 },
              },
            },
          ],
        },
      },
      resourceRole: "TARGET",
      additionalInfo: { sample, type: "default", value: `{"sample":${sample}}` },
      evidence: null,
      eventFirstSeen: at,
      eventLastSeen: at,
      archived: false,
      count: 1,
    },
    severity: 2,
    createdAt: at,
    updatedAt: at,
    title: `Unprotected port on EC2 instance ${instanceId} is being probed.`,
    description: `EC2 instance ${instanceId} has an unprotected port which is being probed by a known malicious host.`,
  };
}
