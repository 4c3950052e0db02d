import { detectorsIn, type Detector, type Member, type World } from "../../world";
import type { Operation, Operations } from "../aws";
import type { Caller, Members } from "../contract";
import { requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { administratorOf } from "./membership";
import { page } from "./paging";

export const invitationOperations: Operations = {
  ListInvitations: ({ world }, caller, input) => {
    const { items, NextToken } = page(invitationsOf(world, caller), input, ({ from }) => from);
    return {
      Invitations: items.map(({ from, member }) => relation(from, member)),
      NextToken,
    };
  },

  GetInvitationsCount: ({ world }, caller) => ({
    InvitationsCount: invitationsOf(world, caller).length,
  }),

  AcceptAdministratorInvitation: accept("AdministratorId"),
  AcceptInvitation: accept("MasterId"),
  GetAdministratorAccount: administrator("Administrator"),
  GetMasterAccount: administrator("Master"),
  DisassociateFromAdministratorAccount: resign,
  DisassociateFromMasterAccount: resign,
};

interface Invitation {
  /** The account that invites. */
  from: string;
  detector: Detector;
  member: Member;
}

function invitationsOf(world: World, { accountId, region }: Caller): Invitation[] {
  return detectorsIn(world, region).flatMap(([from, detector]) => {
    const member = detector.members[accountId];
    return member?.relationshipStatus === "Invited" ? [{ from, detector, member }] : [];
  });
}

/** The administrator's account is called by an older name in the operations that these replaced. */
function accept(idMember: "AdministratorId" | "MasterId"): Operation {
  return ({ world, now }, caller, input) => {
    const detector = requireDetector(world, caller, input["DetectorId"]);
    const invitation = invitationsOf(world, caller).find(
      ({ from, member }) =>
        from === input[idMember] && member.invitationId === input["InvitationId"],
    );
    if (invitation === undefined) throw badRequest("noInvitation");
    invitation.member.relationshipStatus = "Enabled";
    invitation.member.updatedAt = now().toISOString();
    detector.findingPublishingFrequency = invitation.detector.findingPublishingFrequency;
  };
}

function administrator(answer: "Administrator" | "Master"): Operation {
  return ({ world }, caller, { DetectorId }) => {
    requireDetector(world, caller, DetectorId);
    const found = administratorOf(world, caller);
    return { [answer]: found && relation(found.accountId, found.member) };
  };
}

/** Members by invitation may leave; those of an organization are let go by its administrator. */
function resign(...[{ world, now }, caller, { DetectorId }]: Parameters<Operation>): void {
  requireDetector(world, caller, DetectorId);
  const found = administratorOf(world, caller);
  if (found === undefined || found.member.viaOrganization) throw badRequest("outOfRange");
  found.member.relationshipStatus = "Resigned";
  found.member.updatedAt = now().toISOString();
}

function relation(accountId: string, member: Member): Members {
  return {
    AccountId: accountId,
    InvitationId: member.invitationId,
    RelationshipStatus: member.relationshipStatus,
    InvitedAt: member.invitedAt,
  };
}
