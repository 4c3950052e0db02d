import type { Check } from "../shared/checks";
import { accountChecks } from "./accountChecks";
import { adoptionChecks } from "./adoptionChecks";
import type { ExportContext } from "./context";
import { entryChecks } from "./entryChecks";
import { importChecks } from "./importChecks";
import type { ExportReads } from "./reads";

/** The checks of an export before anything of it is created; the policies of what exists are read with resources. */
export const exportChecks = (
  { plan, owners }: Pick<ExportContext, "owners" | "plan">,
  reads: ExportReads,
): Check[] => [
  ...accountChecks({ plan, owners }, reads),
  ...adoptionChecks(plan, reads),
  ...importChecks({ plan, owners }),
  ...entryChecks({ plan, owners }),
];
