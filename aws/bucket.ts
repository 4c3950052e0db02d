import {
  DeleteBucketPolicyCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  ListObjectsV2Command,
  paginateListBuckets,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";

import type { List } from "../rules/health";
import type { Credentials } from "./credentials";
import { isCode } from "./refused";
import type { ClientSettings } from "./settings";
import { clientSettings, patience } from "./settings";

/** One page of a listing. */
export interface Listing {
  objects: { key: string; lastModified?: Date }[];
  /** Common prefixes up to the delimiter, in order. */
  folders: string[];
  more: boolean;
}

/** A bucket as its account sees it; every call rejects with the error of the SDK. */
export interface Bucket {
  name: string;
  region(): Promise<string>;
  /** The policy's text; null when there is none. */
  policy(): Promise<string | null>;
  /** Undefined: there is to be none. */
  setPolicy(text: string | undefined): Promise<void>;
  list(prefix: string, delimiter?: "/", startAfter?: string): Promise<Listing>;
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
  credentials: Credentials,
  settings: ClientSettings,
): Storage {
  const client = new S3Client({
    ...{ region, credentials, followRegionRedirects: true },
    ...clientSettings(settings),
  });
  const wait = () => patience(settings);
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
        const answer = await client.send(new GetBucketLocationCommand({ Bucket }), wait());
        const constraint = answer.LocationConstraint ?? "";
        return CONSTRAINTS[constraint] ?? constraint;
      },
      async policy() {
        try {
          const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }), wait());
          return Policy ?? null;
        } catch (error) {
          if (isCode(error, "NoSuchBucketPolicy")) return null;
          throw error;
        }
      },
      async setPolicy(Policy) {
        if (Policy === undefined) {
          await client.send(new DeleteBucketPolicyCommand({ Bucket }), wait());
        } else {
          await client.send(new PutBucketPolicyCommand({ Bucket, Policy }), wait());
        }
      },
      async list(Prefix, Delimiter, StartAfter) {
        const command = new ListObjectsV2Command({ Bucket, Prefix, Delimiter, StartAfter });
        const {
          Contents = [],
          CommonPrefixes = [],
          IsTruncated,
        } = await client.send(command, wait());
        return {
          objects: Contents.map(({ Key = "", LastModified }) => ({
            key: Key,
            lastModified: LastModified,
          })),
          folders: CommonPrefixes.flatMap(({ Prefix: one }) => one ?? []),
          more: IsTruncated === true,
        };
      },
    }),
    close: () => client.destroy(),
  };
}

/** The listing by which the newest finding is looked for. */
export function listOf(bucket: Bucket): List {
  return async (prefix, delimiter, startAfter) => {
    const { objects, folders, more } = await bucket.list(prefix, delimiter, startAfter);
    const times = objects.flatMap(({ lastModified }) => lastModified?.getTime() ?? []);
    return {
      folders,
      newest: times.length > 0 ? new Date(Math.max(...times)) : undefined,
      more,
    };
  };
}
