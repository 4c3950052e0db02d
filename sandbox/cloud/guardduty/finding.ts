import { isIP } from "node:net";
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
  /** Address or domain at the other end. Without a type a threat list that has it decides on the type. */
  remote?: string;
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
  /** Members of `service.additionalInfo`, in addition to those that every finding has. */
  additionalInfo?: { [member: string]: unknown };
  confidence?: number;
  associatedAttackSequenceArn?: string;
}

export type Finding = ReturnType<typeof findingOf>;

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html */
export function findingOf(
  { accountId, region }: Pick<Caller, "accountId" | "region">,
  detector: { id: string },
  now: Date,
  { type: findingType = SAMPLE_TYPE, sample = false, update, content, remote }: FindingOptions,
) {
  const at = now.toISOString();
  const { id, createdAt, count } = update ?? { id: newId(), createdAt: at, count: 1 };
  const { type, resource, title, description, severity, service, additionalInfo, ...more } =
    content ?? contentOfType(findingType, id, region, at, remote);
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
      additionalInfo: {
        ...{ sample, type: "default", value: `{"sample":${sample}}` },
        ...additionalInfo,
      },
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

function contentOfType(
  type: string,
  id: string,
  region: string,
  at: string,
  remote?: string,
): FindingContent {
  const about = type.startsWith("Object:S3/")
    ? maliciousObject(id, region, at)
    : probedInstance(id, region, at, remote);
  const { severity, title, description, resource, ...service } = about;
  return { type, severity, title, description, resource, service };
}

function probedInstance(id: string, region: string, launchTime: string, remote = "203.0.113.1") {
  const instanceId = `i-${id.slice(0, 17)}`;
  return {
    severity: 2,
    title: `Unprotected port on EC2 instance ${instanceId} is being probed.`,
    description: `EC2 instance ${instanceId} has an unprotected port which is being probed by a known malicious host.`,
    resource: instance(id, region, launchTime),
    action: isIP(remote) === 0 ? dnsRequest(remote) : portProbe(remote),
  };
}

function portProbe(remote: string) {
  return {
    actionType: "PORT_PROBE",
    portProbeAction: {
      blocked: false,
      portProbeDetails: [
        {
          localPortDetails: { port: 22, portName: "SSH" },
          remoteIpDetails: remoteIpDetails(remote),
        },
      ],
    },
  };
}

function dnsRequest(domain: string) {
  const dnsRequestAction = { domain, protocol: "UDP", blocked: false };
  return { actionType: "DNS_REQUEST", dnsRequestAction };
}

function instance(id: string, region: string, launchTime: string) {
  return {
    resourceType: "Instance",
    instanceDetails: {
      instanceId: `i-${id.slice(0, 17)}`,
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
  };
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_RemoteIpDetails.html */
function remoteIpDetails(remote: string) {
  return {
    [isIP(remote) === 6 ? "ipAddressV6" : "ipAddressV4"]: remote,
    organization: { asn: "64496", asnOrg: "Example", isp: "Example", org: "Example" },
    country: { countryName: "Example" },
    city: { cityName: "Example" },
    geoLocation: { lat: 0, lon: 0 },
  };
}

/**
 * What GuardDuty finds of traffic with an entry of a threat list.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-ec2.html
 */
export function threatContent(
  remote: string,
  threatListName: string,
  at: Date,
  region: string,
): FindingContent {
  const id = newId();
  const launchTime = at.toISOString();
  const isDomain = isIP(remote) === 0;
  const what = isDomain ? "domain" : "IP address";
  const instanceId = `i-${id.slice(0, 17)}`;
  return {
    type: isDomain
      ? "Impact:EC2/MaliciousDomainRequest.Custom"
      : "UnauthorizedAccess:EC2/MaliciousIPCaller.Custom",
    severity: 5,
    title: `EC2 instance ${instanceId} is communicating with a ${what} on a custom threat list.`,
    description: `EC2 instance ${instanceId} is communicating with the ${what} ${remote} on the custom threat list ${threatListName}.`,
    resource: instance(id, region, launchTime),
    service: {
      evidence: { threatIntelligenceDetails: [{ threatListName, threatNames: [] }] },
      action: isDomain
        ? dnsRequest(remote)
        : {
            actionType: "NETWORK_CONNECTION",
            networkConnectionAction: {
              ...{ connectionDirection: "INBOUND", protocol: "TCP", blocked: false },
              localPortDetails: { port: 22, portName: "SSH" },
              remotePortDetails: { port: 40000, portName: "Unknown" },
              remoteIpDetails: remoteIpDetails(remote),
            },
          },
    },
    additionalInfo: { threatListName },
  };
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-finding-types.html */
function maliciousObject(id: string, region: string, createdAt: string) {
  const name = `uploads-${id.slice(0, 8)}`;
  const object = { name, key: "incoming/eicar.com", eTag: id, hash: id.repeat(2), versionId: null };
  return maliciousObjectIn(region, { ...object, createdAt, threat: "EICAR-Test-File" });
}

/** An object in which a scan found a threat. */
export interface MaliciousObject {
  /** Of the bucket. */
  name: string;
  key: string;
  eTag: string;
  hash: string;
  versionId: string | null;
  createdAt: string;
  threat: string;
}

export function maliciousObjectIn(region: string, object: MaliciousObject) {
  const { name, key, createdAt, threat, ...details } = object;
  const objectArn = `${bucketArn(name, region)}/${key}`;
  return {
    severity: 8,
    title: "A malicious object was found in an S3 bucket.",
    description: `A malware scan on your S3 object ${objectArn} has detected a security risk ${threat}.`,
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
          s3ObjectDetails: [{ objectArn, key, ...details }],
        },
      ],
    },
    malwareScanDetails: { threats: [{ name: threat, source: "GuardDuty" }] },
  };
}
