import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import { iamArn, knownArn } from "../../rules/arn";
import { decryptionBy } from "../../rules/readers";
import type { LiveReader } from "../config/liveReader";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { error, unchecked } from "../findings";
import type { Observation } from "./observe";

/** Readers that the key's policy keeps from decrypting findings: a SIEM is connected all the same, and gets no data. */
export function judgeReaders(
  { settings }: Pick<LiveStack, "settings">,
  {
    key,
    target,
    bucketOwnerId,
    readers,
  }: Pick<Observation, "key" | "target" | "bucketOwnerId" | "readers">,
): Finding[] {
  const { keyArn } = target;
  if (key?.value === undefined || keyArn === undefined) return [];
  const { policy } = readLivePolicy(key.value.policy, { of: "key", path: HOLDER_PATHS.key });
  if (policy === undefined) return [];
  return readers.flatMap(({ reader, live }) => {
    const liveArn = live.is === "read" ? live.identity.arn : reader.arn;
    const readerArn = liveArn ?? plannedArn(reader, keyArn, bucketOwnerId);
    if (readerArn === undefined) return [];
    const { result, reasons } = decryptionBy(readerArn, keyArn, policy);
    if (result === "allowed") return [];
    const isKnown = liveArn !== undefined || reader.roleName !== undefined;
    const make = isKnown && result !== "undetermined" ? error : unchecked;
    const denying = reasons.filter(
      ({ effect, outcome }) => effect === "Deny" && outcome === "applies",
    );
    return [
      make("readerCannotDecrypt", {
        ...{ addOn: reader.addOn, readerArn, keyArn },
        denying: denying.map(({ index, sid }) => ({ index, ...(sid !== undefined && { sid }) })),
        byReaderArns: isWritten(settings) && isElsewhere(readerArn, keyArn),
      }),
    ];
  });
}

/** The identity in the bucket's account, by its name where the configuration gives one: else by what Pulumi's name starts with. */
function plannedArn(
  { roleName, identity }: LiveReader,
  keyArn: string,
  accountId: string | undefined,
): string | undefined {
  if (accountId === undefined) return undefined;
  return iamArn(
    knownArn(keyArn).partition,
    accountId,
    `${identity.kind}/${roleName ?? identity.logicalName}`,
  );
}

/** Whether the stack writes the key's policy. */
const isWritten = ({ key }: LiveStack["settings"]) => key.existing?.policy !== "external";

/** `readerArns` admits identities of other accounts than the key's alone. */
const isElsewhere = (readerArn: string, keyArn: string) =>
  knownArn(readerArn).accountId !== knownArn(keyArn).accountId;
