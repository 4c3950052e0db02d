import { createRequire } from "node:module";

import * as pulumi from "@pulumi/pulumi";

import type * as aws from "../../aws/bucketOwner";
import type { BucketOwnerNotVerified, DeployedDestination } from "../../rules/bucketOwner";
import { deployedDestination } from "../../rules/bucketOwner";
import type { Result } from "../../rules/health/types";
import {
  bucketOwnerVerifiedText,
  deploymentWarningText,
} from "../../rules/texts/deploymentWarnings";
import { hook } from "../shared/hooks";
import { valueOf } from "../shared/outputs";
import type { ExportContext } from "./context";

type Aws = typeof aws;

/** Pulumi runs programs in TypeScript as `nodenext`, where `import()` finds no file without its extension. */
const load = createRequire(__filename);

type Account = Awaited<ReturnType<Aws["openAccount"]>>;

/**
 * Has GuardDuty verify the owner of the bucket, which the provider's resource cannot: without it, findings go to whoever creates a bucket of
 * the name once this one is deleted. Updates of the provider leave it as it is. Fails the deployment where it cannot be set.
 */
export function verifyBucketOwnerAfter(context: ExportContext): pulumi.ResourceHookBinding {
  const verify = bucketOwnerVerifier(context);
  const created = hook(
    `guardduty-export-bucket-owner-${context.name}`,
    async ({ newInputs, newOutputs }) => {
      // The provider's outputs are what it read, which an update that AWS refused did not change.
      const { destinationArn } = newInputs ?? {};
      const destination = deployedDestination({ ...newOutputs, destinationArn });
      if (destination !== undefined) await verify(destination);
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
}: ExportContext): (destination: DeployedDestination) => Promise<void> {
  const providerGiven = !plan.providers.some(({ account }) => account === "administrator");
  let opened: Promise<Account> | undefined;
  return async (destination) => {
    const { region, detectorId, destinationId } = destination;
    const bucketOwnerId = await valueOf<string | undefined>(owners.bucket);
    const finding = (more: Partial<BucketOwnerNotVerified>): string =>
      deploymentWarningText({
        id: "bucketOwnerNotVerified",
        severity: "error",
        ...{ region, detectorId, destinationId, bucketOwnerId, ...more },
      });
    if (providerGiven || bucketOwnerId === undefined) {
      await pulumi.log.warn(finding({ severity: "warning" }), component);
      return;
    }
    // Programs and plugins that run no hook do not load AWS's clients.
    const calls = load("../../aws/bucketOwner") as Aws;
    opened ??= accountOf(calls, { owners, plan });
    // One that exists already and was not redirected is refused by itself.
    const redirected = plan.settings.existing[region]?.destinationId !== undefined;
    const { destinationArn } = destination;
    const set = await setOwner(calls, await opened, region, {
      ...{ detectorId, destinationId, bucketOwnerId },
      ...(redirected && { destinationArn }),
    });
    if (set.finding !== undefined) throw new Error(finding({ cause: set.finding }));
    if (set.value === "elsewhere") return;
    await pulumi.log.info(bucketOwnerVerifiedText(region, bucketOwnerId), component);
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
  region: string,
  destination: aws.OwnedDestination,
): Promise<Result<aws.OwnerResult>> {
  if (account.value === undefined) return account;
  return setBucketOwner(account.value, region, destination);
}
