import * as pulumi from "@pulumi/pulumi";

import type { Tags } from "../export/context";

/** The component's tags and a resource's own, which win; undefined when there are none. */
export function mergedTags(common: Tags | undefined, own: Tags | undefined): Tags | undefined {
  if (common === undefined) return own;
  if (own === undefined) return common;
  return pulumi.all([common, own]).apply(([shared, specific]) => ({ ...shared, ...specific }));
}
