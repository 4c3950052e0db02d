import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { accountOf } from "../../aws/cloud";
import { knownArn, resourceId } from "../../rules/arn";
import type { ExportPlan } from "../../rules/plan";
import type { LiveReader } from "../config/liveReader";
import type { LiveRead } from "./identityReader";

/** The role or user of a reader. */
export interface ObservedReader {
  reader: LiveReader;
  /** Its name, or how it starts where the deployment chose the rest. */
  name: string;
  live: LiveRead;
}

const AT_ONCE = 8;

/** Reads the roles and users of the stack's readers. Never rejects. */
export async function observeReaders(
  { accounts }: ExportPlan,
  cloud: Cloud,
  readers: readonly LiveReader[],
): Promise<ObservedReader[]> {
  if (readers.length === 0) return [];
  const { identityReader } = await import("./identityReader");
  const read = identityReader(cloud);
  return atOnce(AT_ONCE, readers, async (reader) => {
    const { arn, roleName, identity } = reader;
    const given = arn === undefined ? roleName : resourceId(arn);
    const name = given ?? `${identity.logicalName}-`;
    const accountId = arn === undefined ? undefined : knownArn(arn).accountId;
    const role =
      accountId === undefined
        ? accounts.bucketOwner
        : accounts.uses.find(({ account }) => accountOf(cloud, accounts, account) === accountId)
            ?.account;
    const live: LiveRead =
      role === undefined
        ? { is: "elsewhere", accountId: accountId ?? "" }
        : await read(role, identity, given);
    return { reader, name, live };
  });
}
