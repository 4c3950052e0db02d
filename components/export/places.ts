import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type { Detector } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import type { StandIns } from "../../rules/plan";
import type { ExportSource } from "../../rules/policies";
import type { FindingsBucket } from "./bucket";
import type { ExportContext } from "./context";
import type { Detectors } from "./detectors";
import type { FindingsKey } from "./key";
import { knownOr } from "../shared/unknowns";

/** Where findings come from and go to. */
export interface Places {
  /** Unknown in a preview until everything has been made. */
  known: pulumi.Output<unknown>;
  /** What a preview does not know yet is stood in for. */
  shown: pulumi.Output<StandIns>;
}

export function placesOf(
  context: ExportContext,
  detectors: Detectors,
  bucket: FindingsBucket,
  key: FindingsKey,
): Places {
  const { standIns } = context.plan;
  const account = administratorAccount(context);
  const ids = [...detectors.values()].flatMap(({ accountId, id }) => [accountId, id]);
  return {
    known: pulumi.all([bucket.name, key.arn, ...ids]),
    shown: pulumi.output({
      sources: standIns.sources.map(({ region, detectorId }) => {
        const detector = detectors.get(region) as Detector;
        return {
          region,
          accountId: knownOr(detector.accountId, account),
          detectorId: knownOr(detector.id, detectorId),
        };
      }),
      bucketName: knownOr(bucket.name, standIns.bucketName),
      keyArn: knownOr(key.arn, standIns.keyArn),
    }),
  };
}

/** The administrator's account: statements of others may speak of it, so it is looked up where there are any. */
function administratorAccount({ component, plan, provider }: ExportContext): pulumi.Input<string> {
  const { administrator, bucket, key, regions } = plan.settings;
  const [{ accountId }] = plan.standIns.sources as [ExportSource];
  const shared = bucket.existing !== undefined || key.existing !== undefined;
  if (administrator.accountId !== undefined || !shared) return accountId;
  const region = regions[0] as string;
  return getCallerIdentity(
    {},
    { parent: component, provider: provider("administrator", region) },
  ).then(
    (identity) => identity.accountId,
    () => accountId,
  );
}
