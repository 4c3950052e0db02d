import { arnText, knownArn } from "../arn";
import type { Problem } from "../problems";
import { problem, remove, setLike, setTo } from "../problems";
import { roleArn } from "./fields";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt, recordAt } from "./unchecked";

/** Where accounts are in the arguments. */
const ACCOUNTS = [
  "organization.administrator",
  "organization.management",
  "bucket.account",
  "key.account",
  "account",
];

/** What is wrong with the accounts, by themselves and to each other. */
export function accountProblems(args: Unchecked): Problem[] {
  return [
    ...ACCOUNTS.flatMap((path) => credentialProblems(args, path)),
    ...delegationProblems(args),
    ...memberProblems(args),
  ];
}

export function credentialProblems(args: Unchecked, holder: string): Problem[] {
  const account = recordAt(args, holder);
  if (account === undefined) return [];
  const { accountId, assumeRoleArn, externalId } = account;
  if (assumeRoleArn === undefined) {
    const path = `${holder}.externalId`;
    return externalId === undefined ? [] : [problem("externalIdWithoutRole", path, remove(path))];
  }
  if (!roleArn.safeParse(assumeRoleArn).success) return [];
  const path = `${holder}.assumeRoleArn`;
  const role = knownArn(assumeRoleArn as string);
  if (typeof accountId !== "string" || role.accountId === accountId) return [];
  const fix = setLike(path, arnText({ ...role, accountId }));
  return [problem("roleOfOtherAccount", path, fix, { account: role.accountId, accountId })];
}

function delegationProblems(args: Unchecked): Problem[] {
  if (recordAt(args, "organization.management") === undefined) return [];
  const path = "organization.administrator";
  if (recordAt(args, path) !== undefined) return [];
  return [problem("managementAlone", path, setLike(path, { accountId: "111122223333" }))];
}

const MEMBERS = "organization.members.accounts";

function memberProblems(args: Unchecked): Problem[] {
  const administrator = recordAt(args, "organization.administrator")?.["accountId"];
  const management = recordAt(args, "organization.management");
  const ids = listAt(args, MEMBERS).map((member) =>
    isRecord(member) ? member["accountId"] : undefined,
  );
  return [
    ...repeatedProblems(ids, MEMBERS, "accountId"),
    ...ids.flatMap((accountId, index) => {
      if (typeof accountId !== "string" || ids.indexOf(accountId) !== index) return [];
      const member = `${MEMBERS}[${index}]`;
      const path = `${member}.accountId`;
      if (accountId === administrator) {
        return [problem("memberIsAdministrator", path, remove(member), { accountId })];
      }
      if (accountId === management?.["accountId"] && management["detector"] !== true) {
        const fix = setTo("organization.management.detector", true);
        return [problem("memberIsManagement", path, fix, { accountId })];
      }
      return [];
    }),
  ];
}
