import type { AddOnDocument, AddOnsPlan } from "../addOns";
import type { ReaderPlan } from "../readers";
import { widerAccess } from "./access";
import type { Change } from "./change";
import { change } from "./change";

/** The readers of a stack, and what their identities may do. */
interface Stack {
  plan?: AddOnsPlan;
  documents: readonly AddOnDocument[];
}

type Both = readonly [base: Stack, head: Stack];

const KEY = "readers.";

/** Whom the roles of an add-on that reads findings trust. */
export function readersOf(documents: readonly AddOnDocument[], addOn: string): string[] {
  if (!addOn.startsWith("readers.")) return [];
  const trusts = documents.filter((one) => one.addOn === addOn && one.kind === "trust");
  return trusts.flatMap(({ document }) => widerAccess(undefined, document).principals);
}

const planOf = ({ plan }: Stack, addOn: string): ReaderPlan | undefined =>
  addOn.startsWith(KEY) ? plan?.readers.get(addOn.slice(KEY.length))?.plan : undefined;

/** Who a new reader reads as, and what it may do. */
export function addedReader(head: Stack, addOn: string) {
  const kind = planOf(head, addOn)?.settings.identity;
  const rights = head.documents.find((one) => one.addOn === addOn && one.kind === "rights");
  if (kind === undefined || rights === undefined) return {};
  return {
    reader: { kind, identity: rights.of, rights: widerAccess(undefined, rights.document) },
  };
}

/** A reader that reads as another kind of identity. */
export function identityChanges(base: Stack, head: Stack, addOn: string): Change[] {
  const [from, to] = identitiesOf([base, head], addOn);
  if (from === undefined || to === undefined || from === to) return [];
  return [change("readerIdentityChanged", { addOn, from, to })];
}

const identitiesOf = (both: Both, addOn: string) =>
  both.map((one) => planOf(one, addOn)?.settings.identity);

const IDENTITY = /^(role|webIdentity|accessKey|service)(\.|$)/;

/** Whether a setting is of an identity that another kind replaces: its trust and rights are described by themselves. */
export function isOfIdentity(both: Both, addOn: string, path: string): boolean {
  const [from, to] = identitiesOf(both, addOn);
  return IDENTITY.test(path) && from !== to;
}

const QUEUE_POLICY = "queue.existing.policy";

/** Who writes the policy of a queue that exists. */
export function queueWriterChanges(base: Stack, head: Stack, addOn: string): Change[] {
  const [from, to] = [base, head].map((one) => planOf(one, addOn)?.queue);
  if (!isWriter(from) || !isWriter(to) || from === to) return [];
  const statements = head.documents.find((one) => one.addOn === addOn && one.kind === "statements");
  const writer = to === "external" ? "owner" : "stack";
  return [change("queuePolicyWriterChanged", { addOn, queue: statements?.of ?? "", writer })];
}

const isWriter = (queue: ReaderPlan["queue"]) => queue === "merge" || queue === "external";

/** Whether a setting is who writes the policy of a queue, where that is described by itself. */
export function isQueueWriter([base, head]: Both, addOn: string, path: string): boolean {
  return path === QUEUE_POLICY && queueWriterChanges(base, head, addOn).length > 0;
}
