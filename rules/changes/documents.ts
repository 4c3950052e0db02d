import { isDeepStrictEqual } from "node:util";

import type { AddOnDocument } from "../addOns";
import { isWider, widerAccess } from "./access";
import type { Change } from "./change";
import { change, split } from "./change";
import { riskOf } from "./risks";

/** What the policies of an add-on allow that they did not. */
export function documentChanges(
  addOn: string,
  base: readonly AddOnDocument[],
  head: readonly AddOnDocument[],
): Change[] {
  const known = (one: AddOnDocument) => `${one.kind} ${one.of}`;
  const ofAddOn = (all: readonly AddOnDocument[]) =>
    new Map(all.filter((one) => one.addOn === addOn).map((one) => [known(one), one]));
  const [old, now] = [ofAddOn(base), ofAddOn(head)];
  const { added, removed } = split([...old.keys()], [...now.keys()]);
  const both = [...now.keys()].filter(
    (key) => old.has(key) && !isDeepStrictEqual(old.get(key)!.document, now.get(key)!.document),
  );
  return [...added, ...both, ...removed].map((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    const { kind, of } = (to ?? from)!;
    const wider = to === undefined ? undefined : widerAccess(from?.document, to.document);
    const what = from === undefined ? "added" : to === undefined ? "removed" : "changed";
    const narrower =
      from === undefined || to === undefined ? undefined : widerAccess(to.document, from.document);
    const values = { addOn, policy: kind, of, change: what } as const;
    const risk = wider !== undefined && isRisk((to ?? from)!, what, wider);
    return change(
      "addOnPolicyChanged",
      {
        ...values,
        ...(wider && isWider(wider) && { wider }),
        ...(narrower && isWider(narrower) && { narrower }),
      },
      risk,
    );
  });
}

/** Roles and queues of the stack's own services come and go with its Regions; whoever reads findings is at risk by any right. */
function isRisk(
  { addOn, kind: policy, ofFindings }: AddOnDocument,
  what: "added" | "changed" | "removed",
  wider: ReturnType<typeof widerAccess>,
): boolean {
  if (!isWider(wider) || ofFindings === false) return false;
  const own = addOn === "events" && policy === "queuePolicy";
  if ((riskOf(addOn).added && !own) || ofFindings === true) return true;
  const { principals, actions, conditions } = wider;
  const conditioned = conditions.was.length + conditions.is.length > 0;
  return what === "changed" && (principals.length + actions.length > 0 || conditioned);
}
