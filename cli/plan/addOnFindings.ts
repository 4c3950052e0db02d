import { trustFindings } from "../../rules/addOns";
import type { TrustFinding } from "../../rules/addOns";
import type { ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import type { FilterFinding } from "../../rules/filters";
import { filterFindings } from "../../rules/filters";
import type { Finding } from "../findings";
import { error, unchecked, warning } from "../findings";
import type { WholeStack } from "./wholeStack";

/** Whom the add-ons let in that they are not for, what filters keep out of the export, and what of policies is not known. */
export function addOnFindings(
  { accounts }: ExportPlan,
  { documents, addOns }: WholeStack,
): Finding[] {
  const owner = accountIdOf(accounts, accounts.bucketOwner) ?? "";
  return [
    ...trustFindings(documents, addOns, owner).map(findingOf),
    ...(addOns.filters ? filterFindings(addOns.filters.plan.settings).map(filterFinding) : []),
    ...documents
      .filter(({ addOn, kind }) => kind === "statements" && addOn.startsWith("readers."))
      .map(({ addOn, of: queue }) => unchecked("queuePolicyNotRead", { addOn, queue })),
  ];
}

function filterFinding(found: FilterFinding): Finding {
  return found.id === "filterArchivesSevere"
    ? warning("filterArchivesSevere", found)
    : error("filtersArchiveEverything", found);
}

function findingOf(found: TrustFinding): Finding {
  switch (found.id) {
    case "trustNotBound":
      return error("trustNotBound", found);
    case "subjectWildcard":
      return error("subjectWildcard", found);
    case "externalIdMissing":
      return warning("externalIdMissing", found);
  }
}
