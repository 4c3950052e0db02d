import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../aws/accounts";
import type { AccountSettings } from "../../rules/args";
import type { Result } from "../../rules/health/types";
import type { NamedEntry } from "../../rules/preflight";
import {
  entryProblem,
  otherOwnerProblems,
  unchecked,
  uncheckedOfProvider,
} from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { healthText } from "../../rules/texts/health";
import { awsCalls } from "../export/deployingAccounts";
import { wasChecked } from "./checkedBefore";
import type { Check } from "./checks";
import { runChecks } from "./checks";
import { configPathOf } from "./configPaths";
import { underMocks } from "./mocks";
import { valueOf } from "./outputs";
import { providerCredentials } from "./providers";

/** Holds back a value until the checks of entries have passed. */
export type AfterEntries = <T>(value: pulumi.Input<T>) => pulumi.Output<pulumi.Unwrap<T>>;

/**
 * Refuses, in previews too, entries of the arguments for what does not exist, all of a component at once. Each is read with the credentials
 * of the component's provider; `account` are those where the program hands in a provider of its own.
 */
export function checkEntries(
  component: pulumi.ComponentResource,
  args: object,
  entries: readonly NamedEntry[],
  account: AccountSettings = {},
): AfterEntries {
  const at = configPathOf(args);
  const opened = new Map<string, Promise<Result<Account> | undefined>>();
  const read = async (named: NamedEntry): Promise<Problem[]> => {
    const { region } = named.entry;
    const found = opened.get(region) ?? open(component, account, region);
    opened.set(region, found);
    const { path, whole = path } = named;
    return entryProblems({ ...named, path: at(path), whole: at(whole) }, await found);
  };
  const checks = entries.map((named) => ({
    subject: { check: "entry" as const, entry: named.entry },
    run: () => read(named),
  }));
  const checked = underMocks() || wasChecked(args) ? undefined : runChecks(component, checks);
  return (value) =>
    checked === undefined
      ? (pulumi.output(value) as pulumi.Output<never>)
      : (pulumi.all([value, checked]).apply(([known]) => known) as pulumi.Output<never>);
}

/** The same for a component whose resources all have its tags, or use others that have them: the arguments, whose tags wait. */
export function waitForEntries<Args extends { tags?: Tags }>(
  component: pulumi.ComponentResource,
  args: Args,
  entries: readonly NamedEntry[],
): { args: Args; afterEntries: AfterEntries } {
  const afterEntries = checkEntries(component, args, entries);
  if (entries.length === 0) return { args, afterEntries };
  return { args: { ...args, tags: afterEntries(args.tags) }, afterEntries };
}

type Tags = pulumi.Input<{ [name: string]: pulumi.Input<string> }>;

/** The same checks with credentials, before a component is registered. */
export function entryChecksAs(
  credentials: AccountSettings,
  home: string,
  entries: readonly NamedEntry[],
): Check[] {
  let opened: ReturnType<typeof open> | undefined;
  return entries.map((named) => ({
    subject: { check: "entry" as const, entry: named.entry },
    async run() {
      opened ??= openAs(credentials, home);
      return entryProblems(named, await opened);
    },
  }));
}

/** Opens an account whose external id may be a secret. */
export async function openAs(account: AccountSettings, region: string): Promise<Result<Account>> {
  const externalId = await valueOf(account.externalId);
  return awsCalls().openAccount({ ...account, externalId }, region);
}

/** What is wrong with an entry, read with an account; undefined: its credentials are not known. */
export async function entryProblems(
  named: NamedEntry,
  opened: Result<Account> | undefined,
): Promise<Problem[]> {
  const subject = { check: "entry", entry: named.entry } as const;
  if (opened === undefined) return [uncheckedOfProvider(subject)];
  const elsewhere = opened.value ? otherOwnerProblems(named, opened.value.accountId) : [];
  if (elsewhere.length > 0) return elsewhere;
  const { value, finding } =
    opened.value === undefined ? opened : await awsCalls().entryExists(opened.value, named.entry);
  if (finding !== undefined) return [unchecked(subject)(healthText(finding).problem)];
  return value ? [] : [entryProblem(named)];
}

/** The account of a component's provider, opened once; undefined: the program handed in a provider of its own. */
export function accountOfProvider(
  component: pulumi.Resource,
  region: string,
): Promise<Result<Account> | undefined> {
  const opened = openedOf.get(component) ?? openWithoutEngine(component, region);
  openedOf.set(component, opened);
  return opened;
}

/** A hook must not call functions of providers: the engine answers none once it ends, and waits for the hook. */
async function openWithoutEngine(
  component: pulumi.Resource,
  region: string,
): Promise<Result<Account> | undefined> {
  const credentials = providerCredentials(component);
  if (credentials === undefined) return undefined;
  return openAs(credentials, region);
}

const openedOf = new WeakMap<pulumi.Resource, ReturnType<typeof open>>();

async function open(
  component: pulumi.Resource,
  account: AccountSettings,
  region: string,
): Promise<Result<Account> | undefined> {
  const ofProvider = providerCredentials(component);
  if (ofProvider === undefined && account.accountId === undefined) return undefined;
  const credentials = { ...account, ...ofProvider };
  const accountId =
    credentials.accountId ?? (await getCallerIdentity({}, { parent: component })).accountId;
  return openAs({ ...credentials, accountId }, region);
}
