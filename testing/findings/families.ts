/** A family of findings: which of AWS's structures its findings have. Types are of AWS's pages of finding types. */
export interface Family {
  type: string;
  resourceType: string;
  severity: number;
  /** Members of `resource`. */
  resource: readonly string[];
  /** Members of `service`, in addition to those that all findings have. */
  service?: readonly string[];
  /** The member of `service.action` that it has, and its `actionType`. */
  action?: readonly [member: string, actionType: string];
  /** Members of `service.detection`. */
  detection?: readonly string[];
  /** Another family, on whose resources its findings are. */
  sharesResourcesOf?: string;
}

const EC2 = { resourceType: "Instance", resource: ["instanceDetails"] } as const;
const KEY = { resourceType: "AccessKey", resource: ["accessKeyDetails"] } as const;
const EKS = {
  resourceType: "EKSCluster",
  resource: ["eksClusterDetails", "kubernetesDetails"],
} as const;
const ECS = { resourceType: "ECSCluster", resource: ["ecsClusterDetails"] } as const;
const sequence = (type: string): Family => ({
  ...{ type: `AttackSequence:${type}`, severity: 9, resource: [] },
  ...{ resourceType: "AttackSequence", detection: ["sequence"] },
});
const API_CALL = ["awsApiCallAction", "AWS_API_CALL"] as const;
const CONNECTION = ["networkConnectionAction", "NETWORK_CONNECTION"] as const;
const RUNTIME = ["runtimeDetails"] as const;
const VOLUMES = ["ebsVolumeScanDetails"] as const;
const SCAN = ["malwareScanDetails"] as const;

/**
 * A family for each way in which findings are made up.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
export const FAMILIES: { [name: string]: Family } = {
  "EC2 connection": {
    ...{ ...EC2, type: "UnauthorizedAccess:EC2/SSHBruteForce", severity: 2 },
    ...{ action: CONNECTION, service: ["evidence"] },
  },
  "EC2 DNS": {
    ...{ ...EC2, type: "Backdoor:EC2/C&CActivity.B!DNS", severity: 8 },
    ...{ action: ["dnsRequestAction", "DNS_REQUEST"], service: ["evidence"] },
  },
  "EC2 port probe": {
    ...{ ...EC2, type: "Recon:EC2/PortProbeUnprotectedPort", severity: 2 },
    action: ["portProbeAction", "PORT_PROBE"],
  },
  IAM: {
    ...{ ...KEY, type: "Recon:IAMUser/MaliciousIPCaller.Custom", severity: 5 },
    ...{ action: API_CALL, service: ["evidence"] },
  },
  "IAM anomaly": {
    ...{ ...KEY, type: "CredentialAccess:IAMUser/AnomalousBehavior", severity: 5 },
    ...{ action: API_CALL, detection: ["anomaly"] },
  },
  S3: {
    sharesResourcesOf: "malware S3",
    ...{ type: "Exfiltration:S3/MaliciousIPCaller", resourceType: "S3Bucket", severity: 8 },
    ...{ resource: ["accessKeyDetails", "s3BucketDetails"], action: API_CALL },
  },
  "EKS audit log": {
    ...{ ...EKS, type: "PrivilegeEscalation:Kubernetes/PrivilegedContainer", severity: 5 },
    action: ["kubernetesApiCallAction", "KUBERNETES_API_CALL"],
  },
  "EKS runtime": {
    type: "PrivilegeEscalation:Runtime/ContainerMountsHostDirectory",
    ...{ ...EKS, severity: 5 },
    ...{ resource: [...EKS.resource, "instanceDetails", "containerDetails"], service: RUNTIME },
  },
  "ECS runtime": {
    ...{ ...ECS, type: "CryptoCurrency:Runtime/BitcoinTool.B", severity: 8 },
    ...{ resource: [...ECS.resource, "containerDetails"], service: RUNTIME },
  },
  "EC2 runtime": {
    sharesResourcesOf: "malware EC2",
    ...{ ...EC2, type: "Execution:Runtime/ReverseShell", severity: 8, service: RUNTIME },
  },
  Lambda: {
    ...{ type: "Backdoor:Lambda/C&CActivity.B", resourceType: "Lambda", severity: 8 },
    ...{ resource: ["lambdaDetails"], action: CONNECTION },
  },
  RDS: {
    type: "CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin",
    ...{ resourceType: "RDSDBInstance", severity: 8 },
    resource: ["rdsDbInstanceDetails", "rdsDbUserDetails"],
    ...{ action: ["rdsLoginAttemptAction", "RDS_LOGIN_ATTEMPT"], detection: ["anomaly"] },
  },
  "RDS Limitless": {
    type: "CredentialAccess:RDS/TorIPCaller.FailedLogin",
    ...{ resourceType: "RDSLimitlessDB", severity: 5 },
    resource: ["rdsLimitlessDbDetails", "rdsDbUserDetails"],
    action: ["rdsLoginAttemptAction", "RDS_LOGIN_ATTEMPT"],
  },
  "malware EC2": {
    ...{ ...EC2, type: "Execution:EC2/MaliciousFile", severity: 8 },
    ...{ resource: [...EC2.resource, "ebsVolumeDetails"], service: VOLUMES },
  },
  "malware ECS": {
    ...{ ...ECS, type: "Execution:ECS/MaliciousFile", severity: 8 },
    ...{ resource: [...ECS.resource, "ebsVolumeDetails"], service: VOLUMES },
  },
  "malware EKS": {
    ...{ ...EKS, type: "Execution:Kubernetes/MaliciousFile", severity: 8 },
    ...{ resource: [...EKS.resource, "ebsVolumeDetails"], service: VOLUMES },
  },
  "malware container": {
    ...{ type: "Execution:Container/MaliciousFile", resourceType: "Container", severity: 8 },
    ...{ resource: ["instanceDetails", "containerDetails", "ebsVolumeDetails"], service: VOLUMES },
  },
  "malware S3": {
    ...{ type: "Object:S3/MaliciousFile", resourceType: "S3Object", severity: 8 },
    ...{ resource: ["s3BucketDetails"], service: SCAN },
  },
  "malware snapshot": {
    ...{ type: "Execution:EC2/MaliciousFile!Snapshot", resourceType: "EBSSnapshot", severity: 8 },
    ...{ resource: ["ebsSnapshotDetails"], service: SCAN },
  },
  "malware image": {
    ...{ type: "Execution:EC2/MaliciousFile!AMI", resourceType: "EC2Image", severity: 8 },
    ...{ resource: ["ec2ImageDetails"], service: SCAN },
  },
  "malware EC2 backup": {
    type: "Execution:EC2/MaliciousFile!RecoveryPoint",
    ...{ resourceType: "EC2RecoveryPoint", severity: 8 },
    ...{ resource: ["recoveryPointDetails"], service: SCAN },
  },
  "malware S3 backup": {
    type: "Execution:S3/MaliciousFile!RecoveryPoint",
    ...{ resourceType: "S3RecoveryPoint", severity: 8 },
    ...{ resource: ["recoveryPointDetails"], service: SCAN },
  },
  "sequence credentials": sequence("IAM/CompromisedCredentials"),
  "sequence S3": { ...sequence("S3/CompromisedData"), sharesResourcesOf: "malware S3" },
  "sequence EKS": sequence("EKS/CompromisedCluster"),
  "sequence ECS": sequence("ECS/CompromisedCluster"),
  "sequence EC2": sequence("EC2/CompromisedInstanceGroup"),
  "AI model": {
    ...{ ...KEY, type: "Impact:IAMUser/AnomalousModelInvocation", severity: 5 },
    ...{ resource: [...KEY.resource, "modelDetails"], action: API_CALL, detection: ["anomaly"] },
  },
  "AI cost": {
    ...{ ...KEY, type: "Impact:IAMUser/CostHarvesting", severity: 8 },
    ...{ resource: [...KEY.resource, "modelDetails"], action: API_CALL },
  },
  "AI prompt": {
    ...{ ...KEY, type: "Impact:IAMUser/PromptInjection.Direct", severity: 8 },
    ...{ resource: [...KEY.resource, "bedrockGuardrailDetails"], action: API_CALL },
  },
};
