import { iamArn, parseRoleArn, roleOfSession } from "../arn";
import type { Problem } from "../problems";
import { problem, setLike, toDo } from "../problems";

const PATH = "bucket.breakGlassRoleArns";

/**
 * The identity that deploys would lock itself out: it is none of the roles that a locked bucket and key except. A session's ARN has the
 * name of its role, without the path.
 */
export function deployingRoleProblems(roleArns: readonly string[], arn: string): Problem[] {
  const role = roleOfSession(arn);
  if (role === undefined)
    return [problem("deployingRoleNotExcepted", PATH, toDo("useRole"), { arn })];
  const excepted = roleArns.some((one) => {
    const parts = parseRoleArn(one);
    return parts?.accountId === role.accountId && parts.name === role.name;
  });
  if (excepted) return [];
  const own = iamArn(role.partition, role.accountId, `role/${role.name}`);
  const fix = setLike(PATH, [...roleArns, own]);
  return [problem("deployingRoleNotExcepted", PATH, fix, { arn })];
}
