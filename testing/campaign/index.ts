import { createTrial } from "./creates";
import { faultTrial } from "./faults";
import { invitationKillTrial } from "./invitationKills";
import { killTrial } from "./kills";
import { moveKillTrial } from "./moveKills";
import { mutationTrial } from "./mutations";
import { silenceTrial } from "./silence";
import type { Try } from "./trial";
import { verdictTrial } from "./verdicts";
import { stackAndOwner, twoStacks } from "./writers";

export type { Trial, Try } from "./trial";

/** The kinds of trials, and how many a whole campaign has of each. */
export const KINDS: { [kind: string]: { trials: number; attempt: Try } } = {
  mutations: { trials: 1_000, attempt: mutationTrial },
  verdicts: { trials: 42, attempt: verdictTrial },
  twoStacks: { trials: 200, attempt: twoStacks },
  stackAndOwner: { trials: 200, attempt: stackAndOwner },
  kills: { trials: 100, attempt: killTrial },
  invitationKills: { trials: 40, attempt: invitationKillTrial },
  moveKills: { trials: 100, attempt: moveKillTrial },
  creates: { trials: 60, attempt: createTrial },
  faults: { trials: 200, attempt: faultTrial },
  silence: { trials: 1_000, attempt: silenceTrial },
};
