import { type Detector, detectorsIn, type World } from "../../world";
import type { Aws } from "../aws";
import type { Caller } from "../contract";
import type { Finding } from "./finding";
import { isEnabled } from "./membership";

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const RETENTION = 90 * 86_400_000;

/** Keeps a finding in the detector of its account; an update goes to the end. */
export function storeFinding({ now }: Aws, detector: Detector, finding: Finding): void {
  delete detector.findings[finding.id];
  detector.findings[finding.id] = structuredClone(finding);
  const oldest = now().getTime() - RETENTION;
  for (const [id, { updatedAt }] of Object.entries(detector.findings)) {
    if (Date.parse(String(updatedAt)) > oldest) break;
    delete detector.findings[id];
  }
}

/** The findings that an account sees: its own, and those of the accounts that it administers. */
export function visibleFindings(
  { world, now }: Aws,
  { accountId, region }: Pick<Caller, "accountId" | "region">,
): Finding[] {
  const oldest = now().getTime() - RETENTION;
  return visibleDetectors(world, accountId, region)
    .flatMap(({ findings }) => Object.values(findings) as Finding[])
    .filter(({ updatedAt }) => Date.parse(updatedAt) > oldest);
}

function visibleDetectors(world: World, accountId: string, region: string): Detector[] {
  const own = world.detectors[`${accountId}/${region}`];
  if (own === undefined) return [];
  const members = detectorsIn(world, region).filter(([id]) => {
    const member = own.members[id];
    return id !== accountId && member !== undefined && isEnabled(member);
  });
  return [own, ...members.map(([, detector]) => detector)];
}
