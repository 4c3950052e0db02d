import type { Bucket, World } from "../../world";

/**
 * Block Public Access: what the settings of a bucket and of its account together prevent.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */

const BLOCKS = [
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
] as const;

type Block = (typeof BLOCKS)[number];

/** Whether a setting is in effect for a bucket: its own or its account's, whichever is stricter. */
export function isBlocked(
  { accounts }: World,
  { account, publicAccessBlock }: Pick<Bucket, "account" | "publicAccessBlock">,
  block: Block,
): boolean {
  return [publicAccessBlock, accounts[account]?.publicAccessBlock].some(
    (settings) => settings?.[block] === true,
  );
}

/** A configuration as S3 keeps it: what is left out is off. */
export function blocksOf(given: { [block: string]: unknown }): { [block in Block]: boolean } {
  return Object.fromEntries(BLOCKS.map((block) => [block, given[block] === true])) as {
    [block in Block]: boolean;
  };
}

export function isPublicAcl(acl: unknown): boolean {
  return ["public-read", "public-read-write", "authenticated-read"].includes(String(acl));
}
