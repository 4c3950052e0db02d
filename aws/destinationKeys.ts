import { knownArn } from "../rules/arn";
import { EXPORT_TAG } from "../rules/exportTag";
import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import { atOnce } from "./atOnce";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { guardDuty } from "./guardDuty";
import { keys } from "./key";
import { observe } from "./observe";

const AT_ONCE = 8;

/** ARNs of the keys that the account's detectors in the Regions export under. Never rejects. */
export function destinationKeys(
  { credentials }: Account,
  regions: readonly string[],
): Promise<Result<string[]>> {
  const actions = [
    "guardduty:ListDetectors",
    "guardduty:ListPublishingDestinations",
    "guardduty:DescribePublishingDestination",
  ];
  return observe(actions, async () => {
    const found = await atOnce(AT_ONCE, regions, async (region) => {
      const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
      try {
        const [detectorId] = await client.listDetectors();
        if (detectorId === undefined) return undefined;
        const exported = (await client.destinations(detectorId)).find(({ type }) => type === "S3");
        if (exported === undefined) return undefined;
        return (await client.describeDestination(detectorId, exported.id)).kmsKeyArn;
      } finally {
        client.close();
      }
    });
    return [...new Set(found.filter((arn) => arn !== undefined))];
  });
}

/** Which of the keys an export created in the account and Region, by its tag. Never rejects. */
export async function createdKeys(
  { credentials, accountId }: Account,
  region: string,
  { arns, sidPrefix }: { arns: readonly string[]; sidPrefix: string },
): Promise<Result<string[]>> {
  const here = arns.filter((arn) => {
    const parts = knownArn(arn);
    return parts.region === region && parts.accountId === accountId;
  });
  const client = keys(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await observe("kms:ListResourceTags", async () => {
      const isOwn = await atOnce(AT_ONCE, here, (arn) => client.hasTag(arn, EXPORT_TAG, sidPrefix));
      return here.filter((_, index) => isOwn[index]);
    });
  } finally {
    client.close();
  }
}
