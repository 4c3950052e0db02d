import { trustFindings } from "../../rules/addOns";
import type { PlannedBucket } from "../../rules/addOns";
import { assessScans, newScanRole } from "../../rules/malware";
import { accountIdOf } from "../../rules/plan";
import type { FilterFinding } from "../../rules/filters";
import { filterFindings } from "../../rules/filters";
import type { Finding } from "../findings";
import { error, scanFinding, trustFinding, unchecked, warning } from "../findings";
import type { Analysis } from "./analysis";
import type { WholeStack } from "./wholeStack";

/** Whom the add-ons let in that they are not for, what filters keep out of the export, and what of policies is not known. */
export function addOnFindings(
  { plan: { accounts }, policies }: Pick<Analysis, "plan" | "policies">,
  { documents, addOns, malwareBuckets, shared }: WholeStack,
): Finding[] {
  const owner = accountIdOf(accounts, accounts.bucketOwner) ?? "";
  return [
    ...trustFindings(documents, addOns, owner).map(trustFinding),
    ...(addOns.filters ? filterFindings(addOns.filters.plan.settings).map(filterFinding) : []),
    ...malwareBuckets.flatMap((one) => scanFindings(one, policies)),
    ...shared.map(({ path, kind, arn }) => unchecked("sharedPolicyNotRead", { path, kind, arn })),
  ];
}

/** Whether GuardDuty can scan a bucket: the policies of the findings bucket and its key are the export's. */
function scanFindings(
  { protectedBucket, role, settings, ofExport }: PlannedBucket,
  policies: Analysis["policies"],
): Finding[] {
  const { bucketName, location } = protectedBucket;
  const known = ofExport
    ? { bucket: policies?.bucket.document, key: policies?.key.document }
    : { bucket: undefined, key: undefined };
  const adopted = settings.existing?.roleArn;
  const { faults, notKnown } = assessScans(
    protectedBucket,
    adopted === undefined ? newScanRole(location, role) : { arn: adopted, own: null },
    known,
  );
  return [
    ...faults.map((fault) => scanFinding(bucketName, fault)),
    ...(notKnown.length > 0
      ? [unchecked("scanPolicyNotRead", { bucketName, deciders: notKnown })]
      : []),
  ];
}

function filterFinding(found: FilterFinding): Finding {
  return found.id === "filterArchivesSevere"
    ? warning("filterArchivesSevere", found)
    : error("filtersArchiveEverything", found);
}
