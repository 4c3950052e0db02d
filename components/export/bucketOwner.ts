import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../aws/accounts";
import type { OwnerResult } from "../../aws/deployment";
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
import type { AwsCalls } from "./deployingAccounts";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { logged } from "../../rules/findings/logged";
import type { Identified } from "../../rules/texts/identified";
import { hookError, logInfo, logWarning } from "../shared/log";

/**
 * Has GuardDuty verify the owner of the bucket, which the provider's resource cannot: without it, findings go to whoever creates a bucket of
 * the name once this one is deleted. Updates of the provider leave it as it is. Fails the deployment where it cannot be set.
 */
export function bucketOwnerHooks(context: ExportContext, { verify }: BucketOwnerVerifier) {
  const inDeployments = { onDryRun: false };
  const moved = hook(
    `guardduty-export-bucket-owner-before-${context.name}`,
    async ({ newInputs = {}, oldOutputs = {} }) => {
      const { destinationArn, kmsKeyArn } = newInputs as { [name: string]: unknown };
      const destination = deployedDestination({ ...oldOutputs, destinationArn });
      if (destination === undefined || typeof kmsKeyArn !== "string") return;
      if (oldOutputs["destinationArn"] === destinationArn) return;
      const move: Change = ({ moveToOwner }, account, { owner, ...ids }) =>
        moveToOwner(account, destination.region, {
          ...ids,
          bucketOwnerId: owner,
          destinationArn: destination.destinationArn,
          kmsKeyArn,
        });
      // The hook after the update warns.
      await changeOwner(context, destination, move, () => Promise.resolve());
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

/** Components whose log says it in this deployment: once, however many Regions they have. */
const LOGGED = new WeakSet<pulumi.Resource>();

/** Has GuardDuty verify the owner, of one destination at a time. */
export interface BucketOwnerVerifier {
  /** Of one that was just created or updated; rejects where it cannot be set. */
  verify(destination: DeployedDestination): Promise<void>;
  /**
   * Of one that this deployment left as it is: what an earlier one created, and was ended before it set the owner. Warns where that cannot
   * be read; rejects where it cannot be set.
   */
  verifyAgain(destination: DeployedDestination): Promise<void>;
}

export function bucketOwnerVerifier(context: ExportContext): BucketOwnerVerifier {
  const { component, plan } = context;
  const verified = new Set<string>();
  const warn = (text: Identified) => logWarning(text, component);
  const verify: BucketOwnerVerifier["verify"] = async (destination) => {
    const { region, destinationArn } = destination;
    // One that exists already and was not redirected is refused by itself.
    const redirected = plan.settings.existing[region]?.destinationId !== undefined;
    const set: Change = async (calls, account, { owner, ...ids }) => {
      const result = await calls.setBucketOwner(account, region, {
        ...ids,
        bucketOwnerId: owner,
        ...(redirected && { destinationArn }),
      });
      if (result.value === "set" && !LOGGED.has(component)) {
        LOGGED.add(component);
        await logInfo(logged("bucketOwnerVerified", bucketOwnerVerifiedText(owner)), component);
      }
      return result;
    };
    verified.add(region);
    await changeOwner(context, destination, set, warn);
  };
  return {
    verify,
    async verifyAgain(destination) {
      const { region, detectorId, destinationId, destinationArn } = destination;
      if (verified.has(region)) return;
      const bucketOwnerId = await valueOf<string | undefined>(context.owners.bucket);
      const account = await deployingAccount(context, "administrator");
      // The deployment that created it warned of it.
      if (account === undefined || bucketOwnerId === undefined) return;
      const expected = { detectorId, destinationId, bucketOwnerId, destinationArn };
      const { value: lacks, finding: cause } = account.value
        ? await awsCalls().lacksBucketOwner(account.value, region, expected)
        : account;
      if (lacks) await verify(destination);
      if (cause === undefined) return;
      const of = { kind: "destination", id: destinationId, region } as const;
      await warn(deploymentWarningText({ id: "ownerNotChecked", severity: "warning", of, cause }));
    },
  };
}

/** Who has to own the bucket of a destination: 12 digits. */
interface Owned {
  detectorId: string;
  destinationId: string;
  owner: string;
}

type Change = (calls: AwsCalls, account: Account, owned: Owned) => Promise<Result<OwnerResult>>;

/** Changes a destination with the credentials of the administrator account; `otherwise` is done where the component does not have them. */
async function changeOwner(
  context: ExportContext,
  { region, detectorId, destinationId }: DeployedDestination,
  change: Change,
  otherwise: (warning: Identified) => Promise<void>,
): Promise<void> {
  const bucketOwnerId = await valueOf<string | undefined>(context.owners.bucket);
  const finding = (more: Partial<BucketOwnerNotVerified>): Identified =>
    deploymentWarningText({
      id: "bucketOwnerNotVerified",
      severity: "error",
      ...{ region, detectorId, destinationId, bucketOwnerId, ...more },
    });
  const account = await deployingAccount(context, "administrator");
  if (account === undefined || bucketOwnerId === undefined) {
    return otherwise(finding({ severity: "warning" }));
  }
  const owned = { detectorId, destinationId, owner: bucketOwnerId };
  const changed =
    account.value === undefined ? account : await change(awsCalls(), account.value, owned);
  if (changed.finding !== undefined) throw hookError(finding({ cause: changed.finding }));
}
