import { arnOf, detectorArn } from "../arn";
import { type NeededAction, type Call, EVERY, tagging } from "./needed";

const OF_A_DETECTOR = ["GetDetector", "UpdateDetector", "DeleteDetector"];

/** What a detector has that policies may allow to get: its folder in ARNs, and the member that names it. */
const PARTS: { [operation: string]: [folder: string, id: string] } = {
  GetFilter: ["filter", "FilterName"],
  GetIPSet: ["ipset", "IpSetId"],
  GetTrustedEntitySet: ["trustedentityset", "TrustedEntitySetId"],
};

/** GuardDuty decides most of its operations on malformed ARNs: only what is allowed on every resource is allowed then. */
export function guardDutyActions({ caller, name, input }: Call): NeededAction[] {
  const { DetectorId = EVERY, ResourceArn, Tags } = input;
  const detector = detectorArn(caller.accountId, caller.region, String(DetectorId));
  if (ResourceArn !== undefined) return [{ action: name, resources: [ResourceArn] }];
  if (name.endsWith("MalwareProtectionPlan")) {
    const { MalwareProtectionPlanId: id } = input;
    const plan = arnOf("guardduty", caller, `malware-protection-plan/${id ?? EVERY}`);
    return [
      { action: name, resources: [id === undefined ? EVERY : plan] },
      ...tagging(Tags, [plan]),
    ];
  }
  const [folder, member] = PARTS[name] ?? [];
  const part = member === undefined ? EVERY : `${detector}/${folder}/${input[member]}`;
  return [
    { action: name, resources: [OF_A_DETECTOR.includes(name) ? detector : part] },
    ...tagging(Tags, [detector]),
  ];
}
