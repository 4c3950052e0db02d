import { expect } from "chai";

import type { InvitationCall } from "../../testing/campaign/invitations";
import { invitedAfterKill } from "../../testing/campaign/invitationKills";
import { INVITATION_CALLS, invited } from "../../testing/campaign/invitations";

describe("An account that is invited becomes a member by the next deployments", () => {
  for (const call of Object.keys(INVITATION_CALLS) as InvitationCall[]) {
    for (const how of ["refused", "lost"] as const) {
      it(`where the answer to ${call} was ${how}`, async () => {
        expect(await invited(call, how)).to.deep.equal([]);
      });
    }
  }

  for (const [stack, victim, at, answered] of [
    ["administrator", "engine", 4, true],
    ["member", "engine", 2, true],
    ["member", "program", 2, false],
  ] as const) {
    it(`where the ${victim} of the ${stack}'s stack was killed ${answered ? "after" : "before"} changing call ${at}`, async () => {
      const { what, problems } = await invitedAfterKill({ stack, victim, at, answered });
      expect(problems).to.deep.equal([]);
      expect(what["operation"]).not.to.equal("none");
    });
  }
});
