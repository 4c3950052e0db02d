import * as pulumi from "@pulumi/pulumi";

import type { PolicyTexts, WrittenPolicy } from "../../rules/adoption";
import type { ExportSettings } from "../../rules/args";
import type { OwnerRole } from "../../rules/plan";
import { accountIdOf, planExport } from "../../rules/plan";
import { unreadBucketProblem, unreadKeyProblem } from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { healthText } from "../../rules/texts/health";
import type { Check } from "../shared/checks";
import { accountReads } from "./accountReads";
import type { ExportContext } from "./context";
import { deployingAccount } from "./deployingAccounts";
import { exportChecks } from "./exportChecks";
import { liveText, policyTextProblems } from "./livePolicies";
import type { ExportReads } from "./reads";

type Deploying = Pick<ExportContext, "owners" | "plan">;

/** An export that is not registered yet, as its accounts see it. */
export interface ObservedExport {
  reads: ExportReads;
  /** The checks that its component runs before anything of it is created, and those of the policies of what exists. */
  checks: Check[];
}

/** Observes an export of valid arguments with the credentials of its accounts: nothing is registered for it. */
export function observeExport(name: string, settings: ExportSettings): ObservedExport {
  const owner = { project: pulumi.getProject(), stack: pulumi.getStack(), component: name };
  const plan = planExport({ owner, settings });
  const { accounts, home } = plan;
  const owners = {
    administrator: accountIdOf(accounts, "administrator"),
    bucket: accountIdOf(accounts, accounts.bucketOwner),
    key: accountIdOf(accounts, accounts.keyOwner),
  };
  const context = { plan, owners };
  const open = async (role: Parameters<typeof deployingAccount>[1]) =>
    deployingAccount(context, role);
  const reads = accountReads(open, home.name, accounts);
  return { reads, checks: [...exportChecks(context, reads), ...policyChecks(context)] };
}

/** Whether the policies of the existing bucket and key can be read and merged, and have room. */
function policyChecks(context: Deploying): Check[] {
  const { settings, accounts } = context.plan;
  const { bucket, key } = settings;
  const held: [WrittenPolicy, OwnerRole][] = [
    ...holding("bucket", bucket.existing?.name, accounts.bucketOwner),
    ...holding("key", key.existing?.arn, accounts.keyOwner),
  ];
  if (held.length === 0) return [];
  return [
    {
      subject: { check: "existing", of: held[0]![0].holder },
      async run() {
        const problems: Problem[] = [];
        const texts: PolicyTexts = {};
        for (const [policy, role] of held) {
          const { value, finding } = await liveText(context, role, policy);
          if (value !== undefined) texts[policy.holder] = value;
          else problems.push(unread(context, policy, finding && healthText(finding).problem));
        }
        return [...problems, ...policyTextProblems(context.plan, texts)];
      },
    },
  ];
}

const holding = (
  holder: WrittenPolicy["holder"],
  name: string | undefined,
  owner: OwnerRole,
): [WrittenPolicy, OwnerRole][] => (name === undefined ? [] : [[{ holder, name }, owner]]);

function unread(
  { plan: { home } }: Deploying,
  { holder, name }: WrittenPolicy,
  message = "no credentials of its account",
): Problem {
  const problemOf = holder === "bucket" ? unreadBucketProblem : unreadKeyProblem;
  return problemOf(name, home.name, message);
}
