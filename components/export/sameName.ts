import type * as pulumi from "@pulumi/pulumi";

import type { NamedDetector, WrittenPolicy } from "../../rules/adoption";
import { detectorsOfSameName, sameNameProblems } from "../../rules/adoption";
import { problemLine } from "../../rules/problems";
import { hook } from "../shared/hooks";
import { valueOf } from "../shared/outputs";
import type { ExportContext } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { hookError } from "../shared/log";

/**
 * Refuses, in previews too, to write the policy of an existing bucket or key for the first time where a stack of the same project, stack and
 * component name in another backend has its statements: each would replace the other's.
 */
export function refuseSameName(
  context: ExportContext,
  { holder }: WrittenPolicy,
): pulumi.ResourceHook {
  const { name, plan, live } = context;
  return hook(`guardduty-export-${holder}-policy-name-${name}`, async () => {
    const account = (await deployingAccount(context, "administrator"))?.value;
    const policy = await valueOf<Parameters<typeof detectorsOfSameName>[0]>(live[holder]);
    if (account === undefined) return;
    const { accountId } = account;
    const regions = plan.regions.map((region) => region.name);
    const named = detectorsOfSameName(policy, plan.sidPrefix, { accountId, regions });
    const existing: NamedDetector[] = [];
    for (const one of named) {
      // An earlier deployment that was destroyed leaves its statements. Of other accounts there are no credentials.
      const gone = one.accountId === accountId && !(await awsCalls().hasDetector(account, one));
      if (!gone) existing.push(one);
    }
    const [problem] = sameNameProblems(holder, plan.sidPrefix, existing);
    if (problem !== undefined) throw hookError(problemLine(problem));
  });
}
