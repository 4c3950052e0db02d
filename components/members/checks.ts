import type { MemberDetectorsSettings } from "../../rules/args";
import { accountDetectors } from "../export/accountReads";
import { detectorChecks } from "../export/adoptionChecks";
import type { DetectorReads } from "../export/reads";
import type { Check } from "../shared/checks";
import { openAs } from "../shared/entries";

/** The checks of a member's detectors before anything of them is created. */
export const memberChecks = (
  { existing }: MemberDetectorsSettings,
  reads: DetectorReads,
): Check[] => detectorChecks("member", existing, reads);

/** The same of valid arguments with the credentials of the account: nothing is registered for them. */
export function observeMember(settings: MemberDetectorsSettings): Check[] {
  const { account = {}, regions } = settings;
  let opened: ReturnType<typeof openAs> | undefined;
  const open = () => (opened ??= openAs(account, regions[0] as string));
  return memberChecks(settings, accountDetectors(open));
}
