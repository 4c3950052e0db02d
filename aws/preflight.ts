import { AccountClient, paginateListRegions } from "@aws-sdk/client-account";
import {
  OrganizationsClient,
  paginateListDelegatedAdministrators,
} from "@aws-sdk/client-organizations";
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";

import type { AdoptedKey } from "../rules/adoption";
import type { FoundDetector, RegionStatus } from "../rules/preflight";
import { GUARDDUTY_SERVICE } from "../rules/preflight";
import type { Account } from "./accounts";
import type { ClientClass, Connection } from "./connection";
import { CALLS_IN_DEPLOYMENTS, connect } from "./connection";
import { callError } from "./errors";
import { guardDuty } from "./guardDuty";
import { keys } from "./key";
import { organization } from "./organization";
import { itemsOf } from "./pages";
import { storage } from "./s3";

/** What a program reads of AWS before it registers anything, as an account in a Region. Each call rejects with AWS's code and message. */
export interface PreflightReads {
  /** GuardDuty's delegated administrators, as the management account sees them. */
  delegatedAdministrators(): Promise<string[]>;
  /** The services that have trusted access in the organization. */
  trustedServices(): Promise<string[]>;
  regions(): Promise<RegionStatus[]>;
  bucketRegion(name: string): Promise<string>;
  key(arn: string): Promise<AdoptedKey>;
  /** Bytes of an object; undefined: it does not exist. */
  objectBytes(bucket: string, key: string): Promise<number | undefined>;
  /** The account's one detector in the Region; undefined: there is none. */
  detector(): Promise<FoundDetector>;
}

export function preflightReads({ credentials }: Account, region: string): PreflightReads {
  const opened = [region, credentials, CALLS_IN_DEPLOYMENTS] as const;
  return {
    delegatedAdministrators: () =>
      connected(OrganizationsClient, async ({ client, options }) => {
        const of = { ServicePrincipal: GUARDDUTY_SERVICE };
        const pages = paginateListDelegatedAdministrators({ client }, of, options());
        const all = await itemsOf(pages, ({ DelegatedAdministrators }) => DelegatedAdministrators);
        return all.flatMap(({ Id }) => Id ?? []);
      }),
    trustedServices: () => reading(organization(...opened), (client) => client.trustedServices()),
    regions: () =>
      connected(AccountClient, async ({ client, options }) => {
        const pages = paginateListRegions({ client }, {}, options());
        const all = await itemsOf(pages, ({ Regions }) => Regions);
        return all.map(({ RegionName = "", RegionOptStatus = "" }) => ({
          ...{ regionName: RegionName, regionOptStatus: RegionOptStatus },
        }));
      }),
    bucketRegion: (Bucket) =>
      connected(S3Client, async ({ client, options }) => {
        const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket }), options());
        return BucketRegion ?? region;
      }),
    key: (arn) => reading(keys(...opened), (client) => client.describe(arn)),
    objectBytes: (bucket, key) =>
      reading(storage(...opened), async (client) => {
        // The object of the prefix itself is the first.
        const { objects } = await client.bucket(bucket).list(key);
        return objects.find((one) => one.key === key)?.bytes;
      }),
    detector: () =>
      reading(guardDuty(...opened), async (client) => {
        const [id] = await client.listDetectors();
        if (id === undefined) return undefined;
        const { status = "" } = await client.getDetector(id);
        return { id, status };
      }),
  };

  function connected<Client extends { destroy(): void }, T>(
    Class: ClientClass<Client>,
    call: (connection: Connection<Client>) => Promise<T>,
  ): Promise<T> {
    return reading(connect(Class, region, CALLS_IN_DEPLOYMENTS, credentials), call);
  }
}

/** A HEAD has no body that names its error. */
const HEAD_ERRORS: { [status: number]: string } = {
  301: "PermanentRedirect: the bucket is in another Region",
  403: "Forbidden: AWS denies the call",
  404: "NotFound: the bucket does not exist",
};

async function reading<Client extends { close(): void }, T>(
  client: Client,
  call: (client: Client) => Promise<T>,
): Promise<T> {
  try {
    return await call(client);
  } catch (thrown) {
    const { name, message } = callError(thrown);
    const ofHead = /^(Unknown|NotFound|Forbidden|301|403|404)/.test(name)
      ? HEAD_ERRORS[statusOf(thrown) ?? 0]
      : undefined;
    throw new Error(ofHead ?? `${name}: ${message}`, { cause: thrown });
  } finally {
    client.close();
  }
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
