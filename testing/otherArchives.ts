import type { PolicyDocument } from "../rules/policyDocument";

/**
 * What the bucket policies of others say about writes, by the effect of their statements: of the delivery bucket of AWS's Security
 * Reference Architecture, and of the central log bucket of the Landing Zone Accelerator.
 * Sources: https://github.com/aws-samples/aws-security-reference-architecture-examples (guardduty_org, delivery bucket) and
 * https://github.com/awslabs/landing-zone-accelerator-on-aws (central-logs-bucket)
 */
export const OTHER_ARCHIVES = (bucketArn: string, organizationId: string) => {
  const all = [bucketArn, `${bucketArn}/*`];
  const ofGuardDuty = { Service: "guardduty.amazonaws.com" };
  const securityReferenceArchitecture: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: all },
        Condition: {
          "ForAnyValue:StringNotEquals": { "aws:CalledVia": "guardduty.amazonaws.com" },
        },
      },
      {
        ...{ Effect: "Allow", Principal: ofGuardDuty, Action: "s3:PutObject" },
        Resource: `${bucketArn}/*`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  };
  const landingZoneAccelerator: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Effect: "Allow", Principal: "*", Action: ["s3:PutObject", "s3:GetObject"] },
        ...{ Resource: all, Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } } },
      },
    ],
  };
  return { securityReferenceArchitecture, landingZoneAccelerator };
};
