import { hasStatementsOf } from "../adoption";
import { RESERVED_SID_PREFIX } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";

/** A bucket or key that is the export's by its name or tag, and that the stack's state does not have. */
export interface UnrecordedHolder {
  policy: PolicyDocument | undefined;
  /** Whether the bucket holds objects; undefined of a key. */
  hasObjects?: boolean;
}

/**
 * `evidence`: findings may be in it or encrypted under it; `unused`: it was made, and never used; `others`: another export's, whose
 * statements it has.
 */
export type HolderUse = "evidence" | "unused" | "others";

/** What a bucket or key that no state has is to the export. */
export function holderUse({ policy, hasObjects }: UnrecordedHolder, sidPrefix: string): HolderUse {
  const statements = policy ?? { Statement: [] };
  if (hasStatementsOf(statements, sidPrefix)) return "evidence";
  const isReserved = listOf(statements.Statement).some(({ Sid }) =>
    String(Sid).startsWith(RESERVED_SID_PREFIX),
  );
  if (isReserved) return "others";
  return hasObjects === true ? "evidence" : "unused";
}

/** Whether a bucket's name is one that the export sets or generates. */
export function isBucketNameOf(
  { name, namePrefix }: { name?: string | undefined; namePrefix: string },
  found: string,
): boolean {
  if (name !== undefined) return found === name;
  return (
    found.startsWith(`${namePrefix}-`) &&
    /^[0-9a-f]{8}$/.test(found.slice(-8)) &&
    found.length === namePrefix.length + 9
  );
}
