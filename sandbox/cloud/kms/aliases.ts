import { accountOfArn, regionOfArn } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import {
  findKey,
  type FoundKey,
  keyIdOf,
  notFound,
  requireNotPending,
  requireOwnKey,
} from "./access";

export const aliasOperations: Operations = {
  CreateAlias: (aws, caller, { AliasName: name, TargetKeyId }) => {
    requireAliasName(name);
    requireKeyId(TargetKeyId);
    const target = requireOwnKey(aws, caller, TargetKeyId, "kms:CreateAlias");
    requireNotPending(target);
    if (aliasHolder(aws, caller, name) !== undefined) {
      throw new AwsError(
        "AlreadyExistsException",
        `An alias with the name ${aliasArn(target.arn, name)} already exists`,
      );
    }
    requireRoom(target);
    target.key.aliases.push(name);
  },

  UpdateAlias: (aws, caller, { AliasName: name, TargetKeyId }) => {
    requireAliasName(name);
    requireKeyId(TargetKeyId);
    const holder = requireHolder(aws, caller, name);
    const target = requireOwnKey(aws, caller, TargetKeyId, "kms:UpdateAlias");
    requireNotPending(target);
    if (holder.key.spec !== target.key.spec || holder.key.usage !== target.key.usage) {
      throw new AwsError(
        "ValidationException",
        "The current and new KMS keys must be the same type and have the same key usage.",
      );
    }
    if (holder.arn !== target.arn) requireRoom(target);
    removeAlias(holder, name);
    target.key.aliases.push(name);
  },

  DeleteAlias: (aws, caller, { AliasName: name }) => {
    removeAlias(requireHolder(aws, caller, name), name);
  },

  ListAliases: (aws, caller, { KeyId }) => {
    const wanted = KeyId === undefined ? undefined : findKey(aws, caller, KeyId).arn;
    return {
      Aliases: keysOf(aws, caller)
        .filter(({ arn }) => wanted === undefined || arn === wanted)
        .flatMap(({ arn, key }) =>
          key.aliases.map((name) => ({
            AliasName: name,
            AliasArn: aliasArn(arn, name),
            TargetKeyId: keyIdOf(arn),
          })),
        ),
      Truncated: false,
    };
  },
};

function keysOf({ world }: Aws, { accountId, region }: Caller): FoundKey[] {
  return Object.entries(world.keys)
    .filter(([arn]) => accountOfArn(arn) === accountId && regionOfArn(arn) === region)
    .map(([arn, key]) => ({ arn, key }));
}

function aliasHolder(aws: Aws, caller: Caller, name: string): FoundKey | undefined {
  return keysOf(aws, caller).find(({ key }) => key.aliases.includes(name));
}

function requireHolder(aws: Aws, caller: Caller, name: string): FoundKey {
  const holder = aliasHolder(aws, caller, name);
  if (holder !== undefined) return holder;
  throw notFound(`Alias arn:aws:kms:${caller.region}:${caller.accountId}:${name} is not found.`);
}

function removeAlias({ key }: FoundKey, name: string): void {
  key.aliases = key.aliases.filter((alias) => alias !== name);
}

function aliasArn(keyArn: string, name: string): string {
  return `${keyArn.slice(0, keyArn.indexOf(":key/"))}:${name}`;
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const MOST_ALIASES = 50;

function requireRoom({ key: { aliases } }: FoundKey): void {
  if (aliases.length < MOST_ALIASES) return;
  throw new AwsError(
    "LimitExceededException",
    `Aliases per key quota for this account in this region is ${MOST_ALIASES}, current usage is ${aliases.length}.`,
  );
}

/** An alias is of a key, and of no other alias. */
function requireKeyId(keyId: unknown): void {
  if (!/^alias\/|:alias\//.test(String(keyId))) return;
  throw new AwsError("ValidationException", "Aliases must refer to keys. Not aliases");
}

function requireAliasName(name: unknown): void {
  if (typeof name === "string" && /^alias\/(?!aws\/)[\w/-]+$/.test(name)) return;
  throw new AwsError(
    "InvalidAliasNameException",
    'Alias must start with the prefix "alias/" and must not start with "alias/aws/"',
  );
}
