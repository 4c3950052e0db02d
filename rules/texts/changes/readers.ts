import type { WiderAccess } from "../../changes";
import type { ReaderSettings } from "../../readers";
import { listed, listedValues, valueName } from "../words";
import type { Texts } from "./texts";

type Kind = ReaderSettings["identity"];

/** What happens to the identities and queues of readers. */
export const READERS = {
  readerIdentityChanged: ({ addOn, from, to }) =>
    `${addOn} reads as ${IDENTITIES[to]} instead of ${IDENTITIES[from]}: Pulumi deletes the former one, and what uses it can no longer read findings`,
  queuePolicyWriterChanged: ({ addOn, queue, writer }) =>
    writer === "owner"
      ? `${addOn}: the stack no longer writes the policy of queue ${valueName(queue)}: its statement stays as it is, and its owner has to write it from now on (output queueStatement of the reader), or the queue receives no notifications`
      : `${addOn}: the stack writes its statement into the policy of queue ${valueName(queue)} from now on, and preserves those of others: a tool that writes the whole policy removes it again, and the queue receives no notifications`,
} satisfies Partial<Texts>;

const IDENTITIES: { [kind in Kind]: string } = {
  role: "a role that other accounts can take",
  webIdentity: "a role that a web identity can take",
  service: "a role that an AWS service can take",
  accessKey: "an IAM user with a long-lived access key",
};

/** Who a new reader is, and what it may do. */
export function readerText(
  principals: readonly string[],
  { kind, identity, rights }: { kind: Kind; identity: string; rights: WiderAccess },
): string {
  const who =
    kind === "accessKey"
      ? `IAM user ${valueName(identity)} gets a long-lived access key, and whoever has it`
      : `${listedValues(principals)} can take its role, which`;
  return `${who} may use ${listed(rights.actions)} on ${listedValues(rights.resources)}`;
}
