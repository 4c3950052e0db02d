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
export function bucketOwnerHooks(context: ExportContext) {
  const verify = bucketOwnerVerifier(context);
  const change = ownerChanger(context);
  const inDeployments = { onDryRun: false };
  const moved = hook(
    `guardduty-export-bucket-owner-before-${context.name}`,
    async ({ newInputs = {}, oldOutputs = {} }) => {
      const { destinationArn, kmsKeyArn } = newInputs as { [name: string]: unknown };
      const destination = deployedDestination({ ...oldOutputs, destinationArn });
      if (destination === undefined || typeof kmsKeyArn !== "string") return;
      if (oldOutputs["destinationArn"] === destinationArn) return;
      await change(destination, ({ moveToOwner }, account, { detectorId, destinationId, owner }) =>
        moveToOwner(account, destination.region, {
          ...{ detectorId, destinationId, bucketOwnerId: owner },
          ...{ destinationArn: destination.destinationArn, kmsKeyArn },
        }),
      );
    },
    inDeployments,
  );
  const created = hook(
    `guardduty-export-bucket-owner-${context.name}`,
    async ({ newInputs, newOutputs }) => {
      // The provider's outputs are what it read, which an update that AWS refused did not change.
      const { destinationArn } = newInputs ?? {};
      const destination = deployedDestination({ ...newOutputs, destinationArn });
      if (destination !== undefined) await verify(destination);
    },
    inDeployments,
  );
  return { beforeUpdate: [moved], afterCreate: [created], afterUpdate: [created] };
}

/** The same for one destination at a time; rejects where it cannot be set. */
export function bucketOwnerVerifier(
  context: ExportContext,
): (destination: DeployedDestination) => Promise<void> {
  const { component, plan } = context;
  const change = ownerChanger(context);
  return async (destination) => {
    const { region, destinationArn } = destination;
    // One that exists already and was not redirected is refused by itself.
    const redirected = plan.settings.existing[region]?.destinationId !== undefined;
    await change(destination, async (calls, account, { detectorId, destinationId, owner }) => {
      const set = await calls.setBucketOwner(account, region, {
        ...{ detectorId, destinationId, bucketOwnerId: owner },
        ...(redirected && { destinationArn }),
      });
      if (set.value === "set" || set.value === "unchanged") {
        await pulumi.log.info(bucketOwnerVerifiedText(region, owner), component);
      }
      return set;
    });
  };
}

/** Who has to own the bucket of a destination: 12 digits. */
interface Owned {
  detectorId: string;
  destinationId: string;
  owner: string;
}

type Change = (
  calls: Aws,
  account: NonNullable<Account["value"]>,
  owned: Owned,
) => Promise<Result<aws.OwnerResult>>;

/** Changes a destination with the credentials of the administrator account; warns where the component does not have them. */
function ownerChanger({ component, owners, plan }: ExportContext) {
  const providerGiven = !plan.providers.some(({ account }) => account === "administrator");
  let opened: Promise<Account> | undefined;
  return async (destination: DeployedDestination, change: Change): Promise<void> => {
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
    const account = await opened;
    const owned = { detectorId, destinationId, owner: bucketOwnerId };
    const changed =
      account.value === undefined ? account : await change(calls, account.value, owned);
    if (changed.finding !== undefined) throw new Error(finding({ cause: changed.finding }));
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
