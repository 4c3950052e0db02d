import type { Detector, DetectorFeature } from "../../world";
import type { Members } from "../contract";
import { badRequest } from "./errors";
import type { ManagedSettings } from "./policyManaged";

/** Features that can be set. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html */
export const FEATURES: readonly string[] = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "EKS_RUNTIME_MONITORING",
  "RUNTIME_MONITORING",
  "AI_PROTECTION",
  "AI_ANALYST",
];

/** Additional configurations of the features that have some. */
export const ADDITIONAL: { [feature: string]: string[] } = {
  EKS_RUNTIME_MONITORING: ["EKS_ADDON_MANAGEMENT"],
  RUNTIME_MONITORING: [
    "EKS_ADDON_MANAGEMENT",
    "ECS_FARGATE_AGENT_MANAGEMENT",
    "EC2_AGENT_MANAGEMENT",
  ],
};

/** What manages a plan that a policy of the organization sets. */
const POLICY = "GUARDDUTY_POLICY";

/** Features that are always on and answered, but cannot be set. */
const FOUNDATIONAL = ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"];

/** What a detector has when CreateDetector names no features. */
const ON_BY_DEFAULT = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
];

export function defaultFeatures(): Detector["features"] {
  return Object.fromEntries(
    ON_BY_DEFAULT.map((name): [string, DetectorFeature] => [
      name,
      { status: "ENABLED", additional: {} },
    ]),
  );
}

/** Refuses names and statuses that are none, and the two runtime monitorings together. */
export function requireFeatures(features: Members[], statusMember: "Status" | "AutoEnable"): void {
  const statuses = statusMember === "Status" ? ["ENABLED", "DISABLED"] : ["NEW", "ALL", "NONE"];
  for (const feature of features) {
    const additional: Members[] = feature["AdditionalConfiguration"] ?? [];
    const valid =
      FEATURES.includes(feature["Name"]) &&
      statuses.includes(feature[statusMember]) &&
      additional.every(
        (one) =>
          ADDITIONAL[feature["Name"]]?.includes(one["Name"]) &&
          statuses.includes(one[statusMember]),
      );
    if (!valid) throw badRequest("notJson");
  }
  const names = features.map(({ Name }) => Name);
  if (names.includes("RUNTIME_MONITORING") && names.includes("EKS_RUNTIME_MONITORING")) {
    throw badRequest("bothRuntimes");
  }
}

/** Refuses to change plans that a GuardDuty policy of the organization sets. */
export function requireUnmanaged(managed: ManagedSettings | undefined, features: Members[]): void {
  if (isManaged(managed, features)) throw badRequest("policyManaged");
}

export function isManaged(managed: ManagedSettings | undefined, features: Members[]): boolean {
  return features.some(({ Name }) => managed?.plans[Name] !== undefined);
}

export function setFeatures(detector: Detector, features: Members[], now: Date): void {
  for (const { Name, Status, AdditionalConfiguration = [] } of features) {
    const before = detector.features[Name]?.additional ?? {};
    const additional = (AdditionalConfiguration as Members[]).map((one) => [
      one["Name"],
      one["Status"],
    ]);
    detector.features[Name] = {
      status: Status,
      updatedAt: now.toISOString(),
      additional: { ...before, ...Object.fromEntries(additional) },
    };
  }
}

/** The features as GetDetector answers them. */
export function featureMembers(detector: Detector, managed?: ManagedSettings): Members[] {
  const updated = detector.createdAt ?? new Date(0).toISOString();
  const settable = FEATURES.filter(
    (name) => detector.features[name] !== undefined || !name.startsWith("AI_"),
  );
  return [
    ...FOUNDATIONAL.map((name) => ({
      Name: name,
      Status: "ENABLED",
      UpdatedAt: new Date(updated),
    })),
    ...settable.map((name) => {
      const feature = detector.features[name];
      const plan = managed?.plans[name];
      const UpdatedAt = new Date(feature?.updatedAt ?? updated);
      return {
        Name: name,
        Status: feature?.status ?? "DISABLED",
        UpdatedAt,
        ...(plan !== undefined && { ManagedBy: POLICY }),
        AdditionalConfiguration: ADDITIONAL[name]?.map((additional) => ({
          Name: additional,
          Status: feature?.additional[additional] ?? "DISABLED",
          UpdatedAt,
          ...(plan?.additional[additional] !== undefined && { ManagedBy: POLICY }),
        })),
      };
    }),
  ];
}
