/** Something that has a policy: a bucket or a key. */
export interface PolicyHolder {
  policy: { [member: string]: unknown } | null;
}

/** How policies reach GuardDuty: a new one is stored at once and takes effect for exports after a delay. */
export interface Propagation {
  put<T extends PolicyHolder>(holder: T, policy: T["policy"]): void;
  putAtOnce<T extends PolicyHolder>(holder: T, policy: T["policy"]): void;
  /** The policy that exports are decided by. */
  effective(holder: PolicyHolder): PolicyHolder["policy"];
}

interface PolicyVersion {
  visibleAt: number;
  policy: PolicyHolder["policy"];
}

/** Kept in memory only: with a new process every policy is in effect. */
export function createPropagation(now: () => number, delayMs: () => number): Propagation {
  const versionsOf = new WeakMap<PolicyHolder, PolicyVersion[]>();
  return {
    put(holder, policy) {
      const versions = versionsOf.get(holder) ?? [{ visibleAt: 0, policy: holder.policy }];
      const inEffect = versions.findLastIndex(({ visibleAt }) => visibleAt <= now());
      versionsOf.set(holder, [
        ...versions.slice(Math.max(inEffect, 0)),
        { visibleAt: now() + delayMs(), policy },
      ]);
      holder.policy = policy;
    },
    putAtOnce(holder, policy) {
      versionsOf.delete(holder);
      holder.policy = policy;
    },
    effective(holder) {
      const versions = versionsOf.get(holder);
      if (versions === undefined) return holder.policy;
      return versions.findLast(({ visibleAt }) => visibleAt <= now())?.policy ?? null;
    },
  };
}
