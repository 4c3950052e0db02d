import { newId } from "../../world";
import { bucketArn, detectorArn, partitionOf } from "../arn";
import type { Caller } from "../contract";

export const SAMPLE_TYPE = "Recon:EC2/PortProbeUnprotectedPort";

export interface FindingOptions {
  /** Defaults to a probed port of an instance. */
  type?: string;
  sample?: boolean;
  /** An earlier finding that happened again: its update has the same id. Defaults to none: a new finding. */
  update?: { id: string; createdAt: string; count: number };
  /** What the finding is about, instead of what its type stands for here. */
  content?: FindingContent;
}

/** The properties of a finding that differ between types. */
export interface FindingContent {
  type: string;
  severity: number;
  title: string;
  description: string;
  resource: { [member: string]: unknown };
  /** Members of `service`, in addition to those that every finding has. */
  service: { [member: string]: unknown };
  confidence?: number;
  associatedAttackSequenceArn?: string;
}

export type Finding = ReturnType<typeof findingOf>;

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html */
export function findingOf(
  { accountId, region }: Pick<Caller, "accountId" | "region">,
  detector: { id: string },
  now: Date,
  { type: findingType = SAMPLE_TYPE, sample = false, update, content }: FindingOptions,
) {
  const at = now.toISOString();
  const { id, createdAt, count } = update ?? { id: newId(), createdAt: at, count: 1 };
  const { type, resource, title, description, severity, service, ...more } =
    content ?? contentOfType(findingType, id, region, at);
  return {
    schemaVersion: "2.0",
    accountId,
    region,
    partition: partitionOf(region),
    id,
    arn: `${detectorArn(accountId, region, detector.id)}/finding/${id}`,
    type,
    resource,
    service: {
      serviceName: "guardduty",
      detectorId: detector.id,
      evidence: null,
      ...service,
      resourceRole: "TARGET",
      additionalInfo: { sample, type: "default", value: `{"sample":${sample}}` },
      eventFirstSeen: createdAt,
      eventLastSeen: at,
      archived: false,
      count,
    },
    severity,
    createdAt,
    updatedAt: at,
    title: sample ? `[SAMPLE] ${title}` : title,
    description,
    ...more,
  };
}

function contentOfType(type: string, id: string, region: string, at: string): FindingContent {
  const about = (type.startsWith("Object:S3/") ? maliciousObject : probedInstance)(id, region, at);
  const { severity, title, description, resource, ...service } = about;
  return { type, severity, title, description, resource, service };
}

function probedInstance(id: string, region: string, launchTime: string) {
  const instanceId = `i-${id.slice(0, 17)}`;
  return {
    severity: 2,
    title: `Unprotected port on EC2 instance ${instanceId} is being probed.`,
    description: `EC2 instance ${instanceId} has an unprotected port which is being probed by a known malicious host.`,
    resource: {
      resourceType: "Instance",
      instanceDetails: {
        instanceId,
        instanceType: "t3.micro",
        launchTime,
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
  };
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-finding-types.html */
function maliciousObject(id: string, region: string, createdAt: string) {
  const name = `uploads-${id.slice(0, 8)}`;
  const key = "incoming/eicar.com";
  const objectArn = `${bucketArn(name, region)}/${key}`;
  return {
    severity: 8,
    title: "A malicious object was found in an S3 bucket.",
    description: `A malware scan on your S3 object ${objectArn} has detected a security risk EICAR-Test-File.`,
    resource: {
      resourceType: "S3Object",
      s3BucketDetails: [
        {
          arn: bucketArn(name, region),
          name,
          type: "Destination",
          createdAt,
          owner: null,
          tags: [],
          s3ObjectDetails: [{ objectArn, key, eTag: id, hash: id.repeat(2), versionId: null }],
        },
      ],
    },
    malwareScanDetails: { threats: [{ name: "EICAR-Test-File", source: "GuardDuty" }] },
  };
}
