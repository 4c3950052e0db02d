/** What an identity may do for one purpose. */
export interface Grant {
  /** What for; the statement's Sid. */
  purpose: string;
  /** Actions of the calls that the engine is seen to make. */
  actions: string[];
  /** Actions that AWS or the provider needs in addition: each is in BEYOND, with its reason. */
  beyond?: string[];
  resources: string[];
  /** The Regions it is for; undefined where the service or the resources have none, or name theirs. */
  regions?: readonly string[];
  /** Condition key and its values; none by default. */
  onlyWhere?: { [key: string]: string[] };
  /** Whether it is needed while something is created alone. */
  creates?: true;
  /** Whether AWS decides its actions on the pattern as a whole, not on single resources. */
  ofAll?: true;
  /** The logical names of what it is for; undefined: whatever has such an ARN. */
  names?: string[];
}

/** The grant when it is needed. */
export function grantIf(needed: boolean, grant: Grant): Grant[] {
  return needed ? [grant] : [];
}

/** The values when they are needed. */
export function valuesIf(needed: boolean, ...values: string[]): string[] {
  return needed ? values : [];
}

/** Grants of one purpose as one, for all their resources and actions. */
export function mergedGrants(grants: Grant[]): Grant[] {
  const byPurpose = new Map<string, Grant>();
  for (const grant of grants) {
    const other = byPurpose.get(grant.purpose);
    byPurpose.set(grant.purpose, other === undefined ? grant : both(other, grant));
  }
  return [...byPurpose.values()];
}

function both(one: Grant, other: Grant): Grant {
  const union = (...lists: (readonly string[] | undefined)[]) => [
    ...new Set(lists.flatMap((list) => list ?? [])),
  ];
  const beyond = union(one.beyond, other.beyond);
  return {
    ...other,
    actions: union(one.actions, other.actions),
    ...(beyond.length > 0 && { beyond }),
    resources: union(one.resources, other.resources),
    ...(one.regions && other.regions && { regions: union(one.regions, other.regions) }),
  };
}
