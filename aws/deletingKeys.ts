import { hasStatementsOf, HOLDER_PATHS, readLivePolicy } from "../rules/adoption";
import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import { atOnce } from "./atOnce";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { isCode } from "./errors";
import { keys } from "./key";
import { observe } from "./observe";

const AT_ONCE = 8;

/**
 * ARNs of the account's keys that are pending deletion and whose policy has statements under the Sid prefix: of keys with an alias, as
 * every key of an export has one. Never rejects.
 */
export async function deletingKeys(
  { credentials }: Account,
  region: string,
  sidPrefix: string,
): Promise<Result<string[]>> {
  const client = keys(region, credentials, CALLS_IN_DEPLOYMENTS);
  const isDeleting = async (arn: string): Promise<boolean> => {
    try {
      if ((await client.describe(arn)).state !== "PendingDeletion") return false;
      const text = await client.policy(arn);
      const { policy } = readLivePolicy(text, { of: "key", path: HOLDER_PATHS.key });
      return policy !== undefined && hasStatementsOf(policy, sidPrefix);
    } catch (error) {
      // Deleted since; or by its own policy, where an export's key leaves reading to the account's identities.
      if (isCode(error, "NotFoundException") || isCode(error, "AccessDeniedException"))
        return false;
      throw error;
    }
  };
  try {
    return await observe(["kms:ListAliases", "kms:DescribeKey", "kms:GetKeyPolicy"], async () => {
      const arns = await client.aliased();
      const deleting = await atOnce(AT_ONCE, arns, isDeleting);
      return arns.filter((_, index) => deleting[index]);
    });
  } finally {
    client.close();
  }
}
