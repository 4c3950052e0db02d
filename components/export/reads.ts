import { getRegions } from "@pulumi/aws/account";
import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getDetector } from "@pulumi/aws/guardduty";
import { getKey } from "@pulumi/aws/kms";
import { getDelegatedAdministrators, getOrganization } from "@pulumi/aws/organizations";
import { getBucket, getObject } from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

import type { AdoptedKey } from "../../rules/adoption";
import { AWS_MESSAGES } from "../../rules/awsMessages";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { FoundDetector, RegionStatus } from "../../rules/preflight";
import { GUARDDUTY_SERVICE } from "../../rules/preflight";
import { complete, IncompleteAnswer } from "../shared/checks";
import type { ProviderLookup } from "../shared/providers";

/** What the checks before everything read of AWS. Each call rejects with AWS's message. */
export interface ExportReads extends DetectorReads {
  /** Whose credentials an account's are. */
  identity(account: AccountRole, region: string): Promise<{ accountId: string; arn: string }>;
  /** GuardDuty's delegated administrators, as the management account sees them. */
  delegatedAdministrators(): Promise<string[]>;
  /** The services that have trusted access in the organization. */
  trustedServices(): Promise<string[]>;
  /** The Regions of an account. */
  regions(account: AccountRole): Promise<RegionStatus[]>;
  /** The Region of the existing bucket. */
  bucketRegion(name: string): Promise<string>;
  key(arn: string): Promise<AdoptedKey>;
  /** Bytes of an object of the existing bucket; undefined: it does not exist. */
  objectBytes(bucket: string, key: string): Promise<number | undefined>;
}

export interface DetectorReads {
  /** The account's one detector in a Region; undefined: there is none. */
  detector(account: AccountRole, region: string): Promise<FoundDetector>;
}

/** Reads with the component's providers. */
export function providerReads(
  parent: pulumi.ComponentResource,
  { accounts: { bucketOwner, keyOwner }, home: { name: region } }: ExportPlan,
  provider: ProviderLookup,
): ExportReads {
  const as = (account: AccountRole, of = region) => ({ parent, provider: provider(account, of) });
  return {
    ...detectorReads(parent, provider),
    identity: (account, of) => getCallerIdentity({}, as(account, of)),
    async delegatedAdministrators() {
      const of = { servicePrincipal: GUARDDUTY_SERVICE };
      const found = await getDelegatedAdministrators(of, as("management"));
      const { delegatedAdministrators } = complete(found, "delegatedAdministrators");
      return delegatedAdministrators.map(({ id }) => id);
    },
    async trustedServices() {
      const found = await getOrganization({}, as("management"));
      const { accounts, awsServiceAccessPrincipals } = complete(
        found,
        ...(["accounts", "awsServiceAccessPrincipals"] as const),
      );
      // The provider leaves lists empty that AWS refuses: an organization has one account at least.
      if (accounts.length === 0) throw new IncompleteAnswer("the answer has no accounts");
      return awsServiceAccessPrincipals;
    },
    regions: async (account) => complete(await getRegions({}, as(account)), "regions").regions,
    bucketRegion: async (bucket) =>
      complete(await getBucket({ bucket, region }, as(bucketOwner)), "bucketRegion").bucketRegion,
    async key(arn) {
      const answer = await getKey({ keyId: arn, region }, as(keyOwner));
      const found = complete(answer, "keySpec", "keyUsage", "keyState");
      return {
        ...{ arn, region },
        spec: found.keySpec,
        usage: found.keyUsage,
        state: found.keyState,
        multiRegion: found.multiRegion,
        keyManager: found.keyManager,
      };
    },
    async objectBytes(bucket, key) {
      try {
        const found = await getObject({ bucket, key, region }, as(bucketOwner));
        return complete(found, "contentLength").contentLength;
      } catch (error) {
        if (AWS_MESSAGES.objectNotFound.test((error as Error).message)) return undefined;
        throw error;
      }
    },
  };
}

/** The same of detectors alone. */
export const detectorReads = (
  parent: pulumi.ComponentResource,
  provider: ProviderLookup,
): DetectorReads => ({
  async detector(account, region) {
    try {
      const options = { parent, provider: provider(account, region) };
      return complete(await getDetector({ region }, options), "id");
    } catch (error) {
      if (AWS_MESSAGES.emptyResult.test((error as Error).message)) return undefined;
      throw error;
    }
  },
});
