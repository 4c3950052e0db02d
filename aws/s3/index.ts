import {
  DeleteBucketPolicyCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  paginateListBuckets,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";

import { isCode } from "../errors";
import type { ClientSettings } from "../connection";
import { connect } from "../connection";
import type { Credentials } from "../credentials";
import type { ListObjects } from "./listing";
import { listObjects } from "./listing";
import type { SettingReads } from "./settings";
import { settingReads } from "./settings";

export { newestIn } from "./listing";

/** A bucket as its account sees it; every call rejects with the error of the SDK. */
export interface Bucket {
  name: string;
  region(): Promise<string>;
  /** The policy's text; null when there is none. */
  policy(): Promise<string | null>;
  /** Undefined: there is to be none. */
  setPolicy(text: string | undefined): Promise<void>;
  list: ListObjects;
  settings: SettingReads;
}

/** S3 as an account sees it. */
export interface Storage {
  bucket(name: string): Bucket;
  buckets(): Promise<string[]>;
  close(): void;
}

/** Names of Regions' constraints that are no Regions. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const CONSTRAINTS: { [constraint: string]: string } = { "": "us-east-1", EU: "eu-west-1" };

export function storage(
  region: string,
  credentials: Credentials | undefined,
  settings: ClientSettings,
): Storage {
  const connection = connect(S3Client, region, settings, credentials);
  const { client, options } = connection;
  return {
    async buckets() {
      const names: string[] = [];
      for await (const { Buckets = [] } of paginateListBuckets({ client }, {})) {
        names.push(...Buckets.flatMap(({ Name }) => Name ?? []));
      }
      return names;
    },
    bucket: (Bucket) => ({
      name: Bucket,
      async region() {
        const answer = await client.send(new GetBucketLocationCommand({ Bucket }), options());
        const constraint = answer.LocationConstraint ?? "";
        return CONSTRAINTS[constraint] ?? constraint;
      },
      async policy() {
        try {
          const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }), options());
          return Policy ?? null;
        } catch (error) {
          if (isCode(error, "NoSuchBucketPolicy")) return null;
          throw error;
        }
      },
      async setPolicy(Policy) {
        if (Policy === undefined) {
          await client.send(new DeleteBucketPolicyCommand({ Bucket }), options());
        } else {
          await client.send(new PutBucketPolicyCommand({ Bucket, Policy }), options());
        }
      },
      list: listObjects(connection, Bucket),
      settings: settingReads(connection, Bucket),
    }),
    close: connection.close,
  };
}
