import type { MemberSettings } from "../args";
import type { Problem } from "../problems";
import { problem, propertyPath, remove, setTo, toDo } from "../problems";
import type { DelegationIn } from "../problems/texts/imports";
import { ACCOUNT_PATHS } from "./accounts";

/** A publishing destination as GuardDuty lists it. */
export interface ListedDestination {
  id: string;
  /** S3 is the only one so far. */
  type: string;
}

/** A destination that exports to S3. */
export interface FoundDestination {
  id: string;
  /** Bucket and prefix that it exports to. */
  destinationArn?: string;
}

/** An existing destination has to be one of the Region's detector, and to export to S3. */
export function destinationProblems(
  region: string,
  { detectorId, destinationId }: { detectorId: string; destinationId: string },
  listed: readonly ListedDestination[],
): Problem[] {
  const own = listed.find(({ id }) => id === destinationId);
  if (own?.type === "S3") return [];
  const path = propertyPath(["existing", region, "destinationId"]);
  const found = listed.find(({ type }) => type === "S3")?.id;
  const fix = found === undefined ? remove(path) : setTo(path, found);
  if (own !== undefined) {
    const { type } = own;
    return [problem("destinationNotS3", path, fix, { destinationId, region, type })];
  }
  return [problem("destinationNotFound", path, fix, { destinationId, detectorId, region, found })];
}

/** A destination that a detector has and the arguments do not declare; `declared`: the detector is. */
export function undeclaredDestinationProblem(
  region: string,
  detectorId: string,
  found: FoundDestination,
  declared: boolean,
): Problem {
  const entry = propertyPath(["existing", region]);
  const path = declared ? `${entry}.destinationId` : entry;
  const fix = setTo(path, declared ? found.id : { detectorId, destinationId: found.id });
  return problem("destinationNotDeclared", path, fix, { region, detectorId, found });
}

/** A delegation that is said to exist has to be there in every Region. */
export function delegatedProblems(
  administrator: string,
  delegations: readonly DelegationIn[],
): Problem[] {
  const missing = delegations.filter(({ delegated }) => delegated !== administrator);
  if (missing.length === 0) return [];
  const path = `${ACCOUNT_PATHS.management}.delegated`;
  const regions = missing.map(({ region }) => region);
  const fix =
    missing.length === delegations.length
      ? remove(path)
      : toDo("delegate", { accountId: administrator, regions });
  return [problem("delegationNotFound", path, fix, { administrator, delegations: missing })];
}

/** Members that are said to exist have to be there in every Region. */
export function existingMemberProblems(
  accounts: readonly Pick<MemberSettings, "accountId" | "existing">[],
  found: readonly { region: string; members: readonly string[] }[],
): Problem[] {
  return accounts.flatMap(({ accountId, existing }, index) => {
    if (!existing) return [];
    const missing = found.filter(({ members }) => !members.includes(accountId));
    if (missing.length === 0) return [];
    const path = `organization.members.accounts[${index}].existing`;
    const regions = missing.map(({ region }) => region);
    const fix =
      missing.length === found.length ? remove(path) : toDo("addMember", { accountId, regions });
    return [problem("memberNotFound", path, fix, { accountId, regions })];
  });
}

/** What is said to exist of a detector has to be of the Region's one; `at`: the entry of the Region. */
export function detectorOfEntryProblems(
  at: readonly string[],
  detectorId: string,
  found: string | undefined,
): Problem[] {
  if (detectorId === found) return [];
  const path = propertyPath([...at, "detectorId"]);
  const region = at.at(-1) as string;
  if (found === undefined) {
    return [problem("detectorNotFound", path, remove(propertyPath(at)), { detectorId, region })];
  }
  return [problem("detectorDiffers", path, setTo(path, found), { detectorId, region, found })];
}

/** An invitation is to be accepted that is accepted already; `command` imports the acceptance into the state. */
export function acceptanceProblem(
  of: { administrator: string; region: string },
  command: string,
): Problem {
  return problem("acceptanceNotRecorded", "acceptInvitation", { action: "run", command }, of);
}
