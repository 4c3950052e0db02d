import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type { Detector } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import type { TargetValues, Value } from "../../rules/plan";
import type { FindingsBucket } from "./bucket";
import type { ExportContext } from "./context";
import type { Detectors } from "./detectors";
import type { FindingsKey } from "./key";
import { knownOr } from "../shared/unknowns";

/** Where findings come from and go to. */
export interface Target {
  /** Unknown in a preview until everything has been made. */
  known: pulumi.Output<unknown>;
  /** Known in previews too: with values for what is not known yet. */
  values: pulumi.Output<TargetValues>;
}

export function exportTarget(
  context: ExportContext,
  detectors: Detectors,
  bucket: FindingsBucket,
  key: FindingsKey,
): Target {
  const { target } = context.plan;
  const account = administratorAccount(context);
  const ids = [...detectors.values()].flatMap(({ accountId, id }) => [accountId, id]);
  return {
    known: pulumi.all([bucket.name, key.arn, ...ids]),
    values: pulumi.output({
      sources: target.sources.map(({ region, detectorId }) => {
        const detector = detectors.get(region) as Detector;
        return {
          region,
          accountId: knownOr(detector.accountId, account),
          detectorId: knownOr(detector.id, detectorId),
        };
      }),
      bucketName: knownOr(bucket.name, target.bucketName),
      keyArn: knownOr(key.arn, target.keyArn),
    }),
  };
}

/** The administrator's account: statements of others may name it, so it is looked up where there are any. */
function administratorAccount({ component, plan, provider }: ExportContext): pulumi.Input<Value> {
  const { administrator, bucket, key, regions } = plan.settings;
  const [{ accountId }] = plan.target.sources as [TargetValues["sources"][number]];
  const shared = bucket.existing !== undefined || key.existing !== undefined;
  if (administrator.accountId !== undefined || !shared) return accountId;
  const region = regions[0] as string;
  return getCallerIdentity(
    {},
    { parent: component, provider: provider("administrator", region) },
  ).then(
    // A preview may not know it, and mocks may leave it out.
    (identity): Value => (identity.accountId as string | undefined) ?? accountId,
    () => accountId,
  );
}
