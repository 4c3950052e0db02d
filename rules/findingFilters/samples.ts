/** A finding type with the severity that its findings usually have. */
export interface Sample {
  type: string;
  resourceType: string;
  severity: number;
}

/**
 * One finding type of each kind of resource and threat purpose, some with several severities.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
export const SAMPLES: readonly Sample[] = [
  sample("AttackSequence:IAM/CompromisedCredentials", "AttackSequence", 9),
  sample("Backdoor:EC2/C&CActivity.B", "Instance", 8),
  sample("Backdoor:Lambda/C&CActivity.B", "Lambda", 8),
  sample("CredentialAccess:IAMUser/AnomalousBehavior", "AccessKey", 5),
  sample("CredentialAccess:RDS/AnomalousLogin.SuccessfulLogin", "RDSDBInstance", 8),
  sample("CryptoCurrency:Runtime/BitcoinTool.B", "EKSCluster", 8),
  sample("Discovery:S3/AnomalousBehavior", "S3Bucket", 2),
  sample("Execution:EC2/MaliciousFile", "Instance", 8),
  sample("Execution:Runtime/NewBinaryExecuted", "ECSCluster", 5),
  sample("Object:S3/MaliciousFile", "S3Object", 8),
  sample("Policy:IAMUser/RootCredentialUsage", "AccessKey", 2),
  sample("PrivilegeEscalation:Kubernetes/PrivilegedContainer", "EKSCluster", 5),
  sample("Recon:EC2/PortProbeUnprotectedPort", "Instance", 2),
  sample("Stealth:IAMUser/CloudTrailLoggingDisabled", "AccessKey", 2),
  sample("UnauthorizedAccess:EC2/SSHBruteForce", "Instance", 2),
];

/** A finding of which a filter decides by its type, resource type and severity. */
export type SampleFinding = ReturnType<typeof findingOf>;

/** A finding of each sample, as an export has it. */
export const SAMPLE_FINDINGS: readonly SampleFinding[] = SAMPLES.map(findingOf);

function findingOf({ type, resourceType, severity }: Sample) {
  return {
    ...{ type, severity, schemaVersion: "2.0" },
    resource: { resourceType },
    service: { serviceName: "guardduty", archived: false, count: 1 },
  };
}

function sample(type: string, resourceType: string, severity: number): Sample {
  return { type, resourceType, severity };
}
