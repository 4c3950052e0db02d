/** The identity of a resource that a component creates: what a Pulumi state knows it by. */
export interface ResourceIdentity {
  type: string;
  name: string;
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
