import { GetPublicAccessBlockCommand, S3Client } from "@aws-sdk/client-s3";
import {
  GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";

import type { Result } from "../../rules/health/types";
import type { Account } from "../accounts";
import type { ClientSettings } from "../connection";
import { connect } from "../connection";
import { isCode } from "../errors";
import { observe } from "../observe";
import { keepAddress } from "./control";

/**
 * Whether BlockPublicPolicy is on for a bucket or its account: the stricter of the two is in effect, so that one that is on decides,
 * even where the other could not be read. Never rejects.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export async function readBlockPublicPolicy(
  { accountId, credentials }: Pick<Account, "accountId"> & Partial<Account>,
  region: string,
  bucket: string,
  settings: ClientSettings,
): Promise<Result<boolean>> {
  const s3 = connect(S3Client, region, settings, credentials);
  const control = connect(S3ControlClient, region, settings, credentials);
  keepAddress(control.client);
  const found = await Promise.all([
    observe("s3:GetBucketPublicAccessBlock", () =>
      isOn(() => s3.client.send(new GetPublicAccessBlockCommand({ Bucket: bucket }), s3.options())),
    ),
    observe("s3:GetAccountPublicAccessBlock", () =>
      isOn(() =>
        control.client.send(
          new GetAccountPublicAccessBlockCommand({ AccountId: accountId }),
          control.options(),
        ),
      ),
    ),
  ]);
  s3.close();
  control.close();
  return (
    found.find(({ value }) => value === true) ??
    found.find(({ value }) => value === undefined) ?? { value: false }
  );
}

type Answer = { PublicAccessBlockConfiguration?: { BlockPublicPolicy?: boolean } };

/** There is none until it is set. */
async function isOn(get: () => Promise<Answer>): Promise<boolean> {
  try {
    const { PublicAccessBlockConfiguration } = await get();
    return PublicAccessBlockConfiguration?.BlockPublicPolicy === true;
  } catch (error) {
    if (isCode(error, "NoSuchPublicAccessBlockConfiguration")) return false;
    throw error;
  }
}
