import * as pulumi from "@pulumi/pulumi";

import type { AccountSettings } from "../../rules/args";
import { acceptanceProblem, unchecked } from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { problemLine } from "../../rules/problems";
import { importArguments, shellCommand } from "../../rules/recovery";
import { healthText } from "../../rules/texts/health";
import { awsCalls } from "../export/deployingAccounts";
import { logWarnings } from "../shared/checks";
import { hasHooks, hook } from "../shared/hooks";
import { hookError } from "../shared/log";
import { valueOf } from "../shared/outputs";
import type { ProviderLookup } from "../shared/providers";

/**
 * Refuses, in previews too, to accept an invitation that is accepted: a deployment that was interrupted before it recorded the acceptance
 * finds no invitation any more, and AWS's provider waits for it.
 */
export function onlyNewAcceptance(
  component: pulumi.ComponentResource,
  name: string,
  account: AccountSettings,
  provider: ProviderLookup,
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const creates = hook(
    `guardduty-export-new-acceptance-${name}`,
    async ({ urn, type, newInputs: inputs = {} }) => {
      const { region, detectorId, masterAccountId: administrator } = inputs as Inputs;
      // In a preview, of a detector that is still to be made.
      if (typeof detectorId !== "string" || region === undefined) return;
      const found = await administratorOf(account, region, detectorId);
      await logWarnings(component, found.problems);
      if (administrator === undefined || found.value !== administrator) return;
      const parent = await valueOf<string>(component.urn);
      const of = provider("member", region);
      const reference = `${await valueOf<string>(of.urn)}::${await valueOf<string>(of.id)}`;
      const resource = { urn, type, inputs, parent, provider: reference };
      const args = importArguments(pulumi.getStack(), { resource, id: detectorId });
      const command = shellCommand("pulumi", args);
      throw hookError(problemLine(acceptanceProblem({ administrator, region }, command)));
    },
  );
  return { beforeCreate: [creates] };
}

interface Inputs {
  region?: string;
  detectorId?: unknown;
  masterAccountId?: string;
}

async function administratorOf(
  account: AccountSettings,
  region: string,
  detectorId: string,
): Promise<{ value?: string | undefined; problems: Problem[] }> {
  const externalId = await valueOf<string | undefined>(account.externalId);
  const opened = await awsCalls().openAccount({ ...account, externalId }, region);
  const { value, finding } =
    opened.value === undefined
      ? opened
      : await awsCalls().administratorOf(opened.value, region, detectorId);
  if (finding === undefined) return { value, problems: [] };
  const notChecked = unchecked({ check: "acceptance", region });
  return { problems: [notChecked(healthText(finding).problem)] };
}
