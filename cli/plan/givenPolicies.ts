import * as path from "node:path";

import type { SharedResource } from "../../rules/addOns";
import type { LiveIdentity } from "../../rules/identities";
import { CannotRun, cannotRun } from "../cannotRun";
import { readText } from "../config/files";
import { rolesOf } from "../config/roleFile";
import { sharedPolicyOf } from "../config/sharedPolicyFile";
import type { WholeStack } from "./wholeStack";

/** Policies of what a stack uses and others own, as files have them. */
export interface GivenPolicies {
  /** Roles by their ARNs; null: a file lacks a managed policy of the role. */
  roles: ReadonlyMap<string, LiveIdentity | null>;
  /** Texts of the policies of queues, topics and buses by their ARNs. */
  shared: ReadonlyMap<string, string | undefined>;
}

export const NO_POLICIES: GivenPolicies = { roles: new Map(), shared: new Map() };

/** The files that the options name. Throws CannotRun. */
export interface GivenFiles {
  sharedPolicy?: string[];
  roleDetails?: string[];
}

/** Reads the files; one that is of nothing which the stack uses is a mistake. Throws CannotRun. */
export function givenPolicies(
  folder: string,
  { sharedPolicy = [], roleDetails = [] }: GivenFiles,
  used: Pick<WholeStack, "shared" | "malwareBuckets">,
): GivenPolicies {
  const textOf = (file: string) => readText(path.resolve(folder, file), file);
  const roleArns = adoptedRoles(used);
  const shared = sharedPolicy.map((file) => {
    const found = sharedPolicyOf(textOf(file), file);
    refuseUnused("--shared-policy", file, used.shared.map(arnOf), [found.arn]);
    return [found.arn, found.policy] as const;
  });
  const roles = roleDetails.flatMap((file) => {
    const found = rolesOf(textOf(file), file);
    refuseUnused("--role-details", file, roleArns, [...found.keys()]);
    return [...found];
  });
  return { roles: new Map(roles), shared: new Map(shared) };
}

/** The same of texts that a base has; undefined, or no output of AWS: nothing of it is known. */
export function givenInBase(
  { sharedPolicy = [], roleDetails = [] }: GivenFiles,
  texts: ReadonlyMap<string, string | undefined>,
): GivenPolicies {
  const shared = sharedPolicy.flatMap((file) => {
    const found = ifValid(texts.get(file), (text) => sharedPolicyOf(text, file));
    return found === undefined ? [] : [[found.arn, found.policy] as const];
  });
  const roles = roleDetails.flatMap((file) => [
    ...(ifValid(texts.get(file), (text) => rolesOf(text, file)) ?? []),
  ]);
  return { roles: new Map(roles), shared: new Map(shared) };
}

function ifValid<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  if (text === undefined) return undefined;
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return undefined;
  }
}

const arnOf = ({ arn }: SharedResource) => arn;

export const adoptedRoles = ({ malwareBuckets }: Pick<WholeStack, "malwareBuckets">): string[] =>
  malwareBuckets.flatMap(({ settings }) => settings.existing?.roleArn ?? []);

function refuseUnused(
  option: string,
  file: string,
  arns: readonly string[],
  found: readonly string[],
): void {
  if (found.some((one) => arns.includes(one))) return;
  throw cannotRun("policyFileOfOther", { option, file, arns: [...new Set(arns)] });
}
