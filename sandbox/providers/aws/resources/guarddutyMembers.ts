import { colonParts } from "../region";
import { Members } from "../../../cloud/contract";
import { unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import * as tests from "../tests";
import { waitFor } from "../waiting";
import { isNotOwnDetector } from "./guardduty";

const title = "GuardDuty Member";
const invited = ["Disabled", "Enabled", "Invited"];

export const member: AwsDefinition = {
  token: "aws:guardduty/member:Member",
  props: {
    accountId: { replaces: true, test: tests.accountId },
    detectorId: { replaces: true },
    email: { replaces: true },
    disableEmailNotification: { local: true, replaces: true },
    invitationMessage: { local: true, replaces: true },
    invite: {},
  },
  parseId(id) {
    memberIds(id);
    return id;
  },

  // What the answer says of unprocessed accounts goes unread.
  async create({ call, inputs }) {
    const { accountId: AccountId, email: Email, detectorId: DetectorId } = inputs;
    const id = `${DetectorId}:${AccountId}`;
    const request = { DetectorId, AccountDetails: [{ AccountId, Email }] };
    await call("guardduty:CreateMembers", request, `creating ${title} (${id})`);
    return id;
  },
  async settle(resource) {
    const { inputs, id } = resource;
    if (!inputs["invite"]) return;
    await invite(resource);
    const status = await waitFor(
      resource,
      async () => (await found(resource))?.["RelationshipStatus"],
      (state) => invited.includes(state),
    );
    if (invited.includes(status)) return;
    throw new Error(
      `waiting for ${title} (${id}) invite: expected GuardDuty Member to be invited but was in state: ${status}`,
    );
  },
  async read(resource) {
    const { id } = resource;
    const { DetectorId, AccountIds } = memberIds(id);
    const one = await unlessGone(isNotOwnDetector, () => found(resource));
    return (
      one && {
        accountId: AccountIds[0],
        detectorId: DetectorId,
        email: one["Email"],
        relationshipStatus: one["RelationshipStatus"],
        invite: [...invited, "EmailVerificationInProgress"].includes(one["RelationshipStatus"]),
      }
    );
  },
  async update(resource) {
    const { call, id, inputs, changed } = resource;
    if (!changed.has("invite")) return;
    if (inputs["invite"]) return invite(resource);
    const doing = `disassociating ${title} (${id})`;
    await call("guardduty:DisassociateMembers", memberIds(id), doing);
  },
  // An associated member is refused in the answer, which goes unread too.
  async delete({ call, id }) {
    await call("guardduty:DeleteMembers", memberIds(id), `deleting ${title} (${id})`);
  },
};

export const inviteAccepter: AwsDefinition = {
  token: "aws:guardduty/inviteAccepter:InviteAccepter",
  props: {
    detectorId: { replaces: true },
    masterAccountId: { replaces: true, test: tests.accountId },
  },

  async create(resource) {
    const { call, inputs } = resource;
    const { detectorId: DetectorId, masterAccountId: MasterId } = inputs;
    const invitation = await waitFor(
      resource,
      () => invitationFrom(resource, MasterId),
      (one) => one !== undefined,
    );
    if (!invitation) {
      throw new Error(
        `listing GuardDuty Invitations: unable to find pending GuardDuty Invitation for detector ID (${DetectorId}) from master account ID (${MasterId})`,
      );
    }
    const { InvitationId } = invitation;
    await call(
      "guardduty:AcceptInvitation",
      { DetectorId, MasterId, InvitationId },
      `accepting GuardDuty invite (${DetectorId})`,
    );
    return DetectorId;
  },
  async read({ call, id }) {
    const doing = `reading GuardDuty InviteAccepter (${id})`;
    const answer = await unlessGone(isNotOwnDetector, () =>
      call("guardduty:GetMasterAccount", { DetectorId: id }, doing),
    );
    if (!answer) return undefined;
    if (!answer["Master"]) throw new Error(`${doing}: empty response`);
    return { detectorId: id, masterAccountId: answer["Master"].AccountId };
  },
  async delete({ call, id }) {
    const doing = `disassociating GuardDuty InviteAccepter (${id})`;
    await unlessGone(isNotOwnDetector, () =>
      call("guardduty:DisassociateFromMasterAccount", { DetectorId: id }, doing),
    );
  },
};

async function invite({ call, id, inputs }: Aws): Promise<void> {
  const doing = `inviting ${title} (${id})`;
  const { UnprocessedAccounts = [] } = await call(
    "guardduty:InviteMembers",
    {
      ...memberIds(id),
      DisableEmailNotification: inputs["disableEmailNotification"],
      Message: inputs["invitationMessage"],
    },
    doing,
  );
  if (UnprocessedAccounts.length > 0) throw new Error(`${doing}: ${UnprocessedAccounts[0].Result}`);
}

async function found({ call, id }: Aws): Promise<Members | undefined> {
  const answer = await call("guardduty:GetMembers", memberIds(id), `reading ${title} (${id})`);
  return answer["Members"]?.[0];
}

async function invitationFrom({ call }: Aws, masterId: string): Promise<Members | undefined> {
  let NextToken: string | undefined;
  do {
    const page = await call(
      "guardduty:ListInvitations",
      { NextToken },
      "listing GuardDuty Invitations",
    );
    const all: Members[] = page["Invitations"] ?? [];
    const one = all.find(({ AccountId }) => AccountId === masterId);
    if (one) return one;
    NextToken = page["NextToken"];
  } while (NextToken);
  return undefined;
}

function memberIds(id: string): { DetectorId: string; AccountIds: string[] } {
  const [DetectorId, accountId, ...more] = colonParts(id);
  if (!DetectorId || !accountId || more.length > 0) {
    throw new Error(
      `GuardDuty Member ID must be of the form <Detector ID>:<Member AWS Account ID>, was provided: ${id}`,
    );
  }
  return { DetectorId, AccountIds: [accountId] };
}
