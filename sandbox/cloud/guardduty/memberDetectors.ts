import { type Detector } from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { locationKey, requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { featureMembers, isManaged, requireFeatures, setFeatures } from "./features";
import { forEach, RESULTS } from "./members";
import { isEnabled } from "./membership";
import { ORGANIZATION_FEATURES } from "./organization";
import { isAutoEnableOff, managedSettings } from "./policyManaged";
import type { Aws } from "../aws";

/** What an administrator does with the detectors of its members. */
export const memberDetectorOperations: Operations = {
  /**
   * The member's detector is suspended, and makes no findings.
   * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html
   */
  StopMonitoringMembers: forEach(({ aws, caller, detector }, accountId) => {
    const member = detector.members[accountId];
    if (member === undefined || !isEnabled(member)) return "notMember";
    const { world } = aws;
    if (managedSettings(world, { ...caller, accountId })?.foundational !== undefined) {
      return "policyManaged";
    }
    const configuration = isAutoEnableOff(world) ? undefined : detector.organizationConfiguration;
    if (member.viaOrganization && configuration?.autoEnableOrganizationMembers === "ALL") {
      return "autoEnabled";
    }
    const updatedAt = aws.now().toISOString();
    Object.assign(member, { relationshipStatus: "Disabled", updatedAt });
    setStatus(aws, caller, accountId, "DISABLED");
    return undefined;
  }),

  StartMonitoringMembers: forEach(({ aws, caller, detector }, accountId) => {
    const member = detector.members[accountId];
    if (member !== undefined && isEnabled(member)) return undefined;
    if (member?.relationshipStatus !== "Disabled") return "notMember";
    const updatedAt = aws.now().toISOString();
    Object.assign(member, { relationshipStatus: "Enabled", updatedAt });
    setStatus(aws, caller, accountId, "ENABLED");
    return undefined;
  }),

  GetMemberDetectors: (aws, caller, { DetectorId, AccountIds }) => {
    const detector = requireDetector(aws.world, caller, DetectorId);
    const found = (AccountIds as string[]).map((accountId) => ({
      accountId,
      its: memberDetector(aws, caller, detector, accountId),
    }));
    return {
      MemberDataSourceConfigurations: found.flatMap(({ accountId, its }) =>
        its === undefined
          ? []
          : [{ AccountId: accountId, Features: memberFeatures(aws, caller, accountId, its) }],
      ),
      UnprocessedAccounts: found
        .filter(({ its }) => its === undefined)
        .map(({ accountId }) => ({ AccountId: accountId, Result: RESULTS.notMember })),
    };
  },

  UpdateMemberDetectors: (aws, caller, input) => {
    const { Features, DataSources } = input;
    if (DataSources !== undefined) {
      const text = "The sandbox does not have DataSources, which AWS deprecated: use Features.";
      throw new AwsError("NotImplemented", text, 501);
    }
    if (Features === undefined || Features.length === 0) throw badRequest("outOfRange");
    requireFeatures(Features, "Status");
    return updateEach(aws, caller, input);
  },
};

const updateEach = forEach(({ aws, caller, detector, input }, accountId) => {
  const its = memberDetector(aws, caller, detector, accountId);
  if (its === undefined) return "notMember";
  const managed = managedSettings(aws.world, { ...caller, accountId });
  if (isManaged(managed, input["Features"])) return "policyManaged";
  setFeatures(its, input["Features"], aws.now());
  return undefined;
});

/** The detector of an account that is an enabled member. */
function memberDetector(
  { world }: Aws,
  caller: Caller,
  { members }: Detector,
  accountId: string,
): Detector | undefined {
  const member = members[accountId];
  if (member === undefined || !isEnabled(member)) return undefined;
  return world.detectors[locationKey({ ...caller, accountId })];
}

function memberFeatures(
  { world }: Aws,
  { region }: Caller,
  accountId: string,
  detector: Detector,
): Members[] {
  const managed = managedSettings(world, { accountId, region });
  return featureMembers(detector, managed).filter(({ Name }) =>
    ORGANIZATION_FEATURES.includes(Name),
  );
}

function setStatus(
  { world }: Aws,
  caller: Caller,
  accountId: string,
  status: Detector["status"],
): void {
  const detector = world.detectors[locationKey({ ...caller, accountId })];
  if (detector !== undefined) detector.status = status;
}
