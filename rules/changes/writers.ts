import type { ExportSettings } from "../args";
import type { Change } from "./change";
import { change } from "./change";

/** A bucket or key that exists, as a configuration adopts it. */
interface Adopted {
  name: string;
  policy: "merge" | "external";
  detach: boolean;
}

/** Who writes the policies of a bucket and a key that exist, where that changes or they are adopted anew. */
export function policyWriterChanges(base: ExportSettings, head: ExportSettings): Change[] {
  return (["bucket", "key"] as const).flatMap((holder) =>
    writerChange(holder, adopted(base, holder), adopted(head, holder)),
  );
}

function adopted(settings: ExportSettings, holder: "bucket" | "key"): Adopted | undefined {
  const { existing } = settings[holder];
  if (existing === undefined) return undefined;
  const { policy, detach } = existing;
  return { name: "name" in existing ? existing.name : existing.arn, policy, detach };
}

function writerChange(holder: "bucket" | "key", from?: Adopted, to?: Adopted): Change[] {
  // What a detachment does to a policy is described by itself.
  if (to === undefined || to.detach) return [];
  const adoptedBefore = from?.name === to.name;
  if (adoptedBefore && from.policy === to.policy) return [];
  const writer = to.policy === "external" ? "owner" : "stack";
  const risk = adoptedBefore || writer === "owner";
  return [change("policyWriterChanged", { holder, name: to.name, writer, adoptedBefore }, risk)];
}
