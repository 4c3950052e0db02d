import { regionFacts } from "../regions";
import { roleArnParts } from "./fields";
import type { Problem } from "./problems";
import { shown } from "./problems";
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

function credentialProblems(args: Unchecked, path: string): Problem[] {
  const account = recordAt(args, path);
  if (account === undefined) return [];
  const { accountId, assumeRoleArn, externalId } = account;
  if (assumeRoleArn === undefined) {
    if (externalId === undefined) return [];
    const reason = "is only sent when a role is assumed: give assumeRoleArn, or leave it out";
    return [{ path: `${path}.externalId`, reason }];
  }
  const role = typeof assumeRoleArn === "string" ? roleArnParts(assumeRoleArn) : undefined;
  if (role === undefined) return [];
  const problems: Problem[] = [];
  const problem = (reason: string) => problems.push({ path: `${path}.assumeRoleArn`, reason });
  if (typeof accountId === "string" && role.accountId !== accountId) {
    problem(
      `is a role of account ${role.accountId}, and accountId is ${shown(accountId)}; give a role of that account`,
    );
  }
  const home = args["homeRegion"] ?? listAt(args, "regions")[0];
  const partition = typeof home === "string" ? regionFacts(home)?.partition : undefined;
  if (partition !== undefined && role.partition !== partition) {
    problem(
      `is in partition ${role.partition}, and ${String(home)} is in ${partition}; start it with arn:${partition}:`,
    );
  }
  return problems;
}

function delegationProblems(args: Unchecked): Problem[] {
  if (recordAt(args, "organization.management") === undefined) return [];
  if (recordAt(args, "organization.administrator") !== undefined) return [];
  const reason =
    "is required with organization.management: it is the account that is registered as delegated administrator";
  return [{ path: "organization.administrator", reason }];
}

function memberProblems(args: Unchecked): Problem[] {
  const members = listAt(args, "organization.members.accounts");
  const administrator = recordAt(args, "organization.administrator")?.["accountId"];
  const management = recordAt(args, "organization.management");
  const ids = members.map((member) => (isRecord(member) ? member["accountId"] : undefined));
  const firsts = new Map<unknown, number>();
  ids.forEach((id, index) => firsts.has(id) || firsts.set(id, index));
  return ids.flatMap((id, index) => {
    if (typeof id !== "string") return [];
    const path = `organization.members.accounts[${index}].accountId`;
    const first = firsts.get(id) as number;
    if (first !== index) {
      const reason = `${id} is in organization.members.accounts[${first}] already; name each account once`;
      return [{ path, reason }];
    }
    if (id === administrator) {
      const reason = `${id} is the administrator account, which is no member of itself; take it out`;
      return [{ path, reason }];
    }
    if (id === management?.["accountId"] && management["detector"] !== true) {
      const reason = `${id} is the management account, which needs a detector of its own before it can be a member; set organization.management.detector to true`;
      return [{ path, reason }];
    }
    return [];
  });
}
