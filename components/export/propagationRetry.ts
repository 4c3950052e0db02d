import { setTimeout as wait } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import { nextWait } from "../../rules/propagation";
import { refusedExportText } from "../../rules/texts/findings";
import { errorHook } from "../shared/hooks";
import { logError } from "../shared/log";
import { valueOf } from "../shared/outputs";
import type { Admission, ExportContext } from "./context";

/**
 * Tries again while GuardDuty does not see the policies yet; every other failure stands. GuardDuty's refusal names no statement: those that
 * the evaluation left open are named with it.
 */
export function propagationRetry(
  { name, component }: ExportContext,
  { undetermined }: Admission,
): pulumi.ErrorHook {
  return errorHook(`guardduty-export-propagation-${name}`, async ({ errors, newInputs = {} }) => {
    const milliseconds = nextWait(errors);
    if (milliseconds !== undefined) {
      await wait(milliseconds);
      return true;
    }
    if (AWS_MESSAGES.servicePermission.test(errors[0] ?? "")) {
      const region = String(newInputs["region"]);
      const open = await valueOf<pulumi.Unwrap<typeof undetermined>>(undetermined);
      const text = refusedExportText(region, open);
      if (text !== undefined) await logError(text, component);
    }
    return false;
  });
}
