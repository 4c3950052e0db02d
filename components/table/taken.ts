import * as pulumi from "@pulumi/pulumi";

import { takenEntryProblem } from "../../rules/preflight";
import { problemLine } from "../../rules/problems";
import { importArguments, shellCommand } from "../../rules/recovery";
import { identifiedLines } from "../../rules/texts/identified";
import { AWS_MESSAGES } from "../../rules/awsMessages";
import { accountOfProvider } from "../shared/entries";
import { errorHook, hasHooks } from "../shared/hooks";
import { logError } from "../shared/log";
import { valueOf } from "../shared/outputs";

/** Explains Glue's refusal of a database or table that exists: its error names neither the state nor what to do. */
export function explainTaken(
  component: pulumi.Resource,
  { name, region, what }: { name: string; region: string; what: "database" | "table" },
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const failed = errorHook(
    `guardduty-export-taken-${name}`,
    async ({ urn, type, newInputs: inputs = {}, errors }) => {
      if (!AWS_MESSAGES.glueExists.test(errors[0] ?? "")) return false;
      const account = await accountOfProvider(component, region);
      const of = inputs as { name?: string; databaseName?: string };
      const catalog = account?.value?.accountId ?? "<account id>";
      const id = [catalog, ...(of.databaseName ? [of.databaseName] : []), of.name].join(":");
      const parent = await valueOf<string>(component.urn);
      const args = importArguments(pulumi.getStack(), {
        ...{ resource: { urn, type, inputs, parent }, id },
      });
      const command = shellCommand("pulumi", args);
      const problem = takenEntryProblem(`${what} ${of.name}`, command, { isPreview: false });
      await logError(identifiedLines([problemLine(problem)]), component);
      return false;
    },
  );
  return { onError: [failed] };
}
