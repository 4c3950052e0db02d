import type { Account } from "../../aws/accounts";
import type { Result } from "../../rules/health/types";
import type { AccountRole } from "../../rules/plan";
import {
  delegatedProblems,
  destinationProblems,
  existingMemberProblems,
  unchecked,
  uncheckedOfProvider,
} from "../../rules/preflight";
import type { CheckSubject, Problem } from "../../rules/problems";
import { healthText } from "../../rules/texts/health";
import type { Check } from "../shared/checks";
import { hasHooks } from "../shared/hooks";
import type { ExportContext } from "./context";
import type { AwsCalls } from "./deployingAccounts";
import { awsCalls, deployingAccount } from "./deployingAccounts";

type Deploying = Pick<ExportContext, "owners" | "plan">;

/**
 * Checks of what is said to exist and is imported, where the provider has no function that reads it: the engine's error of an import names
 * neither the argument nor the Region.
 */
export function importChecks(context: Deploying): Check[] {
  if (!hasHooks()) return [];
  return [
    ...destinationChecks(context),
    ...delegationChecks(context),
    ...existingMemberChecks(context),
  ];
}

function destinationChecks(context: Deploying): Check[] {
  return Object.entries(context.plan.settings.existing).flatMap(([region, existing]) => {
    const { detectorId, destinationId } = existing;
    if (destinationId === undefined) return [];
    const subject = { check: "destination", region, destinationId } as const;
    return {
      subject,
      async run() {
        const { value, problems } = await readAs(
          context,
          "administrator",
          subject,
          (aws, account) => aws.destinationsOf(account, region, detectorId),
        );
        // Of a detector that is not the account's, the check of detectors says so.
        if (value === undefined) return problems;
        return destinationProblems(region, { detectorId, destinationId }, value);
      },
    };
  });
}

function delegationChecks(context: Deploying): Check[] {
  const { administrator, management, regions } = context.plan.settings;
  const administratorId = administrator.accountId;
  if (!management?.delegated || administratorId === undefined) return [];
  return [
    inEveryRegion(context, regions, {
      role: "management",
      subject: (region) => ({ check: "delegation", region }),
      read: async (aws, account, region) => {
        const { value, finding } = await aws.delegatedAdministrator(account, region);
        return finding === undefined ? { value: { delegated: value } } : { finding };
      },
      problemsOf: (found) =>
        delegatedProblems(
          administratorId,
          found.map(({ region, value: { delegated } }) => ({
            region,
            ...(delegated && { delegated }),
          })),
        ),
    }),
  ];
}

function existingMemberChecks(context: Deploying): Check[] {
  const { existing, members, regions } = context.plan.settings;
  const { accounts } = members;
  const ids = accounts.filter((member) => member.existing).map(({ accountId }) => accountId);
  const withDetector = regions.filter((region) => existing[region] !== undefined);
  if (ids.length === 0) return [];
  return [
    inEveryRegion(context, withDetector, {
      role: "administrator",
      subject: (region) => ({ check: "members", region }),
      read: (aws, account, region) =>
        aws.membersAmong(account, region, existing[region]?.detectorId as string, ids),
      problemsOf: (found) =>
        existingMemberProblems(
          accounts,
          found.map(({ region, value }) => ({ region, members: value })),
        ),
    }),
  ];
}

interface InRegions<T> {
  role: AccountRole;
  subject: (region: string) => CheckSubject;
  /** Undefined: another check says why there is nothing to read. */
  read: (aws: AwsCalls, account: Account, region: string) => Promise<Result<T | undefined>>;
  problemsOf: (found: { region: string; value: T }[]) => Problem[];
}

/** One check of many Regions, whose answers are judged together; a Region that could not be read is reported by itself. */
function inEveryRegion<T>(
  context: Deploying,
  regions: readonly string[],
  { role, subject, read, problemsOf }: InRegions<T>,
): Check {
  return {
    subject: subject(regions[0] as string),
    async run() {
      const answers = await Promise.all(
        regions.map(async (region) => ({
          region,
          ...(await readAs(context, role, subject(region), (aws, account) =>
            read(aws, account, region),
          )),
        })),
      );
      const found = answers.flatMap(({ region, value }) =>
        value === undefined ? [] : [{ region, value }],
      );
      return [...answers.flatMap(({ problems }) => problems), ...problemsOf(found)];
    },
  };
}

/** What an account reads; or the problem that it could not. */
export async function readAs<T>(
  context: Deploying,
  role: AccountRole,
  subject: CheckSubject,
  read: (aws: AwsCalls, account: Account) => Promise<Result<T>>,
): Promise<{ value?: T; problems: Problem[] }> {
  const account = await deployingAccount(context, role);
  if (account === undefined) return { problems: [uncheckedOfProvider(subject)] };
  const { value, finding } =
    account.value === undefined ? account : await read(awsCalls(), account.value);
  if (finding === undefined) return { value: value as T, problems: [] };
  return { problems: [unchecked(subject)(healthText(finding).problem)] };
}
