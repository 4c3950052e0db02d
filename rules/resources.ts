import type { AccountRole } from "./accountRole";

/** The identity of a resource that a component creates: what a Pulumi state knows it by. */
export interface ResourceIdentity {
  type: string;
  name: string;
}

/** A resource that a plan lists. */
export interface PlannedResource extends ResourceIdentity {
  /** The account that it is created in; undefined: in none of AWS. */
  account?: AccountRole;
}

/** The provider of AWS by Cloud Control, for what the provider aws has no resource of. */
export const NATIVE_PROVIDER = "pulumi:providers:aws-native";

/** Types of what is in an account of AWS. */
const OF_ACCOUNT = /^(aws|aws-native):|^pulumi:providers:aws-native$/;

/** Resources of an account; what is no resource of AWS is in none. */
export function inAccount(
  account: AccountRole | undefined,
  resources: readonly ResourceIdentity[],
): PlannedResource[] {
  return resources.map((one) =>
    account !== undefined && OF_ACCOUNT.test(one.type) ? { ...one, account } : { ...one },
  );
}

/** A resource type of the AWS provider as Pulumi names it. */
export function awsType(module: string, type: string): string {
  return `aws:${module}/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;
}

/** The resource when it is needed. */
export function resourceIf(condition: boolean, type: string, name: string): ResourceIdentity[] {
  return condition ? [{ type, name }] : [];
}

/** The type of a provider of AWS. */
export const AWS_PROVIDER = "pulumi:providers:aws";
