import * as pulumi from "@pulumi/pulumi";

import type { AccountSettings } from "../../rules/args";
import type { OwnedList } from "../../rules/lists/owner";
import { listOfArn } from "../../rules/lists/owner";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { awsCalls } from "../export/deployingAccounts";
import { failure } from "../shared/failure";
import { hasHooks, hook } from "../shared/hooks";
import { underMocks } from "../shared/mocks";
import { onceKnown, valueOf } from "../shared/outputs";
import type { Identified } from "../../rules/texts/identified";
import { hookError, logWarning } from "../shared/log";

type Opened = ReturnType<ReturnType<typeof awsCalls>["openAccount"]>;

/** Has GuardDuty verify who owns the bucket of lists of IP addresses. */
export interface ListOwnerVerifier {
  /** Options of a list that reads the program's file. */
  hooks: pulumi.CustomResourceOptions;
  /** The same for one that the engine runs no hook of: one that is imported, or that an earlier deployment created and was ended before it. */
  verifyDeployed(arn: pulumi.Output<string>): void;
}

/**
 * What has GuardDuty verify the owner, which the provider's resources cannot: without it, GuardDuty reads the file of whoever creates a bucket
 * of the name once this one is deleted. Updates of the provider leave it as it is. Fails the deployment where it cannot be set with the
 * credentials of `account`; warns where the program gives none, and the default ones cannot set it.
 */
export function listOwnerVerifier(
  component: pulumi.ComponentResource,
  name: string,
  account: AccountSettings,
): ListOwnerVerifier {
  const openedOf = new Map<string, Opened>();
  const verified = new Set<string>();
  const openedFor = ({ accountId, region }: OwnedList): Opened => {
    const opened = openedOf.get(accountId) ?? open(account, accountId, region);
    openedOf.set(accountId, opened);
    return opened;
  };
  const isKnown = account.accountId !== undefined;
  const verify = async (list: OwnedList): Promise<void> => {
    verified.add(list.listId);
    const { value, finding } = await openedFor(list);
    const { finding: cause } = value ? await awsCalls().setListOwner(value, list) : { finding };
    if (cause === undefined) return;
    const severity = isKnown ? "error" : "warning";
    const text = deploymentWarningText({ id: "listOwnerNotVerified", severity, ...list, cause });
    if (isKnown) throw hookError(text);
    await logWarning(text, component);
  };
  const verifyAgain = async (list: OwnedList): Promise<void> => {
    const { kind, listId, region } = list;
    if (verified.has(listId)) return;
    const { value, finding } = await openedFor(list);
    const { value: lacks, finding: cause } = value
      ? await awsCalls().lacksListOwner(value, list)
      : { finding };
    if (lacks) await verify(list);
    // With credentials that the program does not give, the deployment that created it warned of it.
    if (cause === undefined || !isKnown) return;
    const of = { kind, id: listId, region };
    const text = deploymentWarningText({ id: "ownerNotChecked", severity: "warning", of, cause });
    await logWarning(text, component);
  };
  if (!hasHooks()) return { hooks: {}, verifyDeployed: () => undefined };
  const deployed = hook(
    `guardduty-export-list-owner-${name}`,
    async ({ newOutputs = {} }) => {
      const list = listOfArn((newOutputs as { [name: string]: unknown })["arn"]);
      if (list !== undefined) await verify(list);
    },
    { onDryRun: false },
  );
  return {
    hooks: { hooks: { afterCreate: [deployed], afterUpdate: [deployed] } },
    verifyDeployed(arn) {
      if (pulumi.runtime.isDryRun() || underMocks()) return;
      onceKnown(arn, async (known) => {
        const list = listOfArn(known);
        if (list === undefined) return;
        await verifyAgain(list).catch(({ message }: Error) => {
          throw failure(component, message as Identified);
        });
      });
    },
  };
}

async function open(
  account: AccountSettings,
  listAccountId: string,
  region: string,
): Promise<Awaited<Opened>> {
  const externalId = await valueOf(account.externalId);
  const accountId = account.accountId ?? listAccountId;
  return awsCalls().openAccount({ ...account, accountId, externalId }, region);
}
