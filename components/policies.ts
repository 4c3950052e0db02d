import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { bucketPolicy, createdKeyPolicy, keyPolicy } from "../rules/policies";
import type { ExportSource, FittedPolicy } from "../rules/policies";
import { RESERVED_SID_PREFIX } from "../rules/policies";
import { listOf } from "../rules/policyDocument";
import type { ExportContext } from "./context";
import { evidenceOptions } from "./context";
import type { Detectors } from "./detectors";

/** The policies as registered, and the statements of this export in each. */
export interface Policies {
  resources: pulumi.Resource[];
  bucketStatements: pulumi.Output<string>;
  keyStatements: pulumi.Output<string>;
}

/** Lets GuardDuty write findings of exactly these detectors to the bucket, under the key. */
export function createPolicies(
  context: ExportContext,
  detectors: Detectors,
  bucket: s3.Bucket,
  key: kms.Key,
): Policies {
  const { names, plan } = context;
  const { sidPrefix, home, accounts } = plan;
  const region = home.name;
  const sources = exportSources(detectors);

  const ofBucket = pulumi
    .all([sources, bucket.bucket, key.arn])
    .apply(([known, bucketName, keyArn]) =>
      bucketPolicy({
        sidPrefix,
        partition: home.partition,
        bucketName,
        prefix: plan.settings.bucket.prefix,
        keyArn,
        sources: known,
        lookupRoleArn: plan.policies.lookupRoleArn,
      }),
    );
  const ofKey = pulumi
    .all([sources, key.arn])
    .apply(([known, keyArn]) =>
      keyPolicy(
        { sidPrefix, sources: known },
        createdKeyPolicy(sidPrefix, home.partition, accountOf(keyArn)),
      ),
    );

  return {
    resources: [
      new s3.BucketPolicy(
        names.bucketPolicy,
        { region, bucket: bucket.bucket, policy: ofBucket.json },
        evidenceOptions(context, accounts.bucketOwner),
      ),
      // The bare key id: with an ARN the provider finds a difference on every run.
      new kms.KeyPolicy(
        names.keyPolicy,
        { region, keyId: key.keyId, policy: ofKey.json },
        evidenceOptions(context, accounts.keyOwner),
      ),
    ],
    bucketStatements: ownStatements(ofBucket),
    keyStatements: ownStatements(ofKey),
  };
}

function exportSources(detectors: Detectors): pulumi.Output<ExportSource[]> {
  return pulumi.all(
    [...detectors].map(([region, detector]) =>
      pulumi
        .all([detector.accountId, detector.id])
        .apply(([accountId, detectorId]) => ({ accountId, region, detectorId })),
    ),
  );
}

function accountOf(arn: string): string {
  return arn.split(":")[4] as string;
}

function ownStatements(policy: pulumi.Output<FittedPolicy>): pulumi.Output<string> {
  return policy.document.apply((document) =>
    JSON.stringify(
      listOf(document.Statement).filter(({ Sid }) => Sid?.startsWith(RESERVED_SID_PREFIX)),
    ),
  );
}
