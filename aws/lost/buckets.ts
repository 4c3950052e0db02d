import { ListTagsForResourceCommand, S3ControlClient } from "@aws-sdk/client-s3-control";

import { bucketArn } from "../../rules/arn";
import { EXPORT_TAG } from "../../rules/exportTag";
import { isGeneratedFrom } from "../../rules/generatedNames";
import type { Result } from "../../rules/health/types";
import { partitionOf } from "../../rules/regions";
import type { Account } from "../accounts";
import { CALLS_IN_DEPLOYMENTS, connect } from "../connection";
import { observe } from "../observe";
import { storage } from "../s3";
import { keepAddress } from "../s3/control";
import type { Found } from "./found";

const LOST_BUCKETS = ["s3:ListAllMyBuckets", "s3:ListTagsForResource"];

/** The buckets of a generated name that have the tag of a component. Never rejects. */
export function lostBuckets(
  { accountId: AccountId, credentials }: Account,
  region: string,
  { name, tag }: { name: string; tag: string },
): Promise<Result<Found[]>> {
  return observe(LOST_BUCKETS, async () => {
    const buckets = storage(region, credentials, CALLS_IN_DEPLOYMENTS);
    const control = connect(S3ControlClient, region, CALLS_IN_DEPLOYMENTS, credentials);
    keepAddress(control.client);
    try {
      const found: Found[] = [];
      for (const bucket of await buckets.buckets()) {
        if (!isGeneratedFrom(name, bucket)) continue;
        const ResourceArn = bucketArn(partitionOf(region), bucket);
        const command = new ListTagsForResourceCommand({ AccountId, ResourceArn });
        const { Tags = [] } = await control.client.send(command, control.options());
        if (Tags.some(({ Key, Value }) => Key === EXPORT_TAG && Value === tag)) {
          found.push({ name: bucket, id: bucket });
        }
      }
      return found;
    } finally {
      buckets.close();
      control.close();
    }
  });
}
