import { type Detector, type Member, newId } from "../../world";
import type { Aws, Operation, Operations } from "../aws";
import type { Caller, Members } from "../contract";
import { belongsTo } from "../organizations";
import { locationKey, requireDetector } from "./detectors";
import { enableMember } from "./enabling";
import { badRequest } from "./errors";
import { administratorOf, isAssociated, isEnabled } from "./membership";
import { page } from "./paging";
import { isAutoEnableOff, managedSettings } from "./policyManaged";

const MAXIMUM_ACCOUNTS = 50;

/** Results for single accounts of a call. */
export const RESULTS = {
  managementWithout:
    "Operation failed because your organization master must first enable GuardDuty to be added as a member",
  notMember:
    "The request is rejected because the given account ID is not an associated member of account the current account.",
  // UNVERIFIED texts from here.
  itself: "The request is rejected because an account cannot become a member of itself.",
  already:
    "The request is rejected because the given account ID is already a member of the current account.",
  othersMember:
    "The request is rejected because the given account ID is associated with another administrator account.",
  autoEnabled:
    "The request is rejected because auto-enable is ALL for the members of the organization.",
  policyManaged:
    "The request is rejected because a GuardDuty policy of AWS Organizations manages this setting for the account.",
  associated:
    "The request is rejected because the given account ID is an associated member of the current account.",
} as const;

type Result = keyof typeof RESULTS;

/** What a call does for one account: nothing more to say, or why not. */
type PerAccount = (
  context: { aws: Aws; caller: Caller; detector: Detector; input: Members },
  accountId: string,
  detail: Members,
) => Result | undefined;

export const memberOperations: Operations = {
  CreateMembers: forEach((context, accountId, { Email }) => {
    const { aws, caller, detector } = context;
    const { world } = aws;
    if (accountId === caller.accountId) return "itself";
    const member = detector.members[accountId];
    if (member !== undefined && isAssociated(member)) return "already";
    if (administratorOf(world, { ...caller, accountId })) return "othersMember";
    const { organization } = world;
    const administers = organization?.guardDutyAdministrators[caller.region] === caller.accountId;
    if (!administers || !belongsTo(organization, accountId)) {
      detector.members[accountId] = memberOf(aws, Email, "Created");
      return undefined;
    }
    const bare = world.detectors[locationKey({ ...caller, accountId })] === undefined;
    if (accountId === organization?.management && bare) return "managementWithout";
    enableMember(aws, caller, detector, accountId, { email: Email });
    return undefined;
  }),

  InviteMembers: forEach(({ aws, detector }, accountId) => {
    const member = detector.members[accountId];
    if (member === undefined) return "notMember";
    if (isAssociated(member)) return undefined;
    const registered = aws.world.accounts[accountId]?.email ?? member.email;
    const verified = registered.toLowerCase() === member.email.toLowerCase();
    Object.assign(
      member,
      memberOf(aws, member.email, verified ? "Invited" : "EmailVerificationFailed"),
      {
        invitationId: newId(),
        invitedAt: aws.now().toISOString(),
      },
    );
    return undefined;
  }),

  DisassociateMembers: forEach(({ aws, caller, detector }, accountId) => {
    const { world } = aws;
    const member = detector.members[accountId];
    if (member === undefined || !isAssociated(member)) return "notMember";
    if (managedSettings(world, { ...caller, accountId })?.foundational === "ENABLED") {
      return "policyManaged";
    }
    const configuration = isAutoEnableOff(world) ? undefined : detector.organizationConfiguration;
    if (member.viaOrganization && configuration?.autoEnableOrganizationMembers === "ALL") {
      return "autoEnabled";
    }
    Object.assign(member, memberOf(aws, member.email, "Removed"));
    return undefined;
  }),

  DeleteMembers: forEach(({ detector }, accountId) => {
    const member = detector.members[accountId];
    if (member === undefined) return "notMember";
    if (isAssociated(member)) return "associated";
    delete detector.members[accountId];
    return undefined;
  }),

  GetMembers: (aws, caller, input) => {
    const detector = requireDetector(aws.world, caller, input["DetectorId"]);
    const ids = requireFew<string>(input["AccountIds"]);
    return {
      Members: ids.flatMap((id) => memberMembers(aws, caller, detector, id) ?? []),
      UnprocessedAccounts: ids
        .filter((id) => detector.members[id] === undefined)
        .map((AccountId) => ({ AccountId, Result: RESULTS.notMember })),
    };
  },

  ListMembers: (aws, caller, input) => {
    const detector = requireDetector(aws.world, caller, input["DetectorId"]);
    const all = String(input["OnlyAssociated"] ?? "true").toLowerCase() === "false";
    const ids = Object.entries(detector.members)
      .filter(([, member]) => all || isEnabled(member) || member.relationshipStatus === "Disabled")
      .map(([id]) => id);
    const { items, NextToken } = page(ids, input, (id) => id);
    return {
      Members: items.flatMap((id) => memberMembers(aws, caller, detector, id) ?? []),
      NextToken,
    };
  },
};

/** An operation that does something for each account it is given, and lists those it did not do it for. */
export function forEach(apply: PerAccount): Operation {
  return (aws, caller, input) => {
    const detector = requireDetector(aws.world, caller, input["DetectorId"]);
    const details: Members[] = requireFew(
      input["AccountDetails"] ?? input["AccountIds"]?.map((AccountId: string) => ({ AccountId })),
    );
    const UnprocessedAccounts = details.flatMap((detail) => {
      const result = apply({ aws, caller, detector, input }, detail["AccountId"], detail);
      return result === undefined
        ? []
        : [{ AccountId: detail["AccountId"], Result: RESULTS[result] }];
    });
    return { UnprocessedAccounts };
  };
}

function requireFew<T>(accounts: T[] | undefined): T[] {
  if (accounts !== undefined && accounts.length >= 1 && accounts.length <= MAXIMUM_ACCOUNTS) {
    return accounts;
  }
  throw badRequest("outOfRange");
}

function memberOf({ now }: Aws, email: string, relationshipStatus: string): Member {
  return { email, relationshipStatus, viaOrganization: false, updatedAt: now().toISOString() };
}

function memberMembers(
  { world }: Aws,
  caller: Caller,
  detector: Detector,
  accountId: string,
): Members | undefined {
  const member = detector.members[accountId];
  if (member === undefined) return undefined;
  return {
    AccountId: accountId,
    DetectorId: isEnabled(member)
      ? world.detectors[locationKey({ ...caller, accountId })]?.id
      : undefined,
    MasterId: caller.accountId,
    AdministratorId: caller.accountId,
    Email: member.email,
    RelationshipStatus: member.relationshipStatus,
    InvitedAt: member.invitedAt,
    UpdatedAt: member.updatedAt,
  };
}
