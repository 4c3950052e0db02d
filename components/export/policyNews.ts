import * as pulumi from "@pulumi/pulumi";

import type { PolicyOutcome } from "../../rules/adoption";
import { UNMADE_DETECTOR } from "../../rules/plan";
import type { ExportContext } from "./context";

/** Says what changes of the export's part of a policy that others write too: its JSON text would not be read. */
export function tellOutcome(
  { component }: ExportContext,
  policy: string,
  outcome: pulumi.Output<PolicyOutcome>,
): void {
  outcome.apply(async ({ changes, precision }) => {
    if (changes.length > 0) {
      await pulumi.log.info(readable([`${policy}:`, ...changes].join("\n  ")), component);
    }
    if (precision === "accounts") {
      await pulumi.log.warn(
        `the ${policy} has no room for every detector's ARN: it admits every detector of the exporting accounts`,
        component,
      );
    }
  });
}

/** A text without ids that only stand in for those of new detectors. */
export function readable(text: string): string {
  return text.replaceAll(UNMADE_DETECTOR, "(new)");
}
