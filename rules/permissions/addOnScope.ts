import { arnText } from "../arn";

/** Where the resources of an add-on are, and how their names start. */
export interface Scope {
  partition: string;
  accountId: string;
  region: string;
  /** The component's name: Pulumi names resources after it. */
  name: string;
}

/** The ARN of a resource; a Region of `*` keeps the partition of the home Region. */
export function arnIn(
  service: string,
  { partition, region, accountId }: Scope,
  resource: string,
): string {
  return arnText({ partition, service, region, accountId, resource });
}
