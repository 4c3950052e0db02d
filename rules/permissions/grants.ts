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
}

/** The grant when it is needed. */
export function grantIf(needed: boolean, grant: Grant): Grant[] {
  return needed ? [grant] : [];
}

/** The values when they are needed. */
export function valuesIf(needed: boolean, ...values: string[]): string[] {
  return needed ? values : [];
}
