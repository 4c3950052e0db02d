import * as pulumi from "@pulumi/pulumi";

import type * as aws from "../../aws/bucketOwner";
import type { BucketOwnerNotVerified } from "../../rules/bucketOwner";
import { destinationIds } from "../../rules/bucketOwner";
import type { Result } from "../../rules/health/types";
import {
  bucketOwnerVerifiedText,
  deploymentWarningText,
} from "../../rules/texts/deploymentWarnings";
import { hook } from "../shared/hooks";
import { valueOf } from "../shared/outputs";
import type { ExportContext } from "./context";

type Aws = typeof aws;
type Account = Awaited<ReturnType<Aws["openAccount"]>>;

/** Where a destination is, and what it is known by. */
type DestinationIds = NonNullable<ReturnType<typeof destinationIds>>;

/**
 * Has GuardDuty verify the owner of the bucket, which the provider's resource cannot: without it, findings go to whoever creates a bucket of
 * the name once this one is deleted. Updates of the provider leave it as it is. Fails the deployment where it cannot be set.
 */
export function verifyBucketOwnerAfter(context: ExportContext): pulumi.ResourceHookBinding {
  const verify = bucketOwnerVerifier(context);
  const created = hook(
    `guardduty-export-bucket-owner-${context.name}`,
    async ({ newOutputs }) => {
      const ids = destinationIds(newOutputs);
      if (ids !== undefined) await verify(ids);
    },
    { onDryRun: false },
  );
  return { afterCreate: [created], afterUpdate: [created] };
}

/** The same for one destination at a time; rejects where it cannot be set. */
export function bucketOwnerVerifier({
  component,
  owners,
  plan,
}: ExportContext): (ids: DestinationIds) => Promise<void> {
  const providerGiven = !plan.providers.some(({ account }) => account === "administrator");
  let opened: Promise<Account> | undefined;
  return async (ids) => {
    const bucketOwnerId = await valueOf<string | undefined>(owners.bucket);
    const finding = (more: Partial<BucketOwnerNotVerified>): string =>
      deploymentWarningText({
        id: "bucketOwnerNotVerified",
        severity: "error",
        ...{ ...ids, bucketOwnerId, ...more },
      });
    if (providerGiven || bucketOwnerId === undefined) {
      await pulumi.log.warn(finding({ severity: "warning" }), component);
      return;
    }
    // Programs and plugins that run no hook do not load AWS's clients.
    const calls = await import("../../aws/bucketOwner");
    opened ??= accountOf(calls, { owners, plan });
    const set = await setOwner(calls, await opened, ids, bucketOwnerId);
    if (set.finding !== undefined) throw new Error(finding({ cause: set.finding }));
    await pulumi.log.info(bucketOwnerVerifiedText(ids.region, bucketOwnerId), component);
  };
}

async function accountOf(
  { openAccount }: Aws,
  { owners, plan }: Pick<ExportContext, "owners" | "plan">,
): Promise<Account> {
  const { administrator } = plan.settings;
  const accountId =
    administrator.accountId ?? (await valueOf<string | undefined>(owners.administrator));
  const externalId = await valueOf(administrator.externalId);
  return openAccount({ ...administrator, accountId, externalId }, plan.home.name);
}

async function setOwner(
  { setBucketOwner }: Aws,
  account: Account,
  { region, detectorId, destinationId }: DestinationIds,
  bucketOwnerId: string,
): Promise<Result<unknown>> {
  if (account.value === undefined) return account;
  return setBucketOwner(account.value, region, { detectorId, destinationId, bucketOwnerId });
}
