import * as z from "zod/mini";

import { knownArn } from "../arn";
import { RESERVED_SID_PREFIX } from "../policies/sids";
import type { PolicyStatement } from "../policyDocument";
import type { PolicyName, PolicyOwner } from "../proof";
import { queueArnOfUrl } from "../queues";
import { parsedJson } from "./parsedJson";

/** The export's statements in a policy, and who writes the policy. */
export interface ExpectedPolicy {
  owner: PolicyOwner;
  sidPrefix: string;
  statements: PolicyStatement[];
}

/** What the function compares the two policies with; a policy without it is not checked. */
export type ExpectedPolicies = { [policy in PolicyName]?: ExpectedPolicy } & {
  /** Undefined: not compared. */
  delivery?: ExpectedDelivery;
};

/** The way of new findings to readers. */
export interface ExpectedDelivery {
  topicArn: string;
  /** The key of the topic; undefined: it is not read. */
  topicKeyArn?: string | undefined;
  queueArns: string[];
  /** The queues that readers made, their dead-letter queues among them: their settings are compared too. */
  ownQueueArns: string[];
}

/** The function's file of what it compares the policies with, next to its code. */
export const POLICIES_FILE = "policies.json";

const OWN_SID = new RegExp(`^(${RESERVED_SID_PREFIX}[0-9a-f]{8})[A-Za-z]+$`);

const statementList = z
  .array(z.looseObject({ Sid: z.string().check(z.regex(OWN_SID)) }))
  .check(z.minLength(1));

const schema = z.object({
  bucket: z.optional(z.object({ owner: ownerOf(), statements: statementList })),
  key: z.optional(z.object({ owner: ownerOf(), statements: statementList })),
  delivery: z.optional(
    z.object({
      ...{ topicArn: z.string(), queueArns: z.array(z.string()) },
      ...{ ownQueueArns: z.array(z.string()), topicKeyArn: z.optional(z.string()) },
    }),
  ),
});

function ownerOf() {
  return z.enum(["stack", "shared", "external"]);
}

/** The statements of one export in a JSON list, as GuardDutyExport outputs them; undefined for any other text. */
export function exportStatements(text: string): PolicyStatement[] | undefined {
  const { data } = statementList.safeParse(parsedJson(text));
  if (data === undefined || new Set(data.map(sidPrefixOf)).size !== 1) return undefined;
  return data as unknown as PolicyStatement[];
}

/** What the function's file of policies holds. */
export function toPoliciesFile({
  bucket,
  key,
  delivery,
}: {
  [policy in PolicyName]?: Pick<ExpectedPolicy, "owner" | "statements"> | undefined;
} & Pick<ExpectedPolicies, "delivery">): string {
  const of = ({ owner, statements }: Pick<ExpectedPolicy, "owner" | "statements">) => ({
    ...{ owner, statements },
  });
  return JSON.stringify({
    ...(bucket && { bucket: of(bucket) }),
    ...(key && { key: of(key) }),
    ...(delivery && { delivery }),
  });
}

/** What that file holds; undefined for any other text. */
export function fromPoliciesFile(text: string): ExpectedPolicies | undefined {
  const { data } = schema.safeParse(parsedJson(text));
  if (data === undefined) return undefined;
  const of = ({ owner, statements }: NonNullable<typeof data.bucket>): ExpectedPolicy => ({
    owner,
    sidPrefix: sidPrefixOf(statements[0] as { Sid: string }),
    statements: statements as unknown as PolicyStatement[],
  });
  return {
    ...(data.bucket && { bucket: of(data.bucket) }),
    ...(data.key && { key: of(data.key) }),
    ...(data.delivery && { delivery: data.delivery }),
  };
}

function sidPrefixOf({ Sid }: { Sid: string }): string {
  return OWN_SID.exec(Sid)?.[1] ?? "";
}

/** The accounts of an export, as far as a health check knows them. */
export interface PolicyAccounts {
  administratorAccountId: string;
  /** Defaults to the administrator's. */
  bucketAccountId?: string | undefined;
  keyArn: string;
}

/** The account of bucket or key: S3 and KMS give the policy to identities of that account alone. */
export function policyAccount(
  policy: PolicyName,
  { administratorAccountId, bucketAccountId, keyArn }: PolicyAccounts,
): string {
  return policy === "key"
    ? knownArn(keyArn).accountId
    : (bucketAccountId ?? administratorAccountId);
}

/** Whether bucket or key is of the account of the function. */
export function isOwn(policy: PolicyName, accounts: PolicyAccounts): boolean {
  return policyAccount(policy, accounts) === accounts.administratorAccountId;
}

/** Why a policy is not checked; undefined: it is checked. */
export type PolicyNotChecked =
  | { policy: PolicyName; reason: "otherAccount"; accountId: string }
  | { policy: PolicyName; reason: "notGiven" };

export function policiesNotChecked(
  accounts: PolicyAccounts,
  expected: ExpectedPolicies,
): PolicyNotChecked[] {
  return (["bucket", "key"] as const).flatMap((policy): PolicyNotChecked[] => {
    if (expected[policy] === undefined) return [{ policy, reason: "notGiven" }];
    if (isOwn(policy, accounts)) return [];
    return [{ policy, reason: "otherAccount", accountId: policyAccount(policy, accounts) }];
  });
}

/** The writers of the policies that the function reads: those of the administrator's account. */
export function readOwners(
  accounts: PolicyAccounts,
  owners: { [policy in PolicyName]?: PolicyOwner },
): { [policy in PolicyName]?: PolicyOwner } {
  return {
    ...(owners.bucket && isOwn("bucket", accounts) && { bucket: owners.bucket }),
    ...(owners.key && isOwn("key", accounts) && { key: owners.key }),
  };
}

/** What new findings reach readers by, as it is given. */
export interface GivenDelivery {
  topicArn?: string | undefined;
  topicKeyArn?: string | undefined;
  queueUrls?: readonly string[] | undefined;
  ownQueueArns?: readonly string[] | undefined;
}

/** The topic, its key and the queues that the function reads: those of the administrator's account, where the bucket is too. */
export function readDelivery(
  { administratorAccountId, bucketAccountId = administratorAccountId }: PolicyAccounts,
  { topicArn, topicKeyArn, queueUrls = [], ownQueueArns = [] }: GivenDelivery,
): ExpectedDelivery | undefined {
  if (topicArn === undefined || bucketAccountId !== administratorAccountId) return undefined;
  const { region, accountId } = knownArn(topicArn);
  if (accountId !== administratorAccountId) return undefined;
  const isRead = (arn: string) => knownArn(arn).accountId === accountId;
  return {
    topicArn,
    ...(topicKeyArn !== undefined && isRead(topicKeyArn) && { topicKeyArn }),
    queueArns: queueUrls.map((url) => queueArnOfUrl(url, region)).filter(isRead),
    ownQueueArns: ownQueueArns.filter(isRead),
  };
}
