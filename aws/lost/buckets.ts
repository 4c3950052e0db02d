import { ListTagsForResourceCommand, S3ControlClient } from "@aws-sdk/client-s3-control";

import { bucketArn } from "../../rules/arn";
import { EXPORT_TAG } from "../../rules/exportTag";
import { isGeneratedFrom } from "../../rules/generatedNames";
import type { Result } from "../../rules/health/types";
import { partitionOf } from "../../rules/regions";
import type { Account } from "../accounts";
import { CALLS_IN_DEPLOYMENTS } from "../connection";
import { observe } from "../observe";
import { readAs } from "../pages";
import { storage } from "../s3";
import { keepAddress } from "../s3/control";
import type { Found } from "./found";

const LOST_BUCKETS = ["s3:ListAllMyBuckets", "s3:ListTagsForResource"];

/** The buckets of a generated name that have the tag of a component. Never rejects. */
export function lostBuckets(
  account: Account,
  region: string,
  { name, tag }: { name: string; tag: string },
): Promise<Result<Found[]>> {
  return observe(LOST_BUCKETS, async () => {
    const client = storage(region, account.credentials, CALLS_IN_DEPLOYMENTS);
    const buckets = await client.buckets().finally(client.close);
    const named = buckets.filter((bucket) => isGeneratedFrom(name, bucket));
    return readAs(S3ControlClient, account, region, async (control) => {
      keepAddress(control.client);
      const found: Found[] = [];
      for (const bucket of named) {
        const ResourceArn = bucketArn(partitionOf(region), bucket);
        const of = { AccountId: account.accountId, ResourceArn };
        const command = new ListTagsForResourceCommand(of);
        const { Tags = [] } = await control.client.send(command, control.options());
        if (Tags.some(({ Key, Value }) => Key === EXPORT_TAG && Value === tag)) {
          found.push({ name: bucket, id: bucket });
        }
      }
      return found;
    });
  });
}
