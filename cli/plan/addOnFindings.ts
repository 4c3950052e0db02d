import { ACCOUNT_STAND_IN, trustFindings } from "../../rules/addOns";
import type { PlannedBucket, SharedResource } from "../../rules/addOns";
import { assessScans, liveScanRole, newScanRole } from "../../rules/malware";
import { accountIdOf } from "../../rules/plan";
import type { FilterFinding } from "../../rules/filters";
import { filterFindings } from "../../rules/filters";
import type { Finding } from "../findings";
import { error, scanFinding, trustFinding, unchecked, warning } from "../findings";
import { judgeSharedPolicies } from "../status/judgeSharedPolicies";
import type { Analysis } from "./analysis";
import type { GivenPolicies } from "./givenPolicies";
import { readerFindings } from "./readerFindings";
import type { WholeStack } from "./wholeStack";

/** Whom the add-ons let in that they are not for, what filters keep out of the export, and what of policies is not known. */
export function addOnFindings(
  { plan, policies }: Pick<Analysis, "plan" | "policies">,
  { documents, addOns, malwareBuckets, shared }: WholeStack,
  given: GivenPolicies,
): Finding[] {
  const { accounts } = plan;
  const owner = accountIdOf(accounts, accounts.bucketOwner) ?? "";
  return [
    ...trustFindings(documents, addOns, owner).map(trustFinding),
    ...(addOns.filters ? filterFindings(addOns.filters.plan.settings).map(filterFinding) : []),
    ...malwareBuckets.flatMap((one) => scanFindings(one, policies, given)),
    ...scanEventFindings(accountIdOf(accounts, "administrator"), { addOns, malwareBuckets }),
    ...readerFindings({ plan, policies }, { addOns }),
    ...shared.flatMap((resource) => sharedFindings(resource, given)),
  ];
}

/** Whom the policy of a queue, topic or bus lets in, where a file has it. */
function sharedFindings(resource: SharedResource, { shared }: GivenPolicies): Finding[] {
  const { path, kind, arn } = resource;
  if (!shared.has(arn)) return [unchecked("sharedPolicyNotRead", { path, kind, arn })];
  return judgeSharedPolicies([{ resource, policy: { value: shared.get(arn) } }], new Date());
}

/** Whether GuardDuty can scan a bucket: the policies of the findings bucket and its key are the export's. */
function scanFindings(
  { protectedBucket, role, settings, ofExport }: PlannedBucket,
  policies: Analysis["policies"],
  { roles }: GivenPolicies,
): Finding[] {
  const { bucketName, location } = protectedBucket;
  const known = ofExport
    ? { bucket: policies?.bucket.document, key: policies?.key.document }
    : { bucket: undefined, key: undefined };
  const adopted = settings.existing?.roleArn;
  const live = adopted === undefined ? undefined : roles.get(adopted);
  const { faults, notKnown, confusedDeputy } = assessScans(
    protectedBucket,
    adopted === undefined
      ? newScanRole(location, role)
      : live
        ? liveScanRole(live, true)
        : { arn: adopted, own: null },
    known,
  );
  return [
    ...(live && confusedDeputy ? [warning("scanRoleOpen", { bucketName, roleArn: live.arn })] : []),
    ...faults.map((fault) => scanFinding(bucketName, fault)),
    ...(notKnown.length > 0
      ? [unchecked("scanPolicyNotRead", { bucketName, deciders: notKnown })]
      : []),
  ];
}

/** GuardDuty sends the events of a scan in the account and Region of the bucket. */
function scanEventFindings(
  administrator: string | undefined,
  { addOns: { events }, malwareBuckets }: Pick<WholeStack, "addOns" | "malwareBuckets">,
): Finding[] {
  if (events?.plan.settings.malwareScans !== true) return [];
  const { regions } = events.plan.settings;
  return malwareBuckets.flatMap(({ protectedBucket: { bucketName, location } }) => {
    const { accountId, region } = location;
    const owner = administrator ?? ACCOUNT_STAND_IN;
    const known = ![owner, accountId].includes(ACCOUNT_STAND_IN);
    if (regions.includes(region) && (!known || accountId === owner)) return [];
    const values = { at: { accountId, region }, rules: { accountId: owner, regions } };
    return [warning("scanEventsNotSent", { bucketName, ...values })];
  });
}

function filterFinding(found: FilterFinding): Finding {
  switch (found.id) {
    case "filtersArchiveEverything":
      return error("filtersArchiveEverything", found);
    case "filterArchivesSevere":
      return warning("filterArchivesSevere", found);
    case "filterMatchesNothing":
      return warning("filterMatchesNothing", found);
  }
}
